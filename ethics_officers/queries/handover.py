"""Reads for a handover: who was and who is Ethics Officer, and what is open in a department."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from ethics_officers.models import (
    Activity,
    AnnualReturn,
    BoardQuestion,
    Designation,
    Evidence,
    PlanItem,
    StrategyVersion,
    TalkRequest,
    WorkPlan,
)
from people.models import Department, User

# What was logged for so long is handed over; what is older lies in the log.
LOG_HANDED_OVER = dt.timedelta(days=365)

# A change of the Ethics Officer is news for so long.
CHANGE_IS_NEWS_FOR = dt.timedelta(days=60)


@dataclass(frozen=True)
class Change:
    """The latest change of a department's Ethics Officer; one of the two may be nobody."""

    predecessor: Designation | None
    successor: Designation | None

    @property
    def last_day(self) -> dt.date | None:
        """The predecessor's last day in office."""
        ends_on = self.predecessor.ends_on if self.predecessor else None
        return ends_on - dt.timedelta(days=1) if ends_on else None

    def is_news(self, day: dt.date) -> bool:
        """Say whether the predecessor left in the days before."""
        left_on = self.predecessor.ends_on if self.predecessor else None
        return left_on is not None and left_on <= day <= left_on + CHANGE_IS_NEWS_FOR


@dataclass(frozen=True)
class OpenWork:
    """What is open in a department, as far as a user sees it."""

    plan_items: list[PlanItem]
    strategy_versions: list[StrategyVersion]
    plans: list[WorkPlan]
    returns: list[AnnualReturn]
    questions: list[BoardQuestion]
    talk_requests: list[TalkRequest]
    log_since: dt.date
    activities: int
    evidence: int


def latest_change(department: Department, user: User, day: dt.date) -> Change:
    """Give the two who were designated last as Ethics Officer, be it for a day to come."""
    visible = Designation.objects.visible_to(user).officers().filter(department=department)
    told = visible.select_related("person", "handover_acknowledgement")
    latest = list(told.order_by("-starts_on")[:2])
    if latest and latest[0].ends_on and latest[0].ends_on <= day:
        return Change(predecessor=latest[0], successor=None)
    successor, predecessor, *_ = [*latest, None, None]
    return Change(predecessor, successor)


def held_as_officer(
    user: User, department_id: int, day: dt.date
) -> QuerySet[Designation, Designation]:
    """Give the designation by which a user is Ethics Officer of a department on a day, if so."""
    held = Designation.objects.officers().current(day)
    return held.filter(department=department_id, role_assignment__user=user)


def follows_another(designation: Designation) -> bool:
    """Say whether the department had an Ethics Officer before this one."""
    earlier = Designation.objects.officers().filter(department=designation.department_id)
    return earlier.filter(starts_on__lt=designation.starts_on).exists()


def is_to_take_over(user: User, department: Department, day: dt.date) -> bool:
    """Say whether a user is Ethics Officer after another and has not acknowledged taking over."""
    held = held_as_officer(user, department.pk, day)
    waiting = held.filter(handover_acknowledgement__isnull=True).first()
    return waiting is not None and follows_another(waiting)


def open_work(department: Department, user: User, day: dt.date) -> OpenWork:
    """Give what whoever takes over finds open, in as many statements however much it is."""
    since = day - LOG_HANDED_OVER
    activities = Activity.objects.in_log_of(user).standing()
    of_late = activities.filter(department=department, happened_on__gte=since)
    versions = (
        StrategyVersion.objects.visible_to(user).open().filter(strategy__department=department)
    )
    return OpenWork(
        plan_items=list(
            PlanItem.objects.visible_to(user)
            .open()
            .filter(plan__department=department, plan__ends_on__gt=day)
            .select_related("plan")
            .order_by("starts_on", "position", "pk")
        ),
        strategy_versions=list(
            versions.select_related("strategy").order_by("strategy__starts_on", "number")
        ),
        plans=list(
            WorkPlan.objects.visible_to(user)
            .filter(department=department)
            .exclude(status=WorkPlan.Status.ENDORSED)
            .order_by("starts_on")
        ),
        returns=list(
            AnnualReturn.objects.visible_to(user)
            .outstanding()
            .filter(department=department)
            .select_related("questionnaire")
        ),
        questions=list(
            BoardQuestion.objects.visible_to(user).filter(
                department=department, status=BoardQuestion.Status.OPEN
            )
        ),
        talk_requests=list(
            TalkRequest.objects.visible_to(user)
            .open()
            .filter(department=department)
            .select_related("item", "asked_of")
        ),
        log_since=since,
        activities=of_late.count(),
        evidence=Evidence.objects.standing().filter(activity__in=of_late).count(),
    )
