"""A reminder of a session."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import ClockInput
from training.actions import ReminderPlan
from training.models import ReminderRule

_NINE = dt.time(9, 0)
_MOST_DAYS = 366
_MOST_HOURS = 24 * 14


class ReminderForm(Form):
    """A reminder: so many days before at an hour, or so many hours and minutes before."""

    unit = forms.ChoiceField(
        label=_("Counted in"),
        choices=[
            (ReminderRule.Unit.DAYS, _("Days")),
            (ReminderRule.Unit.WORKING_DAYS, _("Working days, general holidays left out")),
            (ReminderRule.Unit.MINUTES, _("Hours and minutes")),
        ],
        initial=ReminderRule.Unit.DAYS,
    )
    days = forms.IntegerField(
        label=_("Days before"), min_value=0, max_value=_MOST_DAYS, required=False, initial=1
    )
    at = forms.TimeField(
        label=_("At this time of that day"),
        widget=ClockInput,
        required=False,
        initial=_NINE,
        help_text=_("Hong Kong time. Leave it alone when you count in hours and minutes."),
    )
    hours = forms.IntegerField(
        label=_("Hours before"), min_value=0, max_value=_MOST_HOURS, required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes before"),
        min_value=0,
        max_value=59,
        required=False,
        help_text=_("Hours and minutes count only if you chose them above."),
    )
    readers = forms.ChoiceField(label=_("Who gets it"), choices=ReminderRule.Readers)
    if_late = forms.ChoiceField(
        label=_("If its moment is past when it is to begin"),
        choices=ReminderRule.IfLate,
        help_text=_("As when the session is published, or moved, too late for it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("unit") == ReminderRule.Unit.MINUTES:
            wrong = {"hours", "minutes"} & set(self.errors)
            if not wrong and not values.get("hours") and not values.get("minutes"):
                self.add_error("hours", _("Say how many hours or minutes before."))
            return values
        if values.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say how many days before."))
        elif values.get("unit") == ReminderRule.Unit.WORKING_DAYS and values.get("days") == 0:
            self.add_error("days", _("Count at least one working day, or choose days."))
        if values.get("at") is None and "at" not in self.errors:
            self.add_error("at", _("Say at which time of that day."))
        return values

    def plan(self) -> ReminderPlan:
        """Give the reminder that a valid form asks for."""
        values = self.cleaned_data
        by_the_clock = values["unit"] == ReminderRule.Unit.MINUTES
        minutes = 60 * (values["hours"] or 0) + (values["minutes"] or 0)
        return ReminderPlan(
            unit=values["unit"],
            amount=minutes if by_the_clock else values["days"],
            at=None if by_the_clock else values["at"],
            readers=values["readers"],
            if_late=values["if_late"],
        )
