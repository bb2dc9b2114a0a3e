"""Coverage: who completed a course in a period, beside how many serve."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.utils import timezone

from core.dated import in_force
from ethics_officers.figures import Span
from ethics_officers.figures.training import attended, coverage_rate
from people.models import Department, Posting
from publications.models import Topic
from reporting.models import ALL, Basis
from reporting.queries.kept_counts import read_counts
from training.models import Registration, mode_of

_EVERYBODY = Value(0)
_BY = (("department", "level"), ("department",), ("level",), ("everybody",))


@dataclass(frozen=True)
class CoverageCell:
    """How many persons completed a course, how many attendances there were, how many serve."""

    persons: int = 0
    attendances: int = 0
    strength: int = 0

    @property
    def rate(self) -> float | None:
        """The coverage rate in percent; none where nobody serves."""
        return coverage_rate(self.persons, self.strength)


NOTHING = CoverageCell()


@dataclass(frozen=True)
class Coverage:
    """Coverage of a period by department and level.

    Each part counts a person once: by the department of that day, somebody who moved counts in
    two departments and once in the whole, so that parts may add up to more. `counted_on` is the
    date of the strength, and of the department of today; `stands_at` when it was counted.
    """

    stands_at: dt.datetime
    counted_on: dt.date
    cells: Mapping[tuple[int, str], CoverageCell] = field(default_factory=dict)
    departments: Mapping[int, CoverageCell] = field(default_factory=dict)
    levels: Mapping[str, CoverageCell] = field(default_factory=dict)
    whole: CoverageCell = NOTHING

    def cell(self, department: int, level: str) -> CoverageCell:
        return self.cells.get((department, level), NOTHING)


def coverage(
    span: Span,
    *,
    today: dt.date,
    basis: str,
    topic: Topic | None = None,
    mode: str | None = None,
) -> Coverage:
    """Give the coverage of a period: all of it, or that of courses on a topic, or in a mode.

    Attendances are of sessions of such courses, by the department and level of the day. What is
    kept counted stands at its last refresh; before the first one, all is counted now.
    """
    counted_on = span.until(today).last_day
    topics = [topic.pk if topic else ALL]
    kept = read_counts(span, counted_on, basis=basis, topics=topics, mode=mode)
    if kept is None:
        return count_coverage(span, today=today, basis=basis, topic=topic, mode=mode)
    found: dict[tuple[int | None, str | None], dict[str, int]] = {}
    for count in kept.counts:
        of = "persons" if count.of == basis else count.of
        found.setdefault((count.department, count.level), {})[of] = count.number
    cells = {key: CoverageCell(**numbers) for key, numbers in found.items()}
    return Coverage(stands_at=kept.stands_at, counted_on=counted_on, **_arranged(cells.items()))


def count_coverage(
    span: Span,
    *,
    today: dt.date,
    basis: str,
    topic: Topic | None = None,
    mode: str | None = None,
) -> Coverage:
    """Give the same from the training itself: of millions of registrations it takes a while."""
    counted_on = span.until(today).last_day
    serving = Posting.objects.current(counted_on)
    completed = narrowed(
        Registration.objects.completed(span.starts_on, span.ends_on), "session", topic, mode
    )
    departments = Department.objects.values_list("pk", flat=True)
    attendances = narrowed(attended(list(departments), span), "meeting__session", topic, mode)
    if basis == Basis.TODAY:
        persons: QuerySet[Any] = serving.filter(person__in=completed.values("person"))
    else:
        persons = completed.filter(in_force(F("completed_on"), "person__postings__")).annotate(
            department=F("person__postings__department"), level=F("person__postings__level")
        )
    found: dict[tuple[int | None, str | None], CoverageCell] = {}
    for name, rows, counted in (
        ("persons", persons, Count("person", distinct=True)),
        ("attendances", attendances, Count("pk")),
        ("strength", serving, Count("pk")),
    ):
        for by in _BY:
            for row in (
                rows.annotate(everybody=_EVERYBODY).order_by().values(*by).annotate(number=counted)
            ):
                key = (row.get("department"), row.get("level"))
                found[key] = replace(found.get(key, NOTHING), **{name: row["number"]})
    return Coverage(stands_at=timezone.now(), counted_on=counted_on, **_arranged(found.items()))


def narrowed(
    rows: QuerySet[Any], session: str, topic: Topic | None, mode: str | None
) -> QuerySet[Any]:
    """Give the rows of sessions, to which a field leads, of courses on a topic and in a mode."""
    if topic:
        rows = rows.filter(**{f"{session}__course__topics": topic})
    if mode:
        rows = rows.annotate(mode=mode_of(session)).filter(mode=mode)
    return rows


def _arranged(
    found: Iterable[tuple[tuple[int | None, str | None], CoverageCell]],
) -> dict[str, Any]:
    cells, departments, levels, whole = {}, {}, {}, NOTHING
    for (department, level), cell in found:
        if department and level:
            cells[department, level] = cell
        elif department:
            departments[department] = cell
        elif level:
            levels[level] = cell
        else:
            whole = cell
    return {"cells": cells, "departments": departments, "levels": levels, "whole": whole}
