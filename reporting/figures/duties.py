"""Figures of what departments owe: strategies, work plans and annual returns.

Each thing owed is due on a day. What came by then or later was received, what came later was
late, and what has not come is outstanding: due is received and outstanding together.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from core.days import HONG_KONG
from ethics_officers.figures import ByDepartment, Figure, Group, Of, Span
from ethics_officers.models import (
    AnnualReturn,
    StrategyVersion,
    WorkPlan,
    YearBasis,
    first_day,
)
from people.models import Department
from reporting.figures.behind import Rows


@dataclass(frozen=True)
class Owed:
    """One thing that a department owes, and when it came, if it did."""

    department: int
    department_en: str
    department_zh: str
    due_on: dt.date
    received_on: dt.date | None

    @property
    def is_received(self) -> bool:
        return self.received_on is not None

    @property
    def is_outstanding(self) -> bool:
        return self.received_on is None

    @property
    def days_late(self) -> int:
        return max((self.received_on - self.due_on).days, 0) if self.received_on else 0


_Owing = Callable[[Collection[int], Span], Iterable[Owed]]

_HANDED_IN = Coalesce(TruncDate("submitted_at", tzinfo=HONG_KONG), "endorsed_on")


def _existing(departments: Collection[int], day: dt.date) -> Iterator[tuple[int, str, str]]:
    found = Department.objects.current(day).filter(pk__in=departments).order_by("name_en", "pk")
    yield from found.values_list("pk", "name_en", "name_zh_hant")


def _strategies(departments: Collection[int], span: Span) -> Iterator[Owed]:
    """Each department owes a strategy for the last day, by the first day of the strategy."""
    day = span.last_day
    versions = StrategyVersion.objects.exclude(status=StrategyVersion.Status.DRAFT).filter(
        strategy__department__in=departments,
        strategy__starts_on__lte=day,
        strategy__ends_on__gt=day,
    )
    told = versions.order_by().values_list("strategy__department", "strategy__starts_on")
    handed_in = {
        pk: (starts_on, came) for pk, starts_on, came in told.annotate(came=Min(_HANDED_IN))
    }
    for pk, name_en, name_zh in _existing(departments, day):
        due_on, received_on = handed_in.get(pk, (day, None))
        yield Owed(pk, name_en, name_zh, due_on, received_on)


def _plans(departments: Collection[int], span: Span) -> Iterator[Owed]:
    """Each department owes a plan for every financial year that begins, by its first day."""
    for year in range(span.starts_on.year, span.ends_on.year + 1):
        day = first_day(YearBasis.FINANCIAL, year)
        if not span.starts_on <= day < span.ends_on:
            continue
        plans = WorkPlan.objects.on(day).exclude(status=WorkPlan.Status.DRAFT)
        came = dict(
            plans.filter(department__in=departments)
            .annotate(came=_HANDED_IN)
            .values_list("department", "came")
        )
        for pk, name_en, name_zh in _existing(departments, day):
            yield Owed(pk, name_en, name_zh, day, came.get(pk))


def _returns(departments: Collection[int], span: Span) -> Iterator[Owed]:
    """Each return of a questionnaire that was published is owed by its due day."""
    found = AnnualReturn.objects.filter(
        department__in=departments,
        questionnaire__published_at__isnull=False,
        due_on__gte=span.starts_on,
        due_on__lt=span.ends_on,
    ).annotate(came=Min(TruncDate("filed__filed_at", tzinfo=HONG_KONG)))
    yield from (
        Owed(*row)
        for row in found.order_by("due_on", "department__name_en", "pk").values_list(
            "department", "department__name_en", "department__name_zh_hant", "due_on", "came"
        )
    )


def _figure(key: str, label: Any, definition: Any, owing: _Owing, which: Any) -> Figure:
    def chosen(departments: Collection[int], span: Span) -> list[Owed]:
        return [owed for owed in owing(departments, span) if which(owed)]

    def count(departments: Collection[int], span: Span) -> ByDepartment:
        return Counter(owed.department for owed in chosen(departments, span))

    def rows(departments: Collection[int], span: Span) -> list[dict[str, Any]]:
        return [
            {
                "department": owed.department,
                "department_en": owed.department_en,
                "department_zh": owed.department_zh,
                "due_on": owed.due_on,
                "received_on": owed.received_on,
                "days_late": owed.days_late,
            }
            for owed in chosen(departments, span)
        ]

    return Figure(
        key,
        label,
        definition,
        count,
        rows,
        Rows.DUTIES,
        group=Group.PROGRAMMES,
        of=Of.DEPARTMENT,
    )


def _always(owed: Owed) -> bool:
    return True


def _is_received(owed: Owed) -> bool:
    return owed.is_received


def _is_late(owed: Owed) -> bool:
    return owed.days_late > 0


def _is_outstanding(owed: Owed) -> bool:
    return owed.is_outstanding


DUTIES = (
    _figure(
        "strategies_due",
        _("Strategies due"),
        _(
            "Departments that exist on the last day of the period: each owes a strategy that "
            "covers that day, by the first day of the strategy."
        ),
        _strategies,
        _always,
    ),
    _figure(
        "strategies_received",
        _("Strategies received"),
        _("Of the strategies due, those with a version that was handed in, late or not."),
        _strategies,
        _is_received,
    ),
    _figure(
        "strategies_late",
        _("Strategies received late"),
        _(
            "Of the strategies received, those of which the first version was handed in after the "
            "first day of the strategy."
        ),
        _strategies,
        _is_late,
    ),
    _figure(
        "strategies_outstanding",
        _("Strategies outstanding"),
        _("Of the strategies due, those of which no version was handed in."),
        _strategies,
        _is_outstanding,
    ),
    _figure(
        "plans_due",
        _("Work plans due"),
        _(
            "Departments that exist on the first day of a financial year that began in the period: "
            "each owes a work plan that covers that day, by then."
        ),
        _plans,
        _always,
    ),
    _figure(
        "plans_received",
        _("Work plans received"),
        _("Of the work plans due, those that were handed in, late or not."),
        _plans,
        _is_received,
    ),
    _figure(
        "plans_late",
        _("Work plans received late"),
        _("Of the work plans received, those handed in after the first day of the financial year."),
        _plans,
        _is_late,
    ),
    _figure(
        "plans_outstanding",
        _("Work plans outstanding"),
        _("Of the work plans due, those that were not handed in."),
        _plans,
        _is_outstanding,
    ),
    _figure(
        "returns_due",
        _("Annual returns due"),
        _("Annual returns, of questionnaires that were published, whose due day is in the period."),
        _returns,
        _always,
    ),
    _figure(
        "returns_received",
        _("Annual returns received"),
        _("Of the annual returns due, those that were filed, late or not."),
        _returns,
        _is_received,
    ),
    _figure(
        "returns_late",
        _("Annual returns received late"),
        _("Of the annual returns received, those first filed after their due day."),
        _returns,
        _is_late,
    ),
    _figure(
        "returns_outstanding",
        _("Annual returns outstanding"),
        _("Of the annual returns due, those that were not filed."),
        _returns,
        _is_outstanding,
    ),
)
