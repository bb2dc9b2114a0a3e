"""Reads for Home: what waits in the integrity work of the departments a user works for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from core.days import day_of
from ethics_officers.models import (
    AnnualReturn,
    BoardQuestion,
    PlanComment,
    PlanItem,
    StrategyVersion,
    TalkRequest,
    WorkPlan,
)
from ethics_officers.queries.board import questions
from ethics_officers.queries.item_sessions import items_to_close
from ethics_officers.rules.returns import reminder_stage
from people.models import User, with_user


@dataclass(frozen=True)
class ReturnDue:
    """A return still to be filed, and in how many days: fewer than none once it is late.

    It is near once the mails that remind of it have begun.
    """

    annual_return: AnnualReturn
    days: int
    is_near: bool

    @property
    def days_late(self) -> int:
        return max(-self.days, 0)


@dataclass(frozen=True)
class Duties:
    """What waits in one department, as far as a user sees it; of each kind the most pressing first.

    `comments` are those of others that nobody has settled, `questions` the department's open ones
    to the network, with their `answer_count`.
    """

    returns: list[ReturnDue]
    plans_with_head: list[WorkPlan]
    versions_with_head: list[StrategyVersion]
    plans_returned: list[WorkPlan]
    versions_returned: list[StrategyVersion]
    items_to_close: list[PlanItem]
    items_overdue: list[PlanItem]
    talk_requests: list[TalkRequest]
    comments: list[PlanComment]
    questions: list[Any]

    @property
    def items(self) -> int:
        return len(self.items_to_close) + len(self.items_overdue)

    @property
    def steps(self) -> int:
        """How many things wait for the head of department, or for whoever files or submits them."""
        with_head = len(self.plans_with_head) + len(self.versions_with_head)
        return (
            len(self.returns) + with_head + len(self.plans_returned) + len(self.versions_returned)
        )

    @property
    def answers(self) -> int:
        return len(self.talk_requests) + len(self.comments) + len(self.questions)

    def __bool__(self) -> bool:
        return bool(self.steps or self.items or self.answers)


def duties(user: User, departments: Collection[int], now: dt.datetime) -> dict[int, Duties]:
    """Give what waits, by department, in as many statements however many departments there are."""
    today = day_of(now)
    returns = _by_department(
        AnnualReturn.objects.visible_to(user)
        .outstanding()
        .filter(department__in=departments, questionnaire__published_at__isnull=False)
        .select_related("questionnaire")
        .order_by("due_on", "pk")
    )
    plans = _by_department(
        WorkPlan.objects.visible_to(user)
        .filter(
            department__in=departments,
            status__in=[WorkPlan.Status.SUBMITTED, WorkPlan.Status.RETURNED],
        )
        .order_by("starts_on", "pk")
    )
    versions = _by_department(
        StrategyVersion.objects.visible_to(user)
        .open()
        .filter(strategy__department__in=departments)
        .select_related("strategy")
        .order_by("strategy__starts_on", "pk"),
        "strategy.department_id",
    )
    items = PlanItem.objects.visible_to(user).filter(plan__department__in=departments)
    to_close = _by_department(items_to_close(items, today), "plan.department_id")
    overdue = _by_department(
        items.overdue(today)
        .filter(plan__status=WorkPlan.Status.ENDORSED)
        .exclude(pk__in=[item.pk for found in to_close.values() for item in found])
        .select_related("plan")
        .order_by("ends_on", "position", "pk"),
        "plan.department_id",
    )
    requests = _by_department(
        TalkRequest.objects.visible_to(user)
        .open()
        .filter(department__in=departments)
        .select_related("item", "asked_of")
        .order_by("asked_at", "pk")
    )
    comments = _by_department(
        with_user(
            PlanComment.objects.visible_to(user)
            .filter(plan__department__in=departments, settled_at__isnull=True)
            .exclude(written_by=user),
            "written_by",
        )
        .select_related("written_by__person", "plan", "item")
        .order_by("written_at", "pk"),
        "plan.department_id",
    )
    asked = _by_department(
        questions(user)
        .filter(department__in=departments, status=BoardQuestion.Status.OPEN)
        .order_by("asked_at", "pk")
    )
    return {
        pk: Duties(
            returns=[_due(each, today) for each in returns[pk]],
            plans_with_head=[each for each in plans[pk] if not each.is_open],
            versions_with_head=[each for each in versions[pk] if each.is_submitted],
            plans_returned=[each for each in plans[pk] if each.is_open],
            versions_returned=[each for each in versions[pk] if each.is_returned],
            items_to_close=to_close[pk],
            items_overdue=overdue[pk],
            talk_requests=requests[pk],
            comments=comments[pk],
            questions=asked[pk],
        )
        for pk in departments
    }


def _due(annual_return: AnnualReturn, today: dt.date) -> ReturnDue:
    due_on = annual_return.due_on
    is_near = reminder_stage(due_on, today) is not None
    return ReturnDue(annual_return, (due_on - today).days, is_near)


def _by_department(rows: Iterable[Any], path: str = "department_id") -> dict[int, list[Any]]:
    """Sort rows by the department at the end of a path."""
    found: dict[int, list[Any]] = defaultdict(list)
    department_of = attrgetter(path)
    for row in rows:
        found[department_of(row)].append(row)
    return found
