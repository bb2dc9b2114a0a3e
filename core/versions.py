"""Two people at one thing: nobody overwrites unawares what somebody saved meanwhile.

A model inherits `Versioned`. Its form posts the version it was opened with, and the action that
saves it asks, inside the lock, then counts on:

    rules…
    check_is_current(plan, version)
    plan.note_change(by=by, at=now)
    plan.save()

The form is an `OpenedForm` of `as_meant(request.POST)`; the action gets its `opened_version`.
The view catches `Stale`, keeps what was typed, and shows `differences(…)` between that and what is
saved now, as components/stale.html does. Its button “Save mine all the same” posts the version that
is saved now, so that it overwrites what its reader has seen, and nothing later.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format, localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from core.lists import listed

VERSION_FIELDS = ("version", "changed_at", "changed_by")

_NOTHING = "–"


class Versioned(models.Model):
    """Counts how often it was changed, and knows who did so last."""

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True

    def note_change(self, *, by: Any, at: dt.datetime) -> None:
        """Count one change more of a locked row; the caller saves VERSION_FIELDS with the rest."""
        self.version += 1
        self.changed_by, self.changed_at = by, at


class Stale(RuleViolation):
    """Somebody saved the thing after the form was opened."""

    def __init__(self, thing: Versioned) -> None:
        self.version = thing.version
        if thing.changed_by is None or thing.changed_at is None:
            sentence = _("What is saved differs from what you had opened. Nothing was saved yet.")
        else:
            sentence = _(
                "%(name)s saved this on %(moment)s, after you had opened it. "
                "Nothing of yours was saved yet."
            ) % {
                "name": getattr(thing.changed_by, "person", None) or thing.changed_by,
                "moment": date_format(localtime(thing.changed_at), "DATETIME_FORMAT"),
            }
        super().__init__(sentence)


def check_is_current(thing: Versioned, version: int) -> None:
    """Refuse what is based on another version of a locked thing than the one saved."""
    if thing.version != version:
        raise Stale(thing)


class OpenedForm(forms.Form):
    """A form that posts the version it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def opened_version(self) -> int:
        """The version that the form was opened with; 0, which is none, where it does not tell."""
        return self.cleaned_data.get("version") or 0


def as_meant(data: QueryDict) -> QueryDict:
    """Give what was sent; to save one's own all the same is to open what one has seen saved."""
    if "overwrite" not in data:
        return data
    meant = data.copy()
    meant["version"] = data.get("overwrite", "")
    return meant


@dataclass(frozen=True)
class Difference:
    """A field in which what was typed differs from what is saved, both in words."""

    label: str
    typed: str
    saved: str


def differences(form: forms.BaseForm, *, of: Any = "") -> Iterator[Difference]:
    """Give in which fields a bound form differs from its initial values; `of` says which part.

    A disabled field counts, too, if something was sent for it: the form was opened when it could
    still be changed.
    """
    for bound in form:
        field = bound.field
        if bound.is_hidden or not has_changed(form, bound.name):
            continue
        label = f"{of}: {bound.label}" if of else str(bound.label)
        yield Difference(
            label,
            _in_words(field, _typed(form, bound.name)),
            _in_words(field, field.prepare_value(bound.initial)),
        )


def has_changed(form: forms.BaseForm, name: str) -> bool:
    """Say whether something else was sent for a field than its initial value, disabled or not."""
    field = form.fields[name]
    if not field.disabled:
        return name in form.changed_data
    if form.add_prefix(name) not in form.data:
        return False
    field.disabled = False
    try:
        return field.has_changed(form[name].initial, _typed(form, name))
    finally:
        field.disabled = True


def _typed(form: forms.BaseForm, name: str) -> Any:
    widget = form.fields[name].widget
    return widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _in_words(field: forms.Field, value: Any) -> str:
    """Write a value of a field, as it is typed or kept, as a reader understands it."""
    several = value if isinstance(value, list | tuple) else [value]
    if choices := getattr(field, "choices", None):
        names = {str(key): label for key, label in _flat(choices)}
        several = [names.get(str(each), each) for each in several if each not in ("", None)]
    else:
        several = [_read(field, each) for each in several if each not in ("", None)]
    return listed(several) or _NOTHING


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _read(field: forms.Field, value: Any) -> Any:
    try:
        return localize(field.to_python(value))
    except ValidationError:
        return value
