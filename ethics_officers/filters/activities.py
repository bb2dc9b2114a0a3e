"""Filters of the activity log and of good practice."""

import datetime as dt
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core.widgets import DayInput
from ethics_officers.models import Activity, ActivityKind, ActivityReach, PlanItem
from people.models import Department, Level
from publications.models import Topic


class _Found(filters.FilterSet):
    """What both lists are searched by."""

    q = filters.CharFilter(
        label=_("Search in English or Chinese"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ActivityKind, empty_label=_("Any kind"))
    topic = filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), empty_label=_("Any topic")
    )

    def search(self, activities: Any, name: str, value: str) -> Any:
        return activities.search(value)


class ActivityFilter(_Found):
    """Finding an activity in the log of one department."""

    level = filters.ChoiceFilter(
        label=_("Level reached"), choices=Level, method="reaching", empty_label=_("Any level")
    )
    item = filters.ModelChoiceFilter(
        label=_("Plan item"), queryset=PlanItem.objects.none(), empty_label=_("Any plan item")
    )
    happened_from = filters.DateFilter(
        label=_("From"), field_name="happened_on", lookup_expr="gte", widget=DayInput
    )
    happened_to = filters.DateFilter(
        label=_("To"), field_name="happened_on", lookup_expr="lte", widget=DayInput
    )
    shared = filters.BooleanFilter(
        label=_("Shared as good practice"), method="is_shared", widget=forms.CheckboxInput
    )
    withdrawn = filters.BooleanFilter(
        label=_("With those withdrawn"), method="with_withdrawn", widget=forms.CheckboxInput
    )

    class Meta:
        model = Activity
        fields = (
            "q", "kind", "topic", "level", "item",
            "happened_from", "happened_to", "shared", "withdrawn",
        )  # fmt: skip

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["item"].queryset = PlanItem.objects.filter(
            pk__in=Activity.objects.filter(department=department).values("item")
        ).order_by("title", "pk")

    def reaching(self, activities: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the figures told; whom a session reached is told by its attendance."""
        told = ActivityReach.objects.filter(activity=OuterRef("pk"), level=value)
        return activities.filter(Exists(told))

    def is_shared(self, activities: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return activities.filter(shared_at__isnull=False) if value else activities

    def with_withdrawn(self, activities: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return activities  # See below: without the tick they are left out.

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data["withdrawn"] else found.standing()

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search."""
        chosen = self.form.cleaned_data

        def plain(value: Any) -> Any:
            if isinstance(value, dt.date):
                return value.isoformat()
            return getattr(value, "pk", value)

        return {
            name: bool(value) if name == "q" else plain(value)
            for name, value in chosen.items()
            if value
        }


class GoodPracticeFilter(_Found):
    """Finding something among what departments share."""

    department = filters.ModelChoiceFilter(
        label=_("Department"),
        queryset=Department.objects.filter(pk__in=Activity.objects.shared().values("department")),
        empty_label=_("Any department"),
    )

    class Meta:
        model = Activity
        fields = ("q", "kind", "topic", "department")
