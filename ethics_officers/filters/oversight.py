"""Filters of the heat map; their state is in the address."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ethics_officers.queries import Standing
from ethics_officers.rules import Signal
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

    def __init__(self, data: Any, standings: Sequence[Standing]) -> None:
        super().__init__(data, Department.objects.all())
        self._standings = standings

    @property
    def found(self) -> list[Standing]:
        """The departments that were asked for, in their order."""
        kept = set(self.qs.values_list("pk", flat=True))
        return [standing for standing in self._standings if standing.pk in kept]

    def search(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return departments.filter(pk__in=Department.objects.search(value).values("pk"))

    def by_signal(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        def has_it(standing: Standing) -> bool:
            if value in {ANY, NONE}:
                return bool(standing.raised) == (value == ANY)
            return standing.is_raised(Signal(value))

        return departments.filter(pk__in=[row.pk for row in self._standings if has_it(row)])

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log."""
        chosen = self.form.cleaned_data
        return {
            "searched": bool(chosen["q"]),
            "signal": chosen["signal"],
            "kind": chosen["kind"],
        }
