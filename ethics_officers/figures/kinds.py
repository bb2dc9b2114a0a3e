"""What a figure is, and the span it is counted over."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.days import instant_of
from people.models import Department

Value = int | float | None
ByDepartment = Mapping[int, Value]


@dataclass(frozen=True)
class Span:
    """The days from one, inclusive, to another, exclusive."""

    starts_on: dt.date
    ends_on: dt.date

    @property
    def last_day(self) -> dt.date:
        return self.ends_on - dt.timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days

    @property
    def starts_at(self) -> dt.datetime:
        return instant_of(self.starts_on, dt.time.min)

    @property
    def ends_at(self) -> dt.datetime:
        return instant_of(self.ends_on, dt.time.min)

    def until(self, today: dt.date) -> "Span":
        """Give the part that has begun: up to today, and one day at least."""
        tomorrow = max(today, self.starts_on) + dt.timedelta(days=1)
        return Span(self.starts_on, min(self.ends_on, tomorrow))


class Unit(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    DAYS = "days"


class Behind(StrEnum):
    """What the rows behind a figure are."""

    ATTENDANCES = "attendances"
    SESSIONS = "sessions"
    PERSONS = "persons"
    ACTIVITIES = "activities"
    PLAN_ITEMS = "plan_items"
    VACANCIES = "vacancies"
    CIRCULATIONS = "circulations"
    READERS = "readers"


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it counts, and how.

    `count` gives the values of some departments; one that is not in its answer has `nothing`.
    `whole` gives that of all of them together, where it is not the sum: each person or session
    counts once. `rows` gives what is behind it: a list to page through.
    """

    key: str
    label: Any
    definition: Any
    count: Callable[[Collection[int], Span], ByDepartment]
    rows: Callable[[Collection[int], Span], Any]
    behind: Behind
    unit: Unit = Unit.NUMBER
    nothing: Value = 0
    whole: Callable[[Collection[int], Span], Value] | None = None

    def by_department(
        self, departments: Iterable[Department], starts_on: dt.date, ends_on: dt.date
    ) -> dict[int, Value]:
        """Give the value of each of these departments, by its id."""
        ids = [department.pk for department in departments]
        counted = self.count(ids, Span(starts_on, ends_on))
        return {pk: counted.get(pk, self.nothing) for pk in ids}

    def value(self, department: Department, starts_on: dt.date, ends_on: dt.date) -> Value:
        return self.by_department([department], starts_on, ends_on)[department.pk]

    def together(self, departments: Collection[int], span: Span) -> Value:
        """Give the value of all these departments together."""
        if self.whole:
            return self.whole(departments, span)
        counted = self.count(departments, span)
        return sum(value for value in counted.values() if value is not None)
