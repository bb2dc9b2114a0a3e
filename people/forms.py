"""Input about roles and audiences, turned into clean values. Nothing here saves anything."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import DayInput
from people.models import Department, EmploymentKind, Level, User
from people.roles import DERIVED_ROLES, Role


def levels_field(help_text: Any = "") -> forms.MultipleChoiceField:
    """A field for the levels of officers that something is for."""
    return forms.MultipleChoiceField(
        label=_("Levels"),
        choices=Level,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=help_text,
    )


class RoleForm(Form):
    """Which role to give, where, and for which days."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role, role.label) for role in Role if role not in DERIVED_ROLES]
    )
    department = forms.ModelChoiceField(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("For training co-ordinators: the department whose people they look after."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("First day without the role"),
        widget=DayInput,
        required=False,
        help_text=_("Leave it empty if no end is known."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = cast(forms.ModelChoiceField, self.fields["department"])
        departments.queryset = Department.objects.current(today)
        self.fields["starts_on"].initial = today


class RoleEndForm(Form):
    """From which day on a role is no longer held."""

    ends_on = forms.DateField(label=_("First day without the role"), widget=DayInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = today


class AudienceForm(Form):
    """Whom something is for: an empty condition leaves nobody out, and all of them must hold."""

    levels = levels_field(help_text=_("Tick none for all levels."))
    employment_kinds = forms.MultipleChoiceField(
        label=_("Kinds of employment"),
        choices=EmploymentKind,
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick none for all kinds."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[choice for choice in Role.choices if choice[0] != Role.CIVIL_SERVANT],
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick none for people with or without a role."),
    )
    departments = forms.ModelMultipleChoiceField(
        label=_("Bureaux and departments"),
        queryset=Department.objects.none(),
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick none for all of them."),
    )

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["departments"].queryset = Department.objects.visible_to(user).current(today)
