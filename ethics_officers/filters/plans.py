"""Filters of a work plan, and of the list of all departments' plans."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ethics_officers import rules
from ethics_officers.models import (
    Activity,
    PlanItem,
    PlanItemPublication,
    PlanItemSession,
    ThreeA,
    WorkPlan,
)
from ethics_officers.queries import PlanRow
from people.models import Department, Level

NOT_TOLD, STALLED, CHANGED, OVERDUE = "none", "stalled", "changed", "overdue"

OPEN = "open"
PRIORITY, RESULT, COUNTED = "priority", "result", "counted"
TIMELINE = "timeline"


class PlanFilter(filters.FilterSet):
    """Finding items of a plan. How an item stands is worked out, so `standing` sorts rows out."""

    three_a = filters.ChoiceFilter(
        label=_("Of the three A's"), choices=ThreeA, empty_label=_("All three A's")
    )
    level = filters.ChoiceFilter(
        label=_("Level"), choices=Level, method="at_level", empty_label=_("Any level")
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        method="all_the_same",
        empty_label=_("All but dropped"),
        choices=[(OPEN, _("Still to be done")), *rules.Progress.choices],
    )
    only = filters.ChoiceFilter(
        label=_("Which items"),
        method="of_kind",
        empty_label=_("All items"),
        choices=[
            (PRIORITY, _("Central priorities")),
            (RESULT, _("With officers to reach")),
            (COUNTED, _("With sessions, activities or publications")),
        ],
    )
    view = filters.ChoiceFilter(
        method="all_the_same", choices=[(TIMELINE, TIMELINE)], widget=forms.HiddenInput
    )

    class Meta:
        model = PlanItem
        fields = ("three_a", "level", "state", "only", "view")

    def at_level(self, items: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return items.filter(Q(levels=[]) | Q(levels__contains=[value]))

    def of_kind(self, items: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == PRIORITY:
            return items.filter(priority__isnull=False)
        if value == COUNTED:
            links = PlanItemSession.objects.filter(item=OuterRef("pk"))
            logged = Activity.objects.standing().filter(item=OuterRef("pk"))
            read = PlanItemPublication.objects.filter(item=OuterRef("pk"))
            return items.filter(Exists(links) | Exists(logged) | Exists(read))
        return items.filter(target__isnull=False)

    def all_the_same(self, items: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return items

    @property
    def is_timeline(self) -> bool:
        return self.form.is_valid() and self.form.cleaned_data["view"] == TIMELINE

    def in_state(self, rows: Sequence[PlanRow]) -> list[PlanRow]:
        """Give the rows in the state asked for; without one, all that was not dropped."""
        state = self.form.cleaned_data.get("state") if self.form.is_valid() else ""
        if state == OPEN:
            gone = (rules.Progress.DONE, rules.Progress.EXPLAINED, rules.Progress.DROPPED)
            return [row for row in rows if row.progress not in gone]
        if state:
            return [row for row in rows if row.progress == state]
        return [row for row in rows if row.progress != rules.Progress.DROPPED]


class PlanListFilter(filters.FilterSet):
    """Finding departments by their name or by how their plan of the year stands."""

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
            (NOT_TOLD, _("Not submitted yet")),
            *(choice for choice in WorkPlan.Status.choices if choice[0] != WorkPlan.Status.DRAFT),
            (STALLED, _("Stalled")),
            (OVERDUE, _("With items overdue")),
            (CHANGED, _("Changed since endorsement")),
        ],
    )
    # Which year is asked for; the view reads the plans of that year.
    year = filters.NumberFilter(method="all_the_same", widget=forms.HiddenInput)

    class Meta:
        model = Department
        fields = ("q", "state", "year")

    def all_the_same(self, departments: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return departments

    def search(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return departments.filter(pk__in=Department.objects.search(value).values("pk"))

    def in_state(self, departments: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        conditions = {
            NOT_TOLD: Q(plan__isnull=True),
            STALLED: Q(is_stalled=True),
            OVERDUE: Q(items_overdue__gt=0),
            CHANGED: Q(changes__gt=0),
        }
        return departments.filter(conditions.get(value, Q(plan_status=value)))

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        return {"searched": bool(chosen.get("q")), "state": chosen.get("state")}
