"""Filters of the heat map; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ethics_officers.rules import Signal, raised
from people.models import Department

ANY, NONE = "any", "none"


class OversightFilter(filters.FilterSet):
    """Finding departments by their name, their kind or the signals that are raised."""

    q = filters.CharFilter(
        label=_("Department, in English or Chinese"),
        method="search",
        widget=forms.SearchInput,
    )
    signal = filters.ChoiceFilter(
        label=_("Signal"),
        method="by_signal",
        empty_label=_("With or without signals"),
        choices=[
            (ANY, _("With any signal")),
            *Signal.choices,
            (NONE, _("Without any signal")),
        ],
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=Department.Kind, empty_label=_("Bureaux, departments and others")
    )

    class Meta:
        model = Department
        fields = ("q", "signal", "kind")

    def search(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return departments.filter(pk__in=Department.objects.search(value).values("pk"))

    def by_signal(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == ANY:
            return departments.filter(raised__gt=0)
        if value == NONE:
            return departments.filter(raised=0)
        return departments.filter(raised(value))

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log."""
        chosen = self.form.cleaned_data
        return {
            "searched": bool(chosen["q"]),
            "signal": chosen["signal"],
            "kind": chosen["kind"],
        }
