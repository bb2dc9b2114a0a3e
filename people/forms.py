"""Input about roles, turned into clean values. Nothing here saves anything."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import DayInput
from people.models import Department
from people.roles import DERIVED_ROLES, Role


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
