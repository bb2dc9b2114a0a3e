"""Reads across the integrity work of all departments: how each stands by the six signals."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from ethics_officers.figures import FIGURES, Span
from ethics_officers.models import (
    AnnualReturn,
    Designation,
    StrategyVersion,
    WorkPlan,
)
from ethics_officers.queries.plans import stalled_plans
from ethics_officers.rules import COVERAGE_SPAN, Signal, number_raised, raised, states
from people.models import Department


def departments_by_signals(day: dt.date) -> QuerySet[Any]:
    """Give the departments that exist on a day, each with its state by every signal.

    Each has `raised`, the number of its signals that are, and `coverage` in percent, which is null
    where nobody serves. Three statements count the coverage of all; the rest is read with the rows.
    """
    strategies = StrategyVersion.objects.filter(
        strategy__department=OuterRef("pk"),
        strategy__starts_on__lte=day,
        strategy__ends_on__gt=day,
    )
    plans = (
        WorkPlan.objects.on(day)
        .filter(department=OuterRef("pk"))
        .exclude(status=WorkPlan.Status.DRAFT)
    )
    returns = AnnualReturn.objects.filter(department=OuterRef("pk"))
    covered = coverage(day)
    return (
        Department.objects.current(day)
        .annotate(
            has_officer=Exists(
                Designation.objects.officers().current(day).filter(department=OuterRef("pk"))
            ),
            strategy_endorsed=Exists(strategies.filter(status=StrategyVersion.Status.ENDORSED)),
            strategy_submitted=Exists(strategies.filter(status=StrategyVersion.Status.SUBMITTED)),
            plan_status=Subquery(plans.values("status")[:1]),
            plan_stalled=Exists(plans.filter(pk__in=stalled_plans(day).values("pk"))),
            return_late=Exists(returns.outstanding().filter(due_on__lt=day)),
            return_open=Exists(returns.outstanding()),
            return_filed=Exists(returns.filter(status=AnnualReturn.Status.FILED)),
            coverage=_given(covered),
        )
        .annotate(**states(covered))
        .annotate(raised=number_raised())
    )


def signals_raised(departments: QuerySet[Any]) -> dict[str, int]:
    """Count, of departments by signals, those by which each signal is raised."""
    return departments.aggregate(
        **{signal.value: Count("pk", filter=raised(signal)) for signal in Signal}
    )


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


def _given(values: Mapping[int, Any]) -> Case:
    whens = [When(Q(pk=pk), then=Value(value)) for pk, value in values.items()]
    return Case(*whens, default=None, output_field=FloatField())
