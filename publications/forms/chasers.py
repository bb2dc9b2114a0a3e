"""Whom to remind, and what to add in one's own words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from people.models import Department, Level
from people.models.departments import DepartmentQuerySet
from publications.models import Chaser
from publications.queries.chasers import Group

_WORDS = forms.Textarea(attrs={"rows": 3})


class GroupForm(forms.Form):
    """Which of those who have not read; it is in the address."""

    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("Any department"),
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Any level")), *Level.choices], required=False
    )
    step = forms.ChoiceField(label=_("How far"), choices=Chaser.Step.choices, required=False)
    round = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, departments: DepartmentQuerySet, round_number: int) -> None:
        super().__init__(data, initial={"round": round_number})
        field: Any = self.fields["department"]
        field.queryset = departments
        if departments.count() == 1:
            del self.fields["department"]

    def group(self) -> Group | None:
        """Give the group; None if what is in the address is none."""
        if not self.is_valid():
            return None
        return Group(
            department=self.cleaned_data.get("department"),
            level=self.cleaned_data["level"],
            step=self.cleaned_data["step"] or Chaser.Step.OUTSTANDING,
        )


class ChaserForm(Form):
    """Words to add to the reminder: in both languages, or none."""

    words_en = forms.CharField(
        label=_("Your words, English"),
        widget=_WORDS,
        required=False,
        max_length=1000,
        help_text=_("Stand in the mail above what was circulated, with your name."),
    )
    words_zh_hant = forms.CharField(
        label=_("Your words, Traditional Chinese"), widget=_WORDS, required=False, max_length=1000
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for given, missing in (("words_en", "words_zh_hant"), ("words_zh_hant", "words_en")):
            if cleaned.get(given) and not cleaned.get(missing) and missing not in self.errors:
                self.add_error(
                    missing,
                    ValidationError(
                        _("Write it in both languages, or leave both empty."), code="both"
                    ),
                )
        return cleaned

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("words_en", "words_zh_hant")}
