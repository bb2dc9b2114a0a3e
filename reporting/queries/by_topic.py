"""Coverage by topic: who completed a course on each of the topics."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from core.dated import in_force
from ethics_officers.figures.training import attended
from people.models import Posting
from reporting.models import Basis, CoverageCount
from reporting.queries.behind_coverage import Of
from reporting.queries.coverage import CoverageCell, narrowed
from reporting.queries.kept_counts import read_counts
from training.models import Registration

# A department and a level; the level is empty where all levels are meant.
Place = tuple[int, str]

_BY: tuple[tuple[str, ...], ...] = (("department", "level"), ("department",))


@dataclass(frozen=True)
class ByTopic:
    """The coverage of departments and their levels for each topic, by its id, as it stood then."""

    stands_at: dt.datetime
    strengths: dict[Place, int]
    persons: dict[tuple[int, Place], int]
    attendances: dict[tuple[int, Place], int]

    def cell(self, topic: int, department: int, level: str = "") -> CoverageCell:
        place = (department, level)
        return CoverageCell(
            self.persons.get((topic, place), 0),
            self.attendances.get((topic, place), 0),
            self.strengths.get(place, 0),
        )


def coverage_by_topic(
    of: Of,
    departments: Collection[int],
    topics: Collection[int],
    *,
    with_attendances: bool = True,
) -> ByTopic:
    """Give the coverage of some departments for some topics, from what is kept counted."""
    kept = read_counts(
        of.span,
        of.counted_on,
        basis=of.basis,
        topics=topics,
        mode=of.mode,
        departments=departments,
    )
    if kept is None:
        return _count_by_topic(of, departments, topics, with_attendances=with_attendances)
    found = ByTopic(kept.stands_at, {}, {}, {})
    for count in kept.counts:
        place = (count.department, count.level)
        if count.of == CoverageCount.Of.STRENGTH:
            found.strengths[place] = count.number
        elif count.of == of.basis:
            found.persons[count.topic, place] = count.number
        elif with_attendances:
            found.attendances[count.topic, place] = count.number
    return found


def _count_by_topic(
    of: Of, departments: Collection[int], topics: Collection[int], *, with_attendances: bool
) -> ByTopic:
    """Give the same from the training itself, in a few statements."""
    day = of.counted_on if of.basis == Basis.TODAY else F("completed_on")
    registrations = Registration.objects.completed(of.span.starts_on, of.span.ends_on)
    completed = narrowed(registrations, "session", None, of.mode).filter(
        in_force(day, "person__postings__"), person__postings__department__in=departments
    )
    completed = completed.annotate(
        department=F("person__postings__department"),
        level=F("person__postings__level"),
        topic=F("session__course__topics"),
    )
    attendances = narrowed(attended(departments, of.span), "meeting__session", None, of.mode)
    attendances = attendances.annotate(topic=F("meeting__session__course__topics"))
    serving = Posting.objects.current(of.counted_on).filter(department__in=departments)
    return ByTopic(
        stands_at=timezone.now(),
        strengths={
            (row["department"], row.get("level", "")): row["number"]
            for row in _counted(serving, (), Count("pk"))
        },
        persons=_by_topic(completed, topics, Count("person", distinct=True)),
        attendances=_by_topic(attendances, topics, Count("pk")) if with_attendances else {},
    )


def _by_topic(
    rows: QuerySet[Any], topics: Collection[int], of: Count
) -> dict[tuple[int, Place], int]:
    return {
        (row["topic"], (row["department"], row.get("level", ""))): row["number"]
        for row in _counted(rows.filter(topic__in=topics), ("topic",), of)
    }


def _counted(rows: QuerySet[Any], besides: tuple[str, ...], of: Count) -> list[dict[str, Any]]:
    counted: list[dict[str, Any]] = []
    for by in _BY:
        counted += rows.order_by().values(*besides, *by).annotate(number=of)
    return counted
