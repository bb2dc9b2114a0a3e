"""Who is due, by department: the counts that are kept, with small numbers hidden."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from people.models import Department, User
from people.roles import Permission
from reporting.suppression import Counts, hidden
from training.models import Counted, Course, Session, State
from training.queries import due_counts

STATES = (State.ON_TIME, State.LATE, State.DUE, State.OVERDUE)


@dataclass(frozen=True)
class DueCell:
    """How many stand so; `number` is None where it is hidden. `state` is empty for all of them."""

    state: str
    number: int | None

    @property
    def label(self) -> str:
        return str(State(self.state).label) if self.state else ""


@dataclass(frozen=True)
class DueRow:
    """A department, or the whole service, and how many of its people stand how."""

    department: Department | None
    cells: tuple[DueCell, ...]


@dataclass(frozen=True)
class DueReport:
    """The departments that a reader sees, by name, and the whole service."""

    rows: list[DueRow]
    whole: DueRow


def due_report(user: User, course: Course | None, *, counted: str = Counted.TODAY) -> DueReport:
    """Give who is due to complete a course, by department.

    One's own departments are exact; of others, small numbers are hidden. Who works for departments
    alone sees these, and the whole service. It is of one course at a time: from a table of several
    and those of each, hidden numbers could be worked out.
    """
    found = {row["department"]: _numbers(row) for row in due_counts(course, counted)}
    departments = list(Department.objects.filter(pk__in=found))
    own = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    exact = frozenset(at for at, each in enumerate(departments) if each.pk in own)
    numbers = [found[department.pk] for department in departments]
    whole = tuple(map(sum, zip(*numbers, strict=True))) or (0,) * (len(STATES) + 1)
    out = hidden(Counts((*numbers, whole)), exact=exact) if numbers else frozenset()
    rows = [
        _row(department, (*numbers, whole)[at], {column for row, column in out if row == at})
        for at, department in enumerate([*departments, None])
    ]
    *of_departments, of_all = rows
    if not user.has(Permission.VIEW_REPORTS):
        of_departments = [row for at, row in enumerate(of_departments) if at in exact]
    return DueReport(of_departments, of_all)


def open_sessions(
    user: User, course: Course | None, departments: Collection[int], now: dt.datetime
) -> QuerySet[Any]:
    """Give the sessions of a course that have seats and take registrations, the soonest first.

    All, for those who see the schedule; else those that people of these departments may take.
    """
    sessions = Session.objects.upcoming(now).with_seats().filter(course=course, closes_at__gt=now)
    if not user.has(Permission.VIEW_SCHEDULE):
        for_them = Q(audience__departments=None) | Q(audience__departments__in=departments)
        sessions = sessions.filter(for_them).distinct()
    return (
        sessions.select_related("organiser", "audience")
        .prefetch_related("meetings__venue")
        .order_by("starts_at", "pk")
    )


def _numbers(row: dict[str, Any]) -> tuple[int, ...]:
    states = [row[f"n_{state}"] for state in STATES]
    return (*states, sum(states))


def _row(department: Department | None, numbers: tuple[int, ...], out: Collection[int]) -> DueRow:
    states = (*STATES, "")
    return DueRow(
        department,
        tuple(
            DueCell(str(state), None if at in out else number)
            for at, (state, number) in enumerate(zip(states, numbers, strict=True))
        ),
    )
