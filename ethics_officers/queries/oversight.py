"""Reads across the integrity work of all departments: how each stands by the six signals."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.translated import Translated
from ethics_officers.figures import FIGURES, Span
from ethics_officers.models import (
    AnnualReturn,
    Designation,
    StrategyVersion,
    WorkPlan,
)
from ethics_officers.queries.plans import stalled_plans
from ethics_officers.rules import COVERAGE_SPAN, RAISED, Facts, Signal, State, states
from people.models import Department


@dataclass(frozen=True)
class Standing:
    """How a department stands by the six signals: all that the heat map shows of it."""

    pk: int
    code: str
    kind: str
    name_en: str
    name_zh_hant: str
    name_zh_hans: str
    officer_state: State
    strategy_state: State
    plan_state: State
    return_state: State
    stalled_state: State
    coverage_state: State
    coverage: float | None  # in percent; none where nobody serves

    name = Translated()

    def state(self, signal: Signal) -> State:
        return getattr(self, signal.field)

    def is_raised(self, signal: Signal) -> bool:
        return self.state(signal) in RAISED[signal]

    @property
    def raised(self) -> int:
        """The number of signals that are raised."""
        return sum(self.is_raised(signal) for signal in Signal)


def standings(day: dt.date) -> list[Standing]:
    """Give how each department that exists on a day stands by every signal, by name.

    Each table is read once, and what is found put together here: statements that ask all of it for
    each department took longer to make and to run than the page to draw.
    """
    departments = Department.objects.current(day).order_by("name_en").values_list(*_NAMES)
    with_officer = set(
        Designation.objects.officers().current(day).values_list("department", flat=True)
    )
    strategies = set(
        StrategyVersion.objects.filter(
            strategy__starts_on__lte=day, strategy__ends_on__gt=day
        ).values_list("strategy__department", "status")
    )
    plans = dict(
        WorkPlan.objects.on(day)
        .exclude(status=WorkPlan.Status.DRAFT)
        .values_list("department", "status")
    )
    stalled = set(
        WorkPlan.objects.on(day)
        .filter(pk__in=stalled_plans(day))
        .values_list("department", flat=True)
    )
    returns = AnnualReturn.objects.all()
    late = set(returns.late(day).values_list("department", flat=True))
    outstanding = set(returns.outstanding().values_list("department", flat=True))
    filed = set(
        returns.filter(status=AnnualReturn.Status.FILED).values_list("department", flat=True)
    )
    covered = coverage(day)
    found = []
    for pk, *names in departments:
        facts = Facts(
            has_officer=pk in with_officer,
            strategy_endorsed=(pk, StrategyVersion.Status.ENDORSED) in strategies,
            strategy_submitted=(pk, StrategyVersion.Status.SUBMITTED) in strategies,
            plan_status=plans.get(pk),
            plan_stalled=pk in stalled,
            return_late=pk in late,
            return_open=pk in outstanding,
            return_filed=pk in filed,
            coverage=covered.get(pk),
        )
        told: dict[str, Any] = {"coverage": facts.coverage}
        told |= {signal.field: state for signal, state in states(facts).items()}
        found.append(Standing(pk, *names, **told))
    return found


def signals_raised(found: Iterable[Standing]) -> Mapping[Signal, int]:
    """Count the departments by which each signal is raised."""
    return Counter(signal for standing in found for signal in Signal if standing.is_raised(signal))


def span_of_coverage(day: dt.date) -> Span:
    """Give the year up to a day and with it: coverage does not fall to nothing each April."""
    end = day + dt.timedelta(days=1)
    return Span(end - COVERAGE_SPAN, end)


def coverage(day: dt.date) -> Mapping[int, Any]:
    """Give, in percent, the coverage rate of each department over the year up to a day.

    Where nobody serves there is none.
    """
    departments = Department.objects.current(day).values_list("pk", flat=True)
    return FIGURES["coverage"].count(list(departments), span_of_coverage(day))


_NAMES = ("pk", "code", "kind", "name_en", "name_zh_hant", "name_zh_hans")
