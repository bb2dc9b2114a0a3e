"""Figures of recruits: who was due within probation, and did what is required in time.

Each stands as at the end of the last day of the period: what is completed later changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import ByDepartment, Figure, Group, Of, Span, Value
from reporting.figures.behind import Rows
from training.models import Due, Requirement, State

_ALL = Q()
_OUTSTANDING = Q(still_open__gt=0)
_LATE = Q(still_open=0, was_late=True)
_ON_TIME = Q(still_open=0, was_late=False)


def _recruits(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give each recruit for whom something fell due in the period, in each department of then."""
    owed = Due.objects.falling_due(
        span.starts_on,
        span.ends_on,
        today=span.last_day,
        departments=departments,
        basis=Requirement.Basis.WITHIN_PROBATION,
    )
    return (
        owed.order_by()
        .values(
            "person",
            department=F("posting__department"),
            department_en=F("posting__department__name_en"),
            department_zh=F("posting__department__name_zh_hant"),
            person_en=F("person__name_en"),
            person_zh=F("person__name_zh"),
        )
        .annotate(
            courses=Count("pk"),
            still_open=Count("pk", filter=Q(done_on=None)),
            was_late=BoolOr(Q(state=State.LATE)),
            last_due_on=Max("due_on"),
            last_done_on=Max("done_on"),
        )
        .order_by("department_en", "person_en", "person")
    )


def _who(of: Q) -> Callable[[Collection[int], Span], QuerySet[Any]]:
    def rows(departments: Collection[int], span: Span) -> QuerySet[Any]:
        found = _recruits(departments, span).filter(of)
        return found.annotate(due_on=F("last_due_on"), done_on=F("last_done_on"))

    return rows


def _counted(of: Q) -> Callable[[Collection[int], Span], ByDepartment]:
    def count(departments: Collection[int], span: Span) -> ByDepartment:
        found = _recruits(departments, span).filter(of)
        return dict(Counter(found.values_list("department", flat=True)))

    return count


def _together(of: Q) -> Callable[[Collection[int], Span], Value]:
    """Count people once: who was due in two departments stands as the two together do."""

    def count(departments: Collection[int], span: Span) -> Value:
        by_person = (
            _recruits(departments, span).order_by().values_list("person", "still_open", "was_late")
        )
        people: dict[int, list[bool]] = {}
        for person, still_open, was_late in by_person:
            stands = people.setdefault(person, [False, False])
            stands[0] |= still_open > 0
            stands[1] |= was_late
        return sum(
            of in (_ALL, _OUTSTANDING if is_open else _LATE if was_late else _ON_TIME)
            for is_open, was_late in people.values()
        )

    return count


def _figure(key: str, label: Any, definition: Any, of: Q) -> Figure:
    counted = _counted(of)
    return Figure(
        key,
        label,
        definition,
        counted,
        _who(of),
        Rows.RECRUITS,
        whole=_together(of),
        group=Group.DUE,
        of=Of.SERVING,
        persons=counted,
    )


DUE = (
    _figure(
        "recruits_due",
        _("Recruits due"),
        _(
            "People of whom a course was required within probation, and whose probation ended in "
            "the period, its last day being the due day. Each person counts once, for the "
            "department in which they served when it was done or, if it was not done in time, due."
        ),
        _ALL,
    ),
    _figure(
        "recruits_on_time",
        _("Recruits who completed on time"),
        _(
            "Of the recruits due, those who completed each course required of them by the last day "
            "of probation."
        ),
        _ON_TIME,
    ),
    _figure(
        "recruits_late",
        _("Recruits who completed late"),
        _(
            "Of the recruits due, those who had completed each course required of them by the end "
            "of the period, one of them at least after the last day of probation."
        ),
        _LATE,
    ),
    _figure(
        "recruits_outstanding",
        _("Recruits outstanding"),
        _(
            "Of the recruits due, those who by the end of the period had not completed a course "
            "required of them."
        ),
        _OUTSTANDING,
    ),
)
