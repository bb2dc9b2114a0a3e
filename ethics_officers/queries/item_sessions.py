"""Reads of the sessions that serve items of a plan, and of the items that are to be closed."""

import datetime as dt
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, TruncDate

from core.days import HONG_KONG
from ethics_officers.models import (
    PlanItem,
    PlanItemPublication,
    PlanItemSession,
    TalkRequest,
    WorkPlan,
)
from ethics_officers.queries.item_publications import has_time_left, of_items
from ethics_officers.queries.results import results
from ethics_officers.rules import GONE
from people.models import Audience, Department, Posting
from training.models import Attendance, Registration, Session
from training.models.sessions import SessionQuerySet

_WERE_THERE = [Attendance.Status.PRESENT, Attendance.Status.PARTLY]


def with_attendances(sessions: SessionQuerySet, department: Department) -> QuerySet[Session]:
    """Count with each session, as `attended`, who of a department was at one of its meetings.

    Whoever served in the department on the day of the session counts, wherever they are now.
    """
    was_there = Attendance.objects.filter(registration=OuterRef("pk"), status__in=_WERE_THERE)
    served = Posting.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("day")),
        person=OuterRef("person"),
        department=department,
        starts_on__lte=OuterRef("day"),
    )
    counted = (
        Registration.objects.confirmed()
        .annotate(day=TruncDate("session__starts_at", tzinfo=HONG_KONG))
        .filter(Exists(was_there), Exists(served), session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return sessions.annotate(attended=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def sessions_to_serve(item: PlanItem) -> SessionQuerySet:
    """Give the sessions that may serve an item: for the department alone, or among a few others.

    A session for everybody is nobody's own; drafts and what is called off serve nothing.
    """
    links = Audience.departments.through.objects
    of_department = links.filter(audience=OuterRef("audience"), department=item.plan.department_id)
    return Session.objects.filter(
        Exists(of_department), status__in=[Session.Status.PUBLISHED, Session.Status.HELD]
    )


def items_to_close(items: QuerySet[PlanItem], day: dt.date) -> QuerySet[PlanItem]:
    """Give those of endorsed plans that nobody has closed though nothing of them is to come.

    All their sessions are held, and all their publications went out; who was asked to read has
    done so, or has no time left.
    """
    links = PlanItemSession.objects.filter(item=OuterRef("pk"))
    to_come = links.exclude(session__status__in=[Session.Status.HELD, *GONE])
    asked = TalkRequest.objects.open().filter(item=OuterRef("pk"))
    recipients = of_items(pk=OuterRef("pk"))
    of_link = of_items(pk=OuterRef("item")).filter(
        round__edition__publication=OuterRef("publication")
    )
    not_out = PlanItemPublication.objects.filter(~Exists(of_link), item=OuterRef("pk"))
    return (
        items.filter(
            Exists(links.filter(session__status=Session.Status.HELD)) | Exists(recipients),
            ~Exists(to_come),
            ~Exists(asked),
            ~Exists(not_out),
            ~Exists(recipients.filter(has_time_left(), due_on__gte=day)),
            plan__status=WorkPlan.Status.ENDORSED,
            status__in=[PlanItem.Status.PLANNED, PlanItem.Status.UNDER_WAY],
        )
        .select_related("plan__department")
        .order_by("starts_on", "position", "pk")
    )


def with_sessions(items: QuerySet[PlanItem], department: Department) -> list[PlanItem]:
    """Read items of a department with `linked`, their sessions by date, and their `result`."""
    sessions = with_attendances(Session.objects.all(), department)
    links = PlanItemSession.objects.order_by("session__starts_at", "pk")
    links = links.prefetch_related(Prefetch("session", sessions))
    read: list[Any] = list(items.prefetch_related(Prefetch("session_links", links)))
    reached = results(read)
    for item in read:
        item.linked = [link.session for link in item.session_links.all()]
        item.result = reached[item.pk]
    return read
