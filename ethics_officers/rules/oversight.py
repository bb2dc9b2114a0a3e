"""How the integrity work of a department stands by six signals, and when each is raised.

A signal is said in a word, its state; the states below are all there are. What a state is worked
out from is read in queries/oversight.py, and named at each rule.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ethics_officers.models import WorkPlan

# Coverage is counted over so long.
COVERAGE_SPAN = dt.timedelta(days=365)


class Signal(models.TextChoices):
    OFFICER = "officer", _("No Ethics Officer")
    STRATEGY = "strategy", _("No strategy")
    PLAN = "plan", _("No plan")
    RETURN = "return", _("Late return")
    STALLED = "stalled", _("Plan stalled")
    COVERAGE = "coverage", _("Coverage gap")

    @property
    def field(self) -> str:
        """What the state of a department is called where it is read."""
        return f"{self.value}_state"


class State(models.TextChoices):
    """In a word, how a department stands by a signal."""

    IN_POST = "in_post", pgettext_lazy("of the Ethics Officer", "In post")
    VACANT = "vacant", pgettext_lazy("of the Ethics Officer", "Vacant")
    IN_FORCE = "in_force", pgettext_lazy("of a strategy", "In force")
    WITH_HEAD = "with_head", pgettext_lazy("of a strategy", "With the head")
    NO_STRATEGY = "no_strategy", pgettext_lazy("of a strategy", "None")
    ENDORSED = "endorsed", pgettext_lazy("of a plan", "Endorsed")
    SUBMITTED = "submitted", pgettext_lazy("of a plan", "Submitted")
    RETURNED = "returned", pgettext_lazy("of a plan", "Sent back")
    NO_PLAN = "no_plan", pgettext_lazy("of a plan", "None")
    FILED = "filed", pgettext_lazy("of a return", "Filed")
    DUE = "due", pgettext_lazy("of a return", "Due")
    LATE = "late", pgettext_lazy("of a return", "Late")
    NOT_ASKED = "not_asked", pgettext_lazy("of a return", "Not asked")
    MOVING = "moving", pgettext_lazy("of a plan", "Moving")
    STALLED = "stalled", pgettext_lazy("of a plan", "Stalled")
    NOT_BEGUN = "not_begun", pgettext_lazy("of a plan", "No plan endorsed")
    ENOUGH = "enough", pgettext_lazy("of coverage", "Enough")
    TOO_FEW = "too_few", pgettext_lazy("of coverage", "Too few")
    NOBODY = "nobody", pgettext_lazy("of coverage", "Nobody serving")


RAISED: dict[str, frozenset[str]] = {
    Signal.OFFICER: frozenset({State.VACANT}),
    Signal.STRATEGY: frozenset({State.WITH_HEAD, State.NO_STRATEGY}),
    Signal.PLAN: frozenset({State.NO_PLAN}),
    Signal.RETURN: frozenset({State.LATE}),
    Signal.STALLED: frozenset({State.STALLED}),
    Signal.COVERAGE: frozenset({State.TOO_FEW}),
}

# Neither well nor raised: somebody's turn, or nothing to be said.
WAITING = frozenset({State.SUBMITTED, State.RETURNED, State.DUE})
SILENT = frozenset({State.NOT_ASKED, State.NOT_BEGUN, State.NOBODY})


def coverage_asked() -> int:
    """Give the share of people, in percent, that this installation asks to be trained in a year."""
    return int(settings.COVERAGE_ASKED)


def states(coverage: Mapping[int, Any]) -> dict[str, Case]:
    """Give the state by each signal, of departments read with the facts that are named here.

    `coverage` is the share trained, in percent, by department; those with nobody are not in it.
    """
    few = [department for department, share in coverage.items() if share < coverage_asked()]
    return {
        # Without an officer on the day.
        Signal.OFFICER.field: _first((Q(has_officer=True), State.IN_POST), other=State.VACANT),
        # Without a strategy of the day that was endorsed.
        Signal.STRATEGY.field: _first(
            (Q(strategy_endorsed=True), State.IN_FORCE),
            (Q(strategy_submitted=True), State.WITH_HEAD),
            other=State.NO_STRATEGY,
        ),
        # Without a plan of the day's year that was handed in; a draft was not.
        Signal.PLAN.field: _first(
            (Q(plan_status=WorkPlan.Status.ENDORSED), State.ENDORSED),
            (Q(plan_status=WorkPlan.Status.SUBMITTED), State.SUBMITTED),
            (Q(plan_status=WorkPlan.Status.RETURNED), State.RETURNED),
            other=State.NO_PLAN,
        ),
        # With a return of any year that is not filed, and was due before the day.
        Signal.RETURN.field: _first(
            (Q(return_late=True), State.LATE),
            (Q(return_open=True), State.DUE),
            (Q(return_filed=True), State.FILED),
            other=State.NOT_ASKED,
        ),
        # With an endorsed plan in which nothing moves: queries.stalled_plans.
        Signal.STALLED.field: _first(
            (Q(plan_stalled=True), State.STALLED),
            (Q(plan_status=WorkPlan.Status.ENDORSED), State.MOVING),
            other=State.NOT_BEGUN,
        ),
        # With a smaller share of its people trained in a year than is asked.
        Signal.COVERAGE.field: _first(
            (Q(pk__in=few), State.TOO_FEW),
            (Q(pk__in=list(coverage)), State.ENOUGH),
            other=State.NOBODY,
        ),
    }


def raised(signal: str) -> Q:
    """The condition that a signal is raised, of departments read with their states."""
    return Q(**{f"{Signal(signal).field}__in": sorted(RAISED[signal])})


def number_raised() -> models.Expression | F:
    """How many of the signals are raised, of departments read with their states."""
    total: models.Expression | F = Value(0)
    for signal in Signal:
        total += Case(When(raised(signal), then=1), default=0, output_field=IntegerField())
    return total


def _first(*cases: tuple[Q, State], other: State) -> Case:
    whens = [When(condition, then=Value(state.value)) for condition, state in cases]
    return Case(*whens, default=Value(other.value), output_field=CharField())
