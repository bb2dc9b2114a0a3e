"""What Home shows: what is due for this user, by what their roles let them see."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.days import day_of, instant_of
from ethics_officers import permissions
from ethics_officers.models import AnnualReturn, PlanItem, TalkRequest, WorkPlan
from ethics_officers.queries import (
    Duties,
    PlanFigures,
    duties,
    plan_figures,
    plan_rows,
    stalled_plans,
    vacancies,
)
from notifications.models import Message
from people.models import Department, Person, Posting, User, with_user
from people.roles import Permission
from publications.models import Circulation, Publication, Recipient
from publications.queries import circulations
from reporting.models import Document, DocumentText
from training.models import Meeting, Registration, Session
from training.queries import due_by_course, place_in_waiting_list

DAYS_AHEAD = 7
ROWS = 5


@dataclass(frozen=True)
class OwnTraining:
    """What a person has registered for and is still to come, the earliest first."""

    confirmed: Sequence[Registration]
    waiting: Sequence[Registration]


@dataclass(frozen=True)
class ToRead:
    """Something a person is asked to read, and in how many days: fewer than none once late."""

    publication: Publication
    due_on: dt.date
    days: int
    must_acknowledge: bool

    @property
    def days_late(self) -> int:
        return max(-self.days, 0)


@dataclass(frozen=True)
class Schedule:
    """What staff need to know of the sessions of everybody."""

    today: list[Session]
    this_week: list[Session]
    drafts: int
    next_drafts: list[Session]
    full: int
    first_full: list[Session]


def own_training(person: Person, now: dt.datetime) -> OwnTraining:
    """Give the places this person holds and waits for; those waiting carry `place`, from 1."""
    registrations = (
        person.registrations.live()
        .filter(session__status=Session.Status.PUBLISHED, session__ends_at__gt=now)
        .annotate(place=place_in_waiting_list())
        .select_related("session__organiser")
        .prefetch_related("session__meetings__venue")
        .order_by("session__starts_at", "pk")[: 2 * ROWS]
    )
    return OwnTraining(
        confirmed=[each for each in registrations if each.is_confirmed][:ROWS],
        waiting=[each for each in registrations if each.is_waiting][:ROWS],
    )


def own_reading(person: Person, now: dt.datetime) -> list[ToRead]:
    """Give what this person is asked to read and may open, the soonest due first.

    A publication that two circulations ask for is there once.
    """
    readable = Publication.objects.readable(now).values("pk")
    asked = circulations.to_read(person).filter(round__edition__publication__in=readable)
    found: dict[int, ToRead] = {}
    for each in asked:
        publication = each.round.edition.publication
        days = (each.due_on - day_of(now)).days
        must_acknowledge = each.round.circulation.must_acknowledge
        found.setdefault(publication.pk, ToRead(publication, each.due_on, days, must_acknowledge))
    return list(found.values())


def schedule(user: User, now: dt.datetime) -> Schedule:
    """Give today's sessions and the week's, and what is waiting for a decision."""
    midnight = instant_of(day_of(now), dt.time.min)
    tomorrow = midnight + dt.timedelta(days=1)
    visible = Session.objects.visible_to(user)
    coming = with_facts(
        visible.standing().filter(
            starts_at__gte=midnight,
            starts_at__lt=midnight + dt.timedelta(days=1 + DAYS_AHEAD),
        )
    )
    drafts = visible.filter(status=Session.Status.DRAFT)
    full = visible.waited_for(now)
    return Schedule(
        today=[session for session in coming if session.starts_at < tomorrow],
        this_week=[session for session in coming if session.starts_at >= tomorrow],
        drafts=drafts.count(),
        next_drafts=list(with_facts(drafts)[:ROWS]),
        full=full.count(),
        first_full=list(with_facts(full)[:ROWS]),
    )


def engagements(person: Person, now: dt.datetime) -> list[Session]:
    """Give the sessions at which this person is to speak, the earliest first."""
    meetings = Meeting.objects.spoken_at_by(person).filter(ends_at__gt=now)
    published = Session.objects.filter(status=Session.Status.PUBLISHED)
    return list(with_facts(published.filter(pk__in=meetings.values("session")))[:ROWS])


def own_departments(user: User, now: dt.datetime) -> list[Any]:
    """Give the departments this user works for, with the numbers of their people.

    Each has `people` in post, `places` they hold in sessions to come, `readers` still to read what
    is in circulation, in how many `circulations`, and the required `courses` they are due to take.
    """
    postings = Posting.objects.current(day_of(now))
    departments: Any = Department.objects.filter(
        pk__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    ).annotate(people=_count(postings.filter(department=OuterRef("pk")), "department"))
    # For all departments at once: asked for each, PostgreSQL looks up every registration to come.
    with_places = postings.filter(
        department__in=[department.pk for department in departments],
        person__registrations__status=Registration.Status.CONFIRMED,
        person__registrations__session__status=Session.Status.PUBLISHED,
        person__registrations__session__starts_at__gt=now,
    )
    places = dict(with_places.order_by().values_list("department").annotate(Count("pk")))
    reading = {
        row["department"]: row
        for row in Recipient.objects.asked_now()
        .outstanding()
        .filter(department__in=[department.pk for department in departments])
        .order_by()
        .values("department")
        .annotate(
            readers=Count("person", distinct=True),
            circulations=Count("round__circulation", distinct=True),
        )
    }
    courses = due_by_course([department.pk for department in departments], now)
    for department in departments:
        department.courses = courses.get(department.pk, [])
        department.places = places.get(department.pk, 0)
        waiting = reading.get(department.pk)
        department.readers = waiting["readers"] if waiting else 0
        department.circulations = waiting["circulations"] if waiting else 0
    return list(departments)


@dataclass(frozen=True)
class OwnProgramme:
    """The integrity work of a department: its current plan, if there is one, and what waits."""

    department: Department
    plan: WorkPlan | None
    figures: PlanFigures | None
    duties: Duties
    may_manage: bool


def own_programmes(user: User, now: dt.datetime) -> list[OwnProgramme]:
    """Give the departments whose integrity work this user sees as their own, by name."""
    today = day_of(now)
    own = user.departments_with(Permission.VIEW_OWN_PROGRAMME)
    departments = Department.objects.filter(pk__in=own)
    waiting = duties(user, own, now)
    plans = WorkPlan.objects.on(today).filter(department__in=departments)
    current = {plan.department_id: plan for plan in plans}
    items = PlanItem.objects.filter(plan__in=current.values()).select_related("plan")
    rows = plan_rows(items, today)
    return [
        OwnProgramme(
            department,
            plan,
            plan_figures([row for row in rows if row.item.plan_id == plan.pk]) if plan else None,
            waiting[department.pk],
            permissions.can_manage_programme_of(user, department),
        )
        for department in departments
        for plan in [current.get(department.pk)]
    ]


def posts_vacant(now: dt.datetime) -> int:
    """Count the departments that have no Ethics Officer today."""
    return vacancies(day_of(now)).count()


@dataclass(frozen=True)
class Watch:
    """How many things in the integrity work of departments wait for programme staff."""

    late: int
    stalled: int
    unanswered: int


def watch(user: User, now: dt.datetime) -> Watch:
    """Count them: each is the number of rows of the list it opens."""
    today = day_of(now)
    departments = Department.objects.current(today)
    return Watch(
        late=AnnualReturn.objects.visible_to(user).late(today).count(),
        stalled=WorkPlan.objects.visible_to(user)
        .on(today)
        .filter(pk__in=stalled_plans(today).values("pk"), department__in=departments)
        .count(),
        unanswered=TalkRequest.objects.visible_to(user).unanswered().count(),
    )


def documents_to_review(user: User) -> list[Document]:
    """Give the documents in review that this user may answer: none they wrote at themselves."""
    in_review = Document.objects.visible_to(user).filter(status=Document.Status.IN_REVIEW)
    written = DocumentText.objects.filter(changed_by=user).values("document")
    of_others = in_review.exclude(created_by=user).exclude(sent_by=user).exclude(pk__in=written)
    return list(
        with_user(of_others, "sent_by").select_related("sent_by__person").order_by("sent_at", "pk")
    )


def circulations_out(user: User) -> int:
    """Count the circulations that are with their readers."""
    visible = Circulation.objects.visible_to(user)
    return visible.filter(status=Circulation.Status.SENT).count()


def failed_messages(user: User) -> int:
    """Count the messages that were not sent and will not be, unless somebody acts."""
    return Message.objects.visible_to(user).filter(status=Message.Status.FAILED).unresent().count()


def with_facts(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Load what a row about a session says, the earliest session first."""
    return (
        sessions.select_related("organiser")
        .prefetch_related("meetings__venue")
        .order_by("starts_at", "pk")
    )


def _count(rows: QuerySet, group: str) -> Coalesce:
    """The number of rows of a correlated query, all of which agree in `group`."""
    counted = rows.order_by().values(group).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
