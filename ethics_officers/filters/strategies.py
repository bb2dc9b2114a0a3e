"""Filters of the strategies; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ethics_officers.models import StrategyVersion
from people.models import Department

NONE = "none"


class StrategyFilter(filters.FilterSet):
    """Finding a department by its name or by where its strategy stands."""

    q = filters.CharFilter(
        label=_("Department, in English or Chinese"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        empty_label=_("Any state"),
        choices=[
            (StrategyVersion.Status.ENDORSED, StrategyVersion.Status.ENDORSED.label),
            (StrategyVersion.Status.SUBMITTED, StrategyVersion.Status.SUBMITTED.label),
            (NONE, _("Without a strategy")),
        ],
    )

    class Meta:
        model = Department
        fields = ("q", "state")

    def search(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return departments.filter(pk__in=Department.objects.search(value).values("pk"))

    def in_state(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == NONE:
            return departments.filter(version_status__isnull=True)
        return departments.filter(version_status=value)
