"""Reads of the activity log: whom activities reached, and what they are likely the same as."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from core.chinese import fold
from core.days import HONG_KONG, instant_of
from ethics_officers.models import (
    Activity,
    ActivityKind,
    ActivityReach,
    Evidence,
    GoodPracticeComment,
    PlanItem,
    PlanItemSession,
    TalkRequest,
)
from people.models import Department, User
from publications.models import Topic
from training.models import Attendance, Registration, Session

LATEST = 5

# How near a session must be to be the one that is told of, and how much alike titles are then.
_DAYS_ABOUT = 3
_ALIKE = 0.45
_MOST_SHOWN = 3

_ATTENDED = (Attendance.Status.PRESENT, Attendance.Status.PARTLY)


def with_figures(activities: QuerySet[Activity]) -> QuerySet[Any]:
    """Read with each activity its `attendances`, `persons` and `files`.

    One that tells of a session has the figures of its attendance: those of the department's people,
    by their posting on the day. One that tells of none has its own.
    """
    own = ActivityReach.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    at_session = _attended(
        OuterRef("session"), OuterRef("department"), OuterRef("happened_on")
    ).values("registration__session")
    files = Evidence.objects.standing().filter(activity=OuterRef("pk")).order_by()
    return activities.annotate(
        attendances=_figure(own.annotate(n=Sum("attendances")), at_session.annotate(n=Count("pk"))),
        persons=_figure(
            own.annotate(n=Sum("persons")),
            at_session.annotate(n=Count("registration__person", distinct=True)),
        ),
        files=_number(files.values("activity").annotate(n=Count("pk"))),
    )


def latest(department: Department) -> QuerySet[Any]:
    """Give what a department did last, for the short log beside its plan."""
    standing = Activity.objects.standing().filter(department=department)
    return with_figures(standing).select_related("publication")[:LATEST]


def good_practice() -> QuerySet[Any]:
    """Give what is shared with the network, the latest first, each with its `comment_count`."""
    comments = GoodPracticeComment.objects.filter(activity=OuterRef("pk")).order_by()
    return (
        with_figures(Activity.objects.shared())
        .annotate(comment_count=_number(comments.values("activity").annotate(n=Count("pk"))))
        .select_related("department", "topic")
        .order_by("-shared_at", "-pk")
    )


def last_kind(department: Department, user: User) -> str:
    """Give the kind of activity that a user logged last for a department, or else a talk."""
    logged = Activity.objects.filter(department=department, logged_by=user).order_by("-pk")
    return logged.values_list("kind", flat=True).first() or ActivityKind.TALK


def items_to_serve(
    department: Department, day: dt.date, *, beside: Activity | None = None
) -> QuerySet[PlanItem]:
    """Give the items an activity can serve: open ones of these months first, then by month.

    Beside an activity, the one it serves is there in any case.
    """
    of_late = PlanItem.objects.standing().filter(
        plan__department=department, plan__ends_on__gt=day - dt.timedelta(days=366)
    )
    return (
        PlanItem.objects.filter(
            Q(pk__in=of_late.values("pk")) | Q(pk=beside.item_id if beside else None)
        )
        .select_related("plan")
        .annotate(
            is_not_now=Case(
                When(
                    ~Q(status=PlanItem.Status.DONE) & Q(starts_on__lte=day, ends_on__gt=day),
                    then=Value(0),
                ),
                default=Value(1),
                output_field=IntegerField(),
            )
        )
        .order_by("is_not_now", "-plan__starts_on", "starts_on", "position", "pk")
    )


@dataclass(frozen=True)
class Likeness:
    """What is in the system already that an activity about to be logged may be."""

    sessions: list[Any] = field(default_factory=list)
    activities: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sessions or self.activities)


def likeness(
    department: Department,
    *,
    day: dt.date,
    today: dt.date,
    title: str,
    topic: Topic | None = None,
    beside: Activity | None = None,
) -> Likeness:
    """Give the sessions and the logged activities that an entry may tell of once more.

    Beside an activity, which is itself what is told of, others are looked for.

    Sessions of the days about it, with a title or a topic alike; `attendances` and `persons` count
    the department's people there. Activities of the same day with a title alike.
    """
    logged = Activity.objects.standing().filter(department=department)
    logged = logged.exclude(pk=beside.pk) if beside else logged
    same_day = _alike(logged.filter(happened_on=day), title).filter(alike__gte=_ALIKE)
    near = _alike(sessions_to_tell_of(department, today), title).filter(
        Q(alike__gte=_ALIKE) | Q(pk__in=_on_topic(topic)),
        starts_at__gte=instant_of(day - dt.timedelta(days=_DAYS_ABOUT), dt.time.min),
        starts_at__lt=instant_of(day + dt.timedelta(days=_DAYS_ABOUT + 1), dt.time.min),
    )
    told = logged.filter(session__isnull=False).values("session")
    attended = _attended(
        OuterRef("pk"), department, TruncDate("registration__session__starts_at", tzinfo=HONG_KONG)
    )
    by_session = attended.values("registration__session")
    sessions = near.exclude(pk__in=told).annotate(
        attendances=_number(by_session.annotate(n=Count("pk"))),
        persons=_number(by_session.annotate(n=Count("registration__person", distinct=True))),
    )
    return Likeness(
        sessions=list(sessions.order_by("-alike", "starts_at", "pk")[:_MOST_SHOWN]),
        activities=list(with_figures(same_day).order_by("-alike", "-pk")[:_MOST_SHOWN]),
    )


def sessions_to_tell_of(
    department: Department, today: dt.date, *, beside: Activity | None = None
) -> QuerySet[Session]:
    """Give the sessions up to today that a department's people registered for, or held for it.

    Beside an activity, the one it tells of is there in any case.
    """
    day = TruncDate("session__starts_at", tzinfo=HONG_KONG)
    people = Registration.objects.live().filter(
        Q(person__postings__ends_on__isnull=True) | Q(person__postings__ends_on__gt=day),
        person__postings__department=department,
        person__postings__starts_on__lte=day,
    )
    asked_for = TalkRequest.objects.filter(department=department, session__isnull=False)
    planned = PlanItemSession.objects.filter(item__plan__department=department)
    its_own = (
        Q(pk__in=people.values("session"))
        | Q(pk__in=asked_for.values("session"))
        | Q(pk__in=planned.values("session"))
    )
    takes_place = Q(
        status__in=[Session.Status.PUBLISHED, Session.Status.HELD],
        starts_at__lt=instant_of(today + dt.timedelta(days=1), dt.time.min),
    )
    told = Q(pk=beside.session_id if beside else None)
    return Session.objects.filter(its_own & takes_place | told)


def _alike(rows: QuerySet[Any], title: str) -> QuerySet[Any]:
    """Read with each row how much of a title is found in its words, in either language."""
    return rows.annotate(alike=TrigramWordSimilarity(fold(title), "search_text"))


def _on_topic(topic: Topic | None) -> QuerySet[Any]:
    found = Session.objects.filter(course__topics=topic) if topic else Session.objects.none()
    return found.values("pk")


def _attended(session: Any, department: Any, day: Any) -> QuerySet[Attendance]:
    """Who was at a session, for all or a part of it, and served in a department on its day."""
    return Attendance.objects.filter(
        Q(registration__person__postings__ends_on__isnull=True)
        | Q(registration__person__postings__ends_on__gt=day),
        registration__session=session,
        registration__person__postings__department=department,
        registration__person__postings__starts_on__lte=day,
        status__in=_ATTENDED,
    ).order_by()


def _number(counted: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def _figure(own: QuerySet[Any], at_session: QuerySet[Any]) -> Case:
    return Case(When(session__isnull=True, then=_number(own)), default=_number(at_session))
