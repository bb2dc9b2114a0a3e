"""The first page of the reports: what matters most of a period, and how it came about."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ethics_officers.figures import Span
from people.models import Level
from reporting.figures import FIGURES
from reporting.models import Basis
from reporting.queries.coverage import CoverageCell, coverage
from reporting.queries.figures import (
    Beside,
    Line,
    by_month,
    compared,
    departments_of,
)
from reporting.suppression import hidden_in_list

HEADLINES = (
    "persons_trained",
    "coverage",
    "attendances",
    "sessions_held",
    "no_shows",
    "posts_vacant",
    "returns_outstanding",
    "share_read",
)
# The headlines of a department: those of sessions are of whoever organises them.
HEADLINES_OF_DEPARTMENT = (
    "persons_trained",
    "coverage",
    "attendances",
    "no_shows",
    "vacant_days",
    "plan_items_done_share",
    "share_read",
    "activities",
)
BY_MONTH = ("attendances", "sessions_held", "no_shows")
BY_MONTH_OF_DEPARTMENT = ("attendances", "no_shows")


@dataclass(frozen=True)
class Months:
    """A figure month by month."""

    key: str
    lines: list[Line]


def headlines(own: Collection[int], now: Span, then: Span) -> list[Beside]:
    keys = HEADLINES_OF_DEPARTMENT if own else HEADLINES
    return compared([FIGURES[key] for key in keys], own, now, then)


def months(own: Collection[int], span: Span) -> list[Months]:
    keys = BY_MONTH_OF_DEPARTMENT if own else BY_MONTH
    departments = own or [department.pk for department in departments_of(span)]
    return [
        Months(key, by_month(FIGURES[key], departments, span, is_exact=bool(own))) for key in keys
    ]


def coverage_by_level(own: Collection[int], span: Span, today: dt.date) -> list[Line]:
    """Give the coverage rate at each level, of today's people."""
    found = coverage(span, today=today, basis=Basis.TODAY)
    cells = [
        _together([found.cell(pk, level) for pk in own])
        if own
        else found.levels.get(level, CoverageCell())
        for level in Level
    ]
    hidden: Collection[int] = ()
    if not own:
        hidden = hidden_in_list(
            [cell.persons for cell in cells],
            found.whole.persons,
            [cell.strength for cell in cells],
            found.whole.strength,
        )
    return [
        Line(level.label, None if place in hidden else cell.rate, place in hidden)
        for place, (level, cell) in enumerate(zip(Level, cells, strict=True))
    ]


def _together(cells: Sequence[CoverageCell]) -> CoverageCell:
    return CoverageCell(
        persons=sum(cell.persons for cell in cells),
        attendances=sum(cell.attendances for cell in cells),
        strength=sum(cell.strength for cell in cells),
    )
