"""Reads of work plans: their items with what they reached, and all departments' plans of a year."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from ethics_officers import rules
from ethics_officers.models import (
    MONTHS_OF_A_YEAR,
    Activity,
    PlanChange,
    PlanComment,
    PlanItem,
    PlanItemSession,
    WorkPlan,
    whole_months,
)
from ethics_officers.queries.results import Reach, Result, reach, results
from people.models import Department, Level, Person
from training.models import Session

MONTHS_OF_A_QUARTER = 3

# An endorsed plan in which nothing was closed, held or logged for so long is stalled.
STALLED_AFTER = dt.timedelta(days=90)

# What is in a plan for the record, and not to be done any more.
_GONE = (rules.Progress.DROPPED, rules.Progress.EXPLAINED)


@dataclass(frozen=True)
class PlanRow:
    """An item of a plan as it stands on a day."""

    item: PlanItem
    result: Result
    progress: rules.Progress
    first: int  # the first month, counted from 0 in the year of the plan
    end: int  # the month after the last
    open_comments: int
    changes: int

    @property
    def reached(self) -> int | None:
        return self.result.reached

    @property
    def levels(self) -> list[str]:
        return [str(Level(level).label) for level in self.item.levels]

    @property
    def months(self) -> int:
        return self.end - self.first

    @property
    def quarter(self) -> int:
        return self.first // MONTHS_OF_A_QUARTER + 1

    @property
    def last_quarter(self) -> int:
        return (self.end - 1) // MONTHS_OF_A_QUARTER + 1

    @property
    def is_of_whole_quarters(self) -> bool:
        return not self.first % MONTHS_OF_A_QUARTER and not self.end % MONTHS_OF_A_QUARTER

    @property
    def months_before(self) -> int:
        return self.first

    @property
    def months_after(self) -> int:
        return MONTHS_OF_A_YEAR - self.end


def plan_rows(items: Iterable[PlanItem], day: dt.date) -> list[PlanRow]:
    """Give items, read with their plans, as they stand, in as many statements however many."""
    items = list(items)
    found = results(items)
    ids = [item.pk for item in items]
    comments = _counted(PlanComment.objects.filter(item__in=ids, settled_at__isnull=True))
    changes = _counted(PlanChange.objects.filter(item__in=ids))
    return [
        PlanRow(
            item=item,
            result=found[item.pk],
            progress=rules.progress(item, found[item.pk].reached, day),
            first=whole_months(item.plan.starts_on, item.starts_on),
            end=whole_months(item.plan.starts_on, item.ends_on),
            open_comments=comments.get(item.pk, 0),
            changes=changes.get(item.pk, 0),
        )
        for item in items
    ]


def _counted(of_items: QuerySet[Any]) -> dict[int, int]:
    counted = of_items.order_by().values_list("item").annotate(count=Count("pk"))
    return dict(counted)


@dataclass(frozen=True)
class PlanFigures:
    """The figures of a plan: what is planned, done and behind, and the attendances it aims at.

    What an item that is only read aims at are readers, and not among them.
    """

    planned: int
    done: int
    behind: int
    target: int
    priorities: int
    priorities_answered: int


def plan_figures(rows: Sequence[PlanRow]) -> PlanFigures:
    """Count over all items of a plan; what was dropped or explained away is not planned."""
    counts = Counter(row.progress for row in rows)
    standing = [row for row in rows if row.progress not in _GONE]
    priorities = [row for row in rows if row.item.priority_id]
    answered = (rules.Progress.DONE, rules.Progress.EXPLAINED)
    return PlanFigures(
        planned=len(standing),
        done=counts[rules.Progress.DONE],
        behind=counts[rules.Progress.BEHIND],
        target=sum(row.item.target or 0 for row in standing if not row.result.is_read_only),
        priorities=len(priorities),
        priorities_answered=sum(row.progress in answered for row in priorities),
    )


def plan_reach(rows: Sequence[PlanRow], department: Department) -> Reach:
    """Count whom the items of a plan reached together, but for what was dropped or explained."""
    standing = {row.item.pk: row.result for row in rows if row.progress not in _GONE}
    return reach(standing, department)


def named(things: Collection[Any], *fields: str) -> list[Any]:
    """Give things with the persons behind their users: `written_by` as `written_by_person`."""
    users = {getattr(each, f"{name}_id") for each in things for name in fields}
    persons = {each.user_id: each for each in Person.objects.filter(user__in=users - {None})}
    for each in things:
        for name in fields:
            setattr(each, f"{name}_person", persons.get(getattr(each, f"{name}_id")))
    return list(things)


def stalled_plans(day: dt.date) -> QuerySet[WorkPlan]:
    """Give the endorsed plans that had something to do by now, in which nothing moved for long."""
    since = day - STALLED_AFTER
    items = PlanItem.objects.filter(plan=OuterRef("pk"))
    moved = (
        Exists(items.filter(closed_at__date__gte=since))
        | Exists(
            Activity.objects.standing().filter(
                item__plan=OuterRef("pk"), logged_at__date__gte=since
            )
        )
        | Exists(
            PlanItemSession.objects.filter(
                item__plan=OuterRef("pk"),
                session__status=Session.Status.HELD,
                session__starts_at__date__gte=since,
            )
        )
    )
    begun = Exists(items.open().filter(starts_on__lte=since))
    return WorkPlan.objects.filter(begun & ~moved, status=WorkPlan.Status.ENDORSED)


def plans_of_year(year: int, day: dt.date) -> QuerySet[Any]:
    """Give the departments that exist on a day, each with its plan of a year, unless a draft.

    Each has `plan`, and as `plan_status`, `items_planned`, `items_done`, `items_overdue`,
    `changes` and `is_stalled` what is to be known of it; null or nought where there is none.
    """
    told = [status for status in WorkPlan.Status if status != WorkPlan.Status.DRAFT]
    of_the_year = Q(work_plans__year=year, work_plans__status__in=told)
    items = PlanItem.objects.filter(plan=OuterRef("plan_of_year__pk"))
    return (
        Department.objects.current(day)
        .annotate(plan_of_year=FilteredRelation("work_plans", condition=of_the_year))
        .annotate(
            plan=F("plan_of_year__pk"),
            plan_status=F("plan_of_year__status"),
            items_planned=_number_of(items.standing()),
            items_done=_number_of(items.filter(status=PlanItem.Status.DONE)),
            items_overdue=_number_of(items.overdue(day)),
            changes=_number_of(PlanChange.objects.filter(plan=OuterRef("plan_of_year__pk"))),
            is_stalled=Exists(stalled_plans(day).filter(pk=OuterRef("plan_of_year__pk"))),
        )
    )


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("plan").annotate(count=Count("pk")).values("count")
    return Coalesce(counted, 0)
