"""Figures of what sessions cost, where somebody entered it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import ByDepartment, Figure, Group, Of, Span, Unit, Value, to_cents
from reporting.figures.behind import Rows
from reporting.figures.counting import by
from reporting.figures.sessions import held
from training.models import Attendance, Registration


def _costs(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give the sessions held whose cost was entered, with their `attendances`."""
    there = Attendance.objects.filter(
        Q(status=Attendance.Status.PRESENT) | Q(status=Attendance.Status.PARTLY),
        meeting__session=OuterRef("pk"),
        registration__status=Registration.Status.CONFIRMED,
    )
    counted = there.order_by().values("meeting__session").annotate(number=Count("pk"))
    return (
        held(departments, span)
        .filter(cost__isnull=False)
        .annotate(attendances=Coalesce(Subquery(counted.values("number")), 0))
    )


_COST = {"cost_of_all": Sum("cost")}
_BOTH = {"cost_of_all": Sum("cost"), "came": Sum("attendances")}


def _cost(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(_costs(departments, span), "organiser", **_COST)
    return {pk: to_cents(row["cost_of_all"]) for pk, row in found.items()}


def _cost_together(departments: Collection[int], span: Span) -> Value:
    found = _costs(departments, span).order_by().aggregate(**_COST)
    return to_cents(found["cost_of_all"] or 0)


def _per_attendance(row: dict[str, Any]) -> Value:
    return to_cents(row["cost_of_all"] / row["came"]) if row["came"] else None


def _cost_of_one(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(_costs(departments, span), "organiser", **_BOTH)
    return {pk: _per_attendance(row) for pk, row in found.items()}


def _cost_of_one_together(departments: Collection[int], span: Span) -> Value:
    return _per_attendance(_costs(departments, span).order_by().aggregate(**_BOTH))


def _as_costs(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _costs(departments, span).values(
        "pk",
        "day",
        "title_en",
        "cost",
        "attendances",
        title_zh=F("title_zh_hant"),
        department_en=F("organiser__name_en"),
        department_zh=F("organiser__name_zh_hant"),
    )


COSTS = (
    Figure(
        "cost",
        _("Cost"),
        _(
            "What the sessions held cost together, in Hong Kong dollars, as far as it was entered. "
            "Sessions count for the department that organised them."
        ),
        _cost,
        _as_costs,
        Rows.COSTS,
        Unit.MONEY,
        0.0,
        _cost_together,
        group=Group.SESSIONS,
        of=Of.ORGANISER,
    ),
    Figure(
        "cost_per_attendance",
        _("Cost per attendance"),
        _(
            "Of the sessions held whose cost was entered, the cost divided by the attendances: how "
            "often people with a place were at a meeting, for all of it or a part. Sessions count "
            "for the department that organised them."
        ),
        _cost_of_one,
        _as_costs,
        Rows.COSTS,
        Unit.MONEY,
        None,
        _cost_of_one_together,
        group=Group.SESSIONS,
        of=Of.ORGANISER,
    ),
)
