"""What a figure is, and the span it is counted over."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.days import instant_of
from people.models import Department

Value = int | float | None
ByDepartment = Mapping[int, Value]
ByMonth = Mapping[dt.date, tuple[Value, int]]


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


def rounded(value: int | Decimal) -> float:
    """Give one place of decimals, halves upwards, as people and PostgreSQL round."""
    return float(Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP))


def to_cents(value: int | Decimal) -> float:
    """Give a sum of money in dollars with two places, halves upwards."""
    return float(Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP))


def percent(part: float | None, whole: float | None) -> float | None:
    """Give a part of a whole in percent; of nothing there is none."""
    return rounded(Decimal(100 * (part or 0)) / Decimal(whole)) if whole else None


class Unit(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    DAYS = "days"
    HOURS = "hours"
    MONEY = "money"


class Group(models.TextChoices):
    """What figures are listed under, in the order of the list."""

    TRAINING = "training", pgettext_lazy("group of figures", "Training")
    SESSIONS = "sessions", pgettext_lazy("group of figures", "Sessions")
    PLACES = "places", _("Places and attendance")
    DUE = "due", _("Who is due")
    OFFICERS = "officers", _("Ethics Officers")
    PROGRAMMES = "programmes", _("Strategies, plans and returns")
    ACTIVITIES = "activities", _("Activities")
    PUBLICATIONS = "publications", _("Publications")


class Of(models.TextChoices):
    """Which department a figure is counted for."""

    SERVING = "serving", _("Counted for the department in which a person served on that day.")
    ORGANISER = "organiser", _("Counted for the department that organised the session.")
    DEPARTMENT = "department", _("Counted for the department that it belongs to.")


class Behind(StrEnum):
    """What the rows behind a figure are."""

    ATTENDANCES = "attendances"
    SESSIONS = "sessions"
    PERSONS = "persons"
    COMPLETIONS = "completions"
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
    counts once. `rows` gives what is behind it: a list to page through, of the kind `behind`,
    for which there is a table. `persons` gives, of a figure that tells of people, how many of
    them there are: where these are fewer than five, who is outside the department is told neither
    their number nor what is worked out from it; of a number they are the number itself. `out_of`
    gives of whom they are a part. `monthly` gives, in one statement or two, the value of all these
    departments together in each month in which there is one, by the first of the month, with how
    many people it tells of; without it a month is counted like any other span.
    """

    key: str
    label: Any
    definition: Any
    count: Callable[[Collection[int], Span], ByDepartment]
    rows: Callable[[Collection[int], Span], Any]
    behind: StrEnum
    unit: Unit = Unit.NUMBER
    nothing: Value = 0
    whole: Callable[[Collection[int], Span], Value] | None = None
    group: Group = Group.TRAINING
    of: Of = Of.SERVING
    persons: Callable[[Collection[int], Span], ByDepartment] | None = None
    out_of: Callable[[Collection[int], Span], ByDepartment] | None = None
    monthly: Callable[[Collection[int], Span], ByMonth] | None = None

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
