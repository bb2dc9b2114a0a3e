"""How far a round of a circulation reached: in each department, and beside all others.

A department is that of the day of asking. Whoever asks sees the departments whose people they look
after, staff all of them. Of the other departments only the sum is told, and of that no number which
is about fewer than five people, nor one that leaves fewer than five out: see `Sum.outside`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models import Sum as SumOf
from django.db.models.lookups import GreaterThanOrEqual

from people.models import Department, User
from people.roles import Permission
from publications.models import CirculationRound
from publications.queries.circulations import was_sent
from publications.queries.viewings import WATCHED, can_be_watched, percent_watched

# What is about fewer people is hidden outside their department.
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class Part:
    """How many came so far, with their share of those asked and of the department's strength.

    Shares are whole per cent, rounded down, so that 100 means all. None is what is not known, or
    not shown.
    """

    number: int | None
    of_asked: int | None
    of_strength: int | None


@dataclass(frozen=True)
class Sum:
    """How many were asked, opened it, acknowledged it and are late; None where it is hidden.

    Of those asked, `sent` were sent the mail that asks them: the mail server has taken it.
    `watched` have watched nearly all of it; `percents` are the shares that all of them have
    watched, in per cent, added up.
    """

    asked: int | None = 0
    opened: int | None = 0
    acknowledged: int | None = 0
    late: int | None = 0
    watched: int | None = 0
    percents: int | None = 0
    sent: int | None = 0

    @property
    def average(self) -> int | None:
        """The share watched by those asked, on average, in whole per cent."""
        return None if self.percents is None or not self.asked else self.percents // self.asked

    def part(self, name: str, strength: int | None = None) -> Part:
        number: int | None = getattr(self, name)
        return Part(number, percent(number, self.asked), percent(number, strength))

    def parts(self) -> dict[str, Part]:
        return {
            name: self.part(name) for name in ("sent", "opened", "acknowledged", "late", "watched")
        }

    def outside(self) -> "Sum":
        """Give what those outside may know: nothing by which few people could be told."""
        asked = self.asked or 0

        def shown(number: int | None) -> int | None:
            few = number is None or min(number, asked - number) < FEWEST_SHOWN
            return None if few else number

        if asked < FEWEST_SHOWN:
            return Sum(*[None] * len(Sum.__dataclass_fields__))
        watched = shown(self.watched)
        return Sum(
            asked,
            shown(self.opened),
            shown(self.acknowledged),
            shown(self.late),
            watched,
            # An average is about few people, too, where few have watched it, or all but a few.
            None if watched is None else self.percents,
            shown(self.sent),
        )


@dataclass(frozen=True)
class DepartmentReach:
    """How far a round reached in a department."""

    department: Department
    numbers: Sum

    @property
    def average(self) -> int | None:
        return self.numbers.average

    def __getattr__(self, name: str) -> Part:
        """Give a part of the numbers: `asked`, `sent`, `opened`, `acknowledged`, `late`…"""
        if name.startswith("_") or name not in Sum.__dataclass_fields__:
            raise AttributeError(name)
        return self.numbers.part(name, self.department.strength)


@dataclass(frozen=True)
class Reach:
    """How far a round reached, as one user sees it; `has_watched` where there is what to watch."""

    departments: list[DepartmentReach]
    total: Sum
    others: Sum | None
    has_watched: bool


def reach_of(round_: CirculationRound, user: User, *, today: dt.date, level: str = "") -> Reach:
    """Count a round by department, of all levels or of one, in three statements.

    The sum of other departments is told of all levels only, so that no two answers can be
    subtracted from each other.
    """
    must_acknowledge = round_.circulation.must_acknowledge
    done = Q(acknowledged_at__isnull=False) if must_acknowledge else Q(opened_at__isnull=False)
    recipients = round_.recipients.at_level(level) if level else round_.recipients.all()
    has_watched = can_be_watched(round_.edition)
    percent_of_each = percent_watched()
    watched = {
        "watched": Count("pk", filter=GreaterThanOrEqual(percent_of_each, WATCHED)),
        "percents": SumOf(percent_of_each),
    }
    rows: Any = (
        recipients.order_by()
        .values("department")
        .annotate(
            asked=Count("pk"),
            sent=Count("pk", filter=was_sent()),
            opened=Count("pk", filter=Q(opened_at__isnull=False)),
            acknowledged=Count("pk", filter=Q(acknowledged_at__isnull=False)),
            late=Count("pk", filter=Q(due_on__lt=today, left_on=None) & ~done),
            **(watched if has_watched else {}),
        )
    )
    counted = {row.pop("department"): Sum(**row) for row in rows}
    sees_all = user.has(Permission.VIEW_LIBRARY)
    own = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    seen = {pk: numbers for pk, numbers in counted.items() if sees_all or pk in own}
    found = Department.objects.in_bulk(seen)
    departments = [DepartmentReach(found[pk], numbers) for pk, numbers in seen.items()]
    outside = [numbers for pk, numbers in counted.items() if pk not in seen]
    return Reach(
        sorted(departments, key=lambda each: each.department.name_en),
        _sum(seen.values()),
        None if sees_all or level else _sum(outside).outside(),
        has_watched,
    )


def percent(number: int | None, whole: int | None) -> int | None:
    return None if number is None or not whole else 100 * number // whole


def _sum(numbers: Iterable[Sum]) -> Sum:
    found = list(numbers)
    return Sum(
        **{name: sum(getattr(each, name) for each in found) for name in Sum.__dataclass_fields__}
    )
