"""What our forms share: crispy lays them out, in a form element that the template writes."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What Django says of a wrong input tells what is wrong; ours tells how to mend it as well. The
# narrower kind of field comes first.
_SENTENCES: tuple[tuple[type[forms.Field], str, Any], ...] = (
    (forms.ChoiceField, "required", _("Please choose one.")),
    (forms.ModelChoiceField, "required", _("Please choose one.")),
    (forms.Field, "required", _("Please fill this in.")),
    (forms.ChoiceField, "invalid_choice", _("This is not offered. Choose one of the list.")),
    (forms.ModelChoiceField, "invalid_choice", _("This is not offered. Choose one of the list.")),
    (
        forms.DateTimeField,
        "invalid",
        _("This is not a date and time. Write it such as 2026-12-01 09:30."),
    ),
    (forms.DateField, "invalid", _("This is not a date. Write it such as 2026-12-01.")),
    (forms.TimeField, "invalid", _("This is not a time. Write it such as 09:30.")),
    (forms.IntegerField, "invalid", _("Write a whole number, in digits.")),
    (forms.IntegerField, "min_value", _("This is too little: write %(limit_value)s or more.")),
    (forms.IntegerField, "max_value", _("This is too much: write %(limit_value)s or less.")),
    (
        forms.URLField,
        "invalid",
        _("This is not a web address. Write all of it, such as https://example.hk/meeting."),
    ),
    (
        forms.CharField,
        "max_length",
        _("This is too long: %(show_value)s characters. Keep to %(limit_value)s."),
    ),
)


# Beyond these years a date is a slip of the pen, and the arithmetic of days comes to its end.
_FIRST_DAY, _LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)


def check_day_can_be_meant(value: dt.date) -> None:
    """Refuse a date, or a date and time, of a century that nobody here can mean."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ValidationError(_("This year can't be meant. Choose a date from 1990 to 2099."))


def say_how_to_mend(field: forms.Field) -> None:
    """Give a field our sentences, but for those it has of its own.

    A form does so for its fields; who adds one to it later asks for it.
    """
    if isinstance(field, forms.DateField | forms.DateTimeField):
        field.validators = [*field.validators, check_day_can_be_meant]
    said: set[str] = set()
    for kind, code, sentence in _SENTENCES:
        if code in said or not isinstance(field, kind):
            continue
        said.add(code)
        own = field.error_messages.get(code)
        if own is None or own in _stock(field, code):
            field.error_messages[code] = sentence


def _stock(field: forms.Field, code: str) -> list[Any]:
    """What Django's classes say of this error."""
    kinds = [kind for kind in type(field).__mro__ if kind.__module__.startswith("django.")]
    messages = [getattr(kind, "default_error_messages", {}).get(code) for kind in kinds]
    return [message for message in messages if message is not None]


_is_only_shown = ContextVar("_is_only_shown", default=False)


@contextmanager
def only_shown() -> Iterator[None]:
    """Let no form be valid, so that a view shows it again as it was typed, and does nothing."""
    token = _is_only_shown.set(True)
    try:
        yield
    finally:
        _is_only_shown.reset(token)


class LaidOut:
    """Gives a form its `helper`. Change its layout in `__init__`: `self.helper.layout = Layout(…)`.

    The template writes what is around the fields, so that it can hold more than one form:

        <form method="post" novalidate>
          {% csrf_token %}
          {% crispy form %}
          <button class="btn btn-primary">…</button>
        </form>

    `{% crispy form %}` starts with the summary of errors, each a link to its field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for field in self.fields.values():  # type: ignore[attr-defined]
            say_how_to_mend(field)

    def is_valid(self) -> bool:
        is_valid: bool = super().is_valid()  # type: ignore[misc]
        return is_valid and not _is_only_shown.get()


class Form(LaidOut, forms.Form):
    """Input to a use-case."""


class ModelForm(LaidOut, forms.ModelForm):
    """Input to reference data."""
