"""The general holidays of a year, a line for each day."""

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from core.widgets import DayInput
from training.actions import Holiday

# A year has seventeen of them; now and then there is a special one.
DAYS_AT_MOST = 40
EMPTY_LINES = 3


class HolidayForm(Form):
    """A general holiday; a line that is empty is none."""

    date = forms.DateField(label=_("Date"), widget=DayInput, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    name_zh_hant = forms.CharField(
        label=pgettext_lazy("of a holiday", "Chinese name"), max_length=120, required=False
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if any(values.values()):
            for name in self.fields:
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("Please fill this in, or empty the whole line."))
        day = values.get("date")
        if day and day.year != self.year:
            self.add_error("date", _("This is no day of %(year)s.") % {"year": self.year})
        return values


class _DaysOfYear(BaseFormSet):
    def clean(self) -> None:
        if not any(self.errors) and not self.holidays():
            raise forms.ValidationError(_("Give at least one day: each year has some."))

    def holidays(self) -> list[Holiday]:
        """Give the days of a valid form."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data.get("date")]
        return [
            Holiday(**{name: each[name] for name in HolidayForm.base_fields}) for each in filled
        ]


HolidayForms = formset_factory(
    HolidayForm,
    extra=EMPTY_LINES,
    max_num=DAYS_AT_MOST,
    absolute_max=DAYS_AT_MOST,
    validate_max=True,
    formset=_DaysOfYear,
)
