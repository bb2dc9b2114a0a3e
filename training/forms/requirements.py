"""Requiring a course of an audience."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from core.widgets import DayInput
from people.forms import AudienceForm
from people.models import User
from training.actions import RequirementPlan
from training.models import Course, Requirement

_BASIS = Requirement.Basis
DAYS_AT_MOST = 3650
_USUAL_DAYS = 90


class RequirementForm(AudienceForm):
    """A course, whom it is required of, and by when."""

    course = forms.ModelChoiceField(label=_("Course"), queryset=Course.objects.none())
    basis = forms.ChoiceField(label=_("To be completed"), choices=_BASIS)
    due_on = forms.DateField(
        label=_("Date"), required=False, widget=DayInput, help_text=_("For “by a date” only.")
    )
    days = forms.IntegerField(
        label=pgettext_lazy("how many", "Days"),
        required=False,
        min_value=1,
        max_value=DAYS_AT_MOST,
        initial=_USUAL_DAYS,
        help_text=_(
            "After appointment or confirmation. Who joins the audience later has so many days from "
            "then, also where there is a date. Within probation none are counted."
        ),
    )
    starts_on = forms.DateField(
        label=_("First day"),
        widget=DayInput,
        help_text=_("Who was appointed or confirmed before it is not asked by it."),
    )
    # How many people the one who asks was told that it touches; empty before anything was told.
    told = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("course", "basis", "due_on", "days", "starts_on")

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, today=today, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["course"].queryset = Course.objects.visible_to(user).in_use()
        fields["starts_on"].initial = today

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        basis, due_on = values.get("basis"), values.get("due_on")
        if basis == _BASIS.BY_DATE:
            starts_on = values.get("starts_on")
            if due_on is None and "due_on" not in self.errors:
                self.add_error("due_on", _("Give the date by which it is to be completed."))
            elif due_on and starts_on and due_on < starts_on:
                self.add_error("due_on", _("This is before the first day. Choose a later date."))
        else:
            values["due_on"] = None
        if basis == _BASIS.WITHIN_PROBATION:
            values["days"] = None
        elif values.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say how many days people have."))
        return values

    def plan(self) -> RequirementPlan:
        """What a valid form asks for."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "told"}
        return RequirementPlan(**values)


def values_of_requirement(requirement: Requirement) -> dict[str, Any]:
    """Give the values with which the form of a requirement begins."""
    audience = requirement.audience
    return {
        "course": requirement.course_id,
        "basis": requirement.basis,
        "due_on": requirement.due_on,
        "days": requirement.days,
        "starts_on": requirement.starts_on,
        "levels": audience.levels,
        "employment_kinds": audience.employment_kinds,
        "roles": audience.roles,
        "departments": list(audience.departments.all()),
    }


class RequirementEndForm(Form):
    """From which day on a requirement asks for nothing more."""

    ends_on = forms.DateField(label=_("First day without the requirement"), widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = today
