"""A deadline: so many days before the first meeting, or a moment."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import ClockInput, MomentInput
from training.models import DaysBefore, Deadline

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as LazyText

DAYS, MOMENT = "days", "moment"
DAYS_AT_MOST = 365


class DeadlineForm(Form):
    """One of the deadlines of a session."""

    kind = forms.ChoiceField()
    days = forms.IntegerField(
        label=_("Days before the first meeting"),
        required=False,
        min_value=0,
        max_value=DAYS_AT_MOST,
    )
    at = forms.TimeField(label=_("At"), required=False, widget=ClockInput)
    moment = forms.DateTimeField(label=_("Date and time"), required=False, widget=MomentInput)

    def __init__(
        self, *args: Any, label: "LazyText", none: "LazyText | None" = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.label = label
        kind.choices = [
            *([("", none)] if none else []),
            (DAYS, _("Some days before the first meeting")),
            (MOMENT, _("At a date and time")),
        ]
        kind.required = none is None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        wanted: dict[str, dict[str, Any]] = {
            DAYS: {"days": _("Say how many days before."), "at": _("Say at what time.")},
            MOMENT: {"moment": _("Give a date and a time.")},
        }
        for name, sentence in wanted.get(values.get("kind", ""), {}).items():
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, sentence)
        return values

    @property
    def deadline(self) -> Deadline | None:
        """What the form asks for, as far as it can be read."""
        values = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        days, at = values.get("days"), values.get("at")
        if values.get("kind") == DAYS and days is not None and at is not None:
            return DaysBefore(days, at)
        return values.get("moment") if values.get("kind") == MOMENT else None

    def object(self, sentence: "LazyText") -> None:
        """Note an error where the reader will look for it."""
        self.add_error(self.cleaned_data.get("kind") or "kind", sentence)


def values_of_deadline(deadline: Deadline | None) -> dict[str, Any]:
    """Give the values with which the fields of a deadline begin."""
    if isinstance(deadline, DaysBefore):
        return {"kind": DAYS, "days": deadline.days, "at": deadline.at}
    return {"kind": MOMENT, "moment": localtime(deadline)} if deadline else {"kind": ""}
