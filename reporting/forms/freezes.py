"""What is to be frozen: a title, days, departments or the whole service, and figures."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import say_how_to_mend
from people.models import Department
from reporting.figures import FIGURES, by_group
from reporting.models import Freeze
from reporting.periods import PeriodForm
from reporting.queries.freezes import AskedFigure

WHOLE = "whole"


class FreezeForm(PeriodForm):
    """A set of figures to look at, and then to freeze.

    `groups` names groups of which all figures are meant, whether they are ticked or not.
    """

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    note = forms.CharField(
        label=gettext_lazy("What it is for"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Counted for"),
        choices=[
            (WHOLE, gettext_lazy("The whole service")),
            ("departments", gettext_lazy("Each of some departments")),
        ],
        initial=WHOLE,
        widget=forms.RadioSelect,
    )
    departments = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Departments"),
        queryset=Department.objects.order_by("name_en"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.MultipleChoiceField(required=False)
    figures = forms.MultipleChoiceField(required=False)
    replaces = forms.ModelChoiceField(
        queryset=Freeze.objects.none(), required=False, widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is replaced"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    asking = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = by_group()
        self.fields["groups"].choices = [(group.value, group.label) for group, _of in listed]  # type: ignore[attr-defined]
        self.fields["figures"].choices = [(key, each.label) for key, each in FIGURES.items()]  # type: ignore[attr-defined]
        self.fields["replaces"].queryset = Freeze.objects.visible_to(user)  # type: ignore[attr-defined]
        for field in self.fields.values():
            say_how_to_mend(field)

    def clean(self) -> dict[str, object]:
        asked = super().clean()
        if asked.get("scope") == "departments" and not asked.get("departments"):
            self.add_error("departments", _("Choose one department or more."))
        if not (asked.get("figures") or asked.get("groups")):
            self.add_error("figures", _("Choose one figure or more."))
        if asked.get("replaces") and not asked.get("reason"):
            self.add_error("reason", _("Say why it is replaced."))
        return asked

    @property
    def ticked(self) -> set[str]:
        """The figures that are ticked, and those of groups that are meant as a whole."""
        figures = self._given("figures")
        groups = self._given("groups")
        return {key for key, each in FIGURES.items() if key in figures or each.group in groups}

    def _given(self, name: str) -> set[str]:
        value = self[name].value() or []
        return {str(each) for each in value}

    @property
    def offered_figures(self) -> list[dict[str, Any]]:
        """The figures by group, for the template."""
        ticked, groups = self.ticked, self._given("groups")
        return [
            {
                "key": group.value,
                "label": group.label,
                "is_all": group.value in groups,
                "figures": [
                    {"key": each.key, "label": each.label, "is_ticked": each.key in ticked}
                    for each in figures
                ],
            }
            for group, figures in by_group()
        ]

    @property
    def asked(self) -> list[AskedFigure]:
        """What is to be counted, figure by figure and department by department."""
        span, ticked = self.chosen.span, self.ticked
        departments: list[int | None] = [None]
        if self.cleaned_data["scope"] != WHOLE:
            departments = [department.pk for department in self.cleaned_data["departments"]]
        return [
            AskedFigure(key, span, department)
            for key in FIGURES
            if key in ticked
            for department in departments
        ]
