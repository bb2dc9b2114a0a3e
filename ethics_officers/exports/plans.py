"""The columns of work plans as files."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Case, CharField, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, joined, labels, yes_or_no
from ethics_officers.models import ActivityKind, PlanItem, ThreeA, WorkPlan
from ethics_officers.queries import PlanRow
from ethics_officers.rules import Progress
from people.models import Level


def with_figures(rows: Sequence[PlanRow]) -> QuerySet[Any]:
    """Give the items of rows of a plan with what was worked out for each, in the plan's order."""
    items = PlanItem.objects.filter(pk__in=[row.item.pk for row in rows])
    reached = [When(pk=row.item.pk, then=Value(row.reached)) for row in rows]
    stands = [When(pk=row.item.pk, then=Value(str(row.progress))) for row in rows]
    return items.annotate(
        reached=Case(*reached, default=None, output_field=IntegerField()),
        stands=Case(*stands, default=Value(""), output_field=CharField()),
    ).order_by("starts_on", "position", "pk")


def plan_columns() -> list[Column]:
    """Of items with figures."""
    return [
        Column(_("From"), "starts_on", width=12),
        Column(_("Until, exclusive"), "ends_on", width=12),
        Column(_("What is planned"), "title", width=48),
        Column(_("Of the three A's"), "three_a", labels(ThreeA.choices)),
        Column(_("Kind"), "kind", labels(ActivityKind.choices), 24),
        *bilingual(_("Topic"), en="topic__name_en", zh="topic__name_zh_hant"),
        Column(_("Levels"), "levels", _each(labels(Level.choices)), 24),
        Column(_("Who sees to it"), "owner", width=24),
        Column(_("Objective"), "objective__text", width=36),
        Column(_("Risk area"), "risk_area__name", width=36),
        *bilingual(_("Central priority"), en="priority__title_en", zh="priority__title_zh_hant"),
        Column(_("Officers to reach"), "target"),
        Column(_("Attendances"), "reached"),
        Column(_("State"), "stands", labels(Progress.choices)),
        Column(_("Explanation"), "explanation", width=36),
        Column(_("Comment at closing"), "closing_comment", width=36),
    ]


def plan_list_columns() -> list[Column]:
    """Of departments with their plan of a year."""
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        Column(_("State"), "plan_status", labels(WorkPlan.Status.choices)),
        Column(_("Items planned"), "items_planned"),
        Column(_("Items done"), "items_done"),
        Column(_("Items overdue"), "items_overdue"),
        Column(_("Changes since endorsement"), "changes"),
        Column(_("Stalled"), "is_stalled", yes_or_no()),
    ]


def _each(show: Callable[[Any], Any]) -> Callable[[Iterable[Any] | None], str]:
    return lambda values: joined(show(value) for value in values or ())
