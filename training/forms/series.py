"""Copies of a session, and series of them by a pattern."""

import datetime as dt
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import DayInput
from training.forms.keys import KeyForm
from training.patterns import DAYS_AT_MOST, Frequency, days_of


class CopyForm(KeyForm):
    """When the copy of a session is to begin."""

    day = forms.DateField(label=_("Date of the first meeting"), widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> dt.date:
        return _to_come(self.cleaned_data["day"], self.today)


class PatternForm(Form):
    """How a series goes on: how often, from when, and how many or until when."""

    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency)
    first = forms.DateField(label=_("First date"), widget=DayInput)
    count = forms.IntegerField(
        label=_("How many"),
        required=False,
        min_value=1,
        max_value=DAYS_AT_MOST,
        help_text=_("General holidays are counted, and struck out."),
    )
    until = forms.DateField(label=_("Or until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first(self) -> dt.date:
        return _to_come(self.cleaned_data["first"], self.today)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        count, until, first = values.get("count"), values.get("until"), values.get("first")
        if not self.errors and (count is None) == (until is None):
            self.add_error("count", _("Say either how many, or until when."))
        if until and first and until < first:
            self.add_error("until", _("It ends before it begins. Choose a later date."))
        return values

    def days(self) -> list[dt.date]:
        """Give the days that a valid form asks for."""
        values = self.cleaned_data
        return days_of(
            values["frequency"], values["first"], count=values["count"], until=values["until"]
        )


class DayForm(Form):
    """One date of a series, which can be changed or left out."""

    keep = forms.BooleanField(label=_("Schedule"), required=False)
    day = forms.DateField(label=_("Date"), widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("keep") and (day := values.get("day")) and day <= self.today:
            self.add_error("day", _("Choose a date to come."))
        return values

    @property
    def asked_day(self) -> dt.date | None:
        """The day, as far as it can be read."""
        values = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        return values.get("day")


class _EachOnce(BaseFormSet):
    """At least one date is kept, and none twice."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    def clean(self) -> None:
        if any(self.errors):
            return
        days = self.days()
        if not days:
            raise forms.ValidationError(_("Tick at least one date."))
        if len(set(days)) < len(days):
            raise forms.ValidationError(_("A date is there twice. Change or untick one of them."))

    def days(self) -> list[dt.date]:
        """Give the days kept in a valid form."""
        return [form.cleaned_data["day"] for form in self.forms if form.cleaned_data["keep"]]


DayForms = formset_factory(
    DayForm, formset=_EachOnce, extra=0, absolute_max=DAYS_AT_MOST, max_num=DAYS_AT_MOST
)


def _to_come(day: dt.date, today: dt.date) -> dt.date:
    if day <= today:
        raise forms.ValidationError(_("Choose a date to come."))
    return day
