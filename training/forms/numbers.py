"""Numbers that courses and sessions share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class _OrNone(forms.IntegerField):
    """A number that is 0 where none is given."""

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


def capacity_field(too_few: Any = "") -> forms.IntegerField:
    """A field for how many can take part."""
    return forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=100_000,
        error_messages={"min_value": too_few or _("Offer at least one seat.")},
    )


def minimum_field() -> forms.IntegerField:
    """A field for how many must register for a session to be worth holding."""
    return _OrNone(
        required=False,
        label=_("At least"),
        min_value=0,
        max_value=100_000,
        initial=0,
        help_text=_("With fewer registered when it is about to close, staff are told. 0 for none."),
    )


def check_minimum(form: forms.BaseForm, values: Mapping[str, Any]) -> None:
    """Note an error if a form asks for more people than it offers seats."""
    minimum, capacity = values.get("minimum"), values.get("capacity")
    if minimum is not None and capacity is not None and minimum > capacity:
        form.add_error("minimum", _("Ask for no more people than there are seats."))
