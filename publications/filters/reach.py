"""Which part of a reach is asked for; it is in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Department, Level
from people.models.departments import DepartmentQuerySet


class ReachForm(forms.Form):
    """Which round and which level a reach is of."""

    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Any level")), *Level.choices], required=False
    )
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("Any department"),
    )
    round = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, departments: DepartmentQuerySet, round_number: int) -> None:
        super().__init__(data, initial={"round": round_number})
        field: Any = self.fields["department"]
        field.queryset = departments
        if departments.count() == 1:
            del self.fields["department"]

    def chosen(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None
