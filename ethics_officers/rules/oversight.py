"""How the integrity work of a department stands by six signals, and when each is raised.

A signal is said in a word, its state; the states below are all there are. The facts that a state
is worked out from are read in queries/oversight.py.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import models
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

    @property
    def look(self) -> str:
        """How a square of this state is tinted: raised, waiting, silent or well."""
        if any(self in raised for raised in RAISED.values()):
            return "raised"
        if self in WAITING:
            return "waiting"
        return "silent" if self in SILENT else "well"


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

_OF_PLANS = {
    WorkPlan.Status.ENDORSED: State.ENDORSED,
    WorkPlan.Status.SUBMITTED: State.SUBMITTED,
    WorkPlan.Status.RETURNED: State.RETURNED,
}


def coverage_asked() -> int:
    """Give the share of people, in percent, that this installation asks to be trained in a year."""
    return int(settings.COVERAGE_ASKED)


@dataclass(frozen=True)
class Facts:
    """What is known of the integrity work of a department on a day."""

    has_officer: bool
    strategy_endorsed: bool  # a version of a strategy of the day
    strategy_submitted: bool
    plan_status: str | None  # of the plan of the day's year, once it was handed in
    plan_stalled: bool
    return_late: bool  # of any year, not filed, and due before the day
    return_open: bool  # of any year, not filed
    return_filed: bool
    coverage: float | None  # in percent; none where nobody serves


def states(facts: Facts) -> dict[Signal, State]:
    """Give the state of a department by each signal."""
    return {
        Signal.OFFICER: State.IN_POST if facts.has_officer else State.VACANT,
        Signal.STRATEGY: _first(
            (facts.strategy_endorsed, State.IN_FORCE),
            (facts.strategy_submitted, State.WITH_HEAD),
            other=State.NO_STRATEGY,
        ),
        # A draft was not handed in.
        Signal.PLAN: _OF_PLANS[WorkPlan.Status(facts.plan_status)]
        if facts.plan_status
        else State.NO_PLAN,
        Signal.RETURN: _first(
            (facts.return_late, State.LATE),
            (facts.return_open, State.DUE),
            (facts.return_filed, State.FILED),
            other=State.NOT_ASKED,
        ),
        Signal.STALLED: _first(
            (facts.plan_stalled, State.STALLED),
            (facts.plan_status == WorkPlan.Status.ENDORSED, State.MOVING),
            other=State.NOT_BEGUN,
        ),
        Signal.COVERAGE: _first(
            (facts.coverage is None, State.NOBODY),
            ((facts.coverage or 0) < coverage_asked(), State.TOO_FEW),
            other=State.ENOUGH,
        ),
    }


def _first(*cases: tuple[bool, State], other: State) -> State:
    return next((state for holds, state in cases if holds), other)
