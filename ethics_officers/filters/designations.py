"""Filters of the register; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.days import day_of
from ethics_officers.models import Designation
from people.models import Department, Person

FILLED, VACANT, NOT_ASSISTED = "filled", "vacant", "not_assisted"


class RegisterFilter(filters.FilterSet):
    """Finding a department by its name or by who is designated there."""

    q = filters.CharFilter(
        label=_("Department or officer, in English or Chinese"),
        method="search",
        widget=forms.SearchInput,
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        empty_label=_("Any state"),
        choices=[
            (FILLED, _("With an Ethics Officer")),
            (VACANT, _("Vacant")),
            (NOT_ASSISTED, _("Without an Assistant")),
        ],
    )

    class Meta:
        model = Department
        fields = ("q", "state")

    def search(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        designated = Designation.objects.current(day_of(timezone.now())).filter(
            person__in=Person.objects.search(value)
        )
        found = Department.objects.search(value)
        return departments.filter(
            Q(pk__in=found.values("pk")) | Q(pk__in=designated.values("department"))
        )

    def in_state(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == NOT_ASSISTED:
            assistants = Designation.objects.current(day_of(timezone.now())).filter(
                capacity=Designation.Capacity.ASSISTANT
            )
            return departments.exclude(pk__in=assistants.values("department"))
        return departments.filter(officer_since__isnull=value == VACANT)

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        chosen = self.form.cleaned_data
        return {"searched": bool(chosen["q"]), "state": chosen["state"]}
