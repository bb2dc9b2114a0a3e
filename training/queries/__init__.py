"""Reads of the training system that span models."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.fields.json import KeyTextTransform

from core.dated import in_force
from core.days import day_of
from core.models import AuditEntry
from notifications.emails import KINDS
from notifications.models import Message, MessageQuerySet
from people.models import Audience, Person, User, with_user
from training.models import (
    Attendance,
    Engagement,
    Meeting,
    Registration,
    ReminderRule,
    Session,
    Speaker,
    Venue,
)
from training.queries.requirements import (
    COUNTS,
    Own,
    Touched,
    counts_stand_at,
    courses_with_seats,
    due_by_course,
    due_counts,
    own_due,
    record_of_due,
    still_open,
    touched,
)

__all__ = [
    "CALENDAR_SPAN",
    "COUNTS",
    "PEOPLE_TO_LET_IN",
    "VENUES_TO_SUGGEST",
    "AttendanceSummary",
    "Ledger",
    "Number",
    "Own",
    "Reminder",
    "Standing",
    "Touched",
    "added_a_seat",
    "attendance_summary",
    "counts_stand_at",
    "courses_with_seats",
    "due_by_course",
    "due_counts",
    "engagements_holding",
    "free_venues",
    "in_calendar",
    "last_to_get_a_place",
    "last_waiting_number",
    "ledger_of",
    "live_registrations_by_session",
    "marks_before",
    "meetings_holding",
    "messages_of",
    "own_due",
    "own_registration",
    "people_to_let_in",
    "place_in_waiting_list",
    "places_held",
    "record_of",
    "record_of_due",
    "reminders_of",
    "standing",
    "still_open",
    "touched",
    "with_own_registration",
]

VENUES_TO_SUGGEST = 3
PEOPLE_TO_LET_IN = 8

# How far back a personal calendar reaches; the record keeps the rest.
CALENDAR_SPAN = dt.timedelta(days=365)


def place_in_waiting_list() -> Subquery:
    """Which in the waiting list each of a query's registrations is, from 1; null for the rest."""
    no_later = Registration.objects.filter(
        session=OuterRef("session"),
        status=Registration.Status.WAITING,
        waiting_number__lte=OuterRef("waiting_number"),
    )
    return Subquery(
        no_later.order_by().values("session").annotate(n=Count("pk")).values("n"),
        output_field=IntegerField(),
    )


def places_held(departments: Collection[int], now: dt.datetime) -> QuerySet[Any]:
    """Give the places that people now in post in these departments hold in sessions to come.

    Each comes with the post as `posting_then`. Home counts the same.
    """
    held = FilteredRelation(
        "person__postings", condition=in_force(day_of(now), "person__postings__")
    )
    to_come: Any = Registration.objects.confirmed().filter(
        session__status=Session.Status.PUBLISHED, session__starts_at__gt=now
    )
    found: QuerySet[Any] = to_come.annotate(posting_then=held).filter(
        posting_then__department__in=departments
    )
    return found.select_related("session", "person", "posting_then__department")


def with_own_registration(sessions: QuerySet[Session], person: Person | None) -> QuerySet[Any]:
    """Fetch with each session the live registration this person has in it: see below.

    There is one at most, so no session comes twice.
    """
    live = Q(registrations__person=person) & ~Q(registrations__status=Registration.Status.CANCELLED)
    ahead = Registration.objects.filter(
        session=OuterRef("pk"),
        status=Registration.Status.WAITING,
        waiting_number__lte=OuterRef("own_registration__waiting_number"),
    )
    found: Any = sessions.annotate(
        own_registration=FilteredRelation("registrations", condition=live),
        own_place=Subquery(
            ahead.order_by().values("session").annotate(n=Count("pk")).values("n"),
            output_field=IntegerField(),
        ),
    )
    return found.select_related("own_registration")


def own_registration(session: Any) -> Any:
    """Give the registration that a session was fetched with, with its `place`; None without."""
    registration = getattr(session, "own_registration", None)
    if registration:
        registration.place = session.own_place
    return registration


@dataclass(frozen=True)
class Standing:
    """How a person stands to a session they want a place in."""

    is_in_audience: bool
    registration: Registration | None  # the live one, if there is one
    overlapping: Registration | None  # in another session, at the same time


def standing(person: Person, session_id: int, *, besides: int | None = None) -> Standing:
    """Look up in one query what decides whether a person can register for a session.

    `besides` is a registration that is about to be given up, and so is in nobody's way.
    """
    meetings = Meeting.objects.filter(session=session_id)
    at_the_same_time = Meeting.objects.filter(
        Exists(
            meetings.filter(starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at"))
        )
    )
    live = person.registrations.live()
    elsewhere = (
        live.filter(session__status=Session.Status.PUBLISHED)
        .exclude(session=session_id)
        .exclude(pk__in=[besides] if besides else [])
        .filter(Exists(at_the_same_time.filter(session=OuterRef("session"))))
        .order_by("session__starts_at", "pk")
    )
    found = (
        Session.objects.filter(pk=session_id)
        .values_list(
            Exists(Audience.objects.including(person).filter(pk=OuterRef("audience"))),
            Subquery(live.filter(session=session_id).values("pk")[:1]),
            Subquery(elsewhere.values("pk")[:1]),
        )
        .get()
    )
    is_in_audience, *ids = found
    registrations = {}
    if any(ids):
        registrations = live.select_related("session").in_bulk([pk for pk in ids if pk])
    return Standing(is_in_audience, *(registrations.get(pk) for pk in ids))


def last_to_get_a_place(session: Session, count: int) -> list[Registration]:
    """Give the people who got their places last, so many of them, the earliest first."""
    confirmed = session.registrations.confirmed().select_related("person")
    return list(reversed(confirmed.order_by("-confirmed_at", "-pk")[:count]))


def meetings_holding(
    venue: Venue, starts_at: dt.datetime, ends_at: dt.datetime
) -> QuerySet[Meeting]:
    """Give the meetings that hold a venue at some moment between two instants."""
    return (
        with_user(Meeting.objects.filter(venue=venue, holds_venue=True), "session__owner")
        .overlapping(starts_at, ends_at)
        .select_related("session__organiser", "session__owner__person", "venue")
    )


def engagements_holding(
    speaker: Speaker, starts_at: dt.datetime, ends_at: dt.datetime
) -> QuerySet[Engagement]:
    """Give the parts that hold a speaker at some moment between two instants."""
    speaks = speaker.engagements.filter(
        holds_speaker=True, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return (
        with_user(speaks, "meeting__session__owner")
        .select_related("meeting__session__organiser", "meeting__session__owner__person", "speaker")
        .order_by("starts_at", "pk")
    )


def free_venues(starts_at: dt.datetime, ends_at: dt.datetime, *, places: int) -> QuerySet[Venue]:
    """Give the venues that nobody holds then and that are large enough, the best fit first."""
    taken = Meeting.objects.filter(holds_venue=True, venue__isnull=False)
    return (
        Venue.objects.in_use()
        .filter(capacity__gte=places)
        .exclude(pk__in=taken.overlapping(starts_at, ends_at).values("venue"))
        .order_by("capacity", "name_en")
    )


def live_registrations_by_session(
    person: Person, sessions: Iterable[Session]
) -> dict[int, Registration]:
    """Give this person's live registration, with its `place`, by the session it is in."""
    registrations = (
        person.registrations.live()
        .filter(session__in=[session.pk for session in sessions])
        .annotate(place=place_in_waiting_list())
    )
    return {registration.session_id: registration for registration in registrations}


def in_calendar(person: Person, *, since: dt.datetime | None = None) -> QuerySet[Registration]:
    """Give the places this person has in sessions that were not called off, the earliest first."""
    places = (
        person.registrations.confirmed()
        .exclude(session__status=Session.Status.CANCELLED)
        .select_related("session")
        .prefetch_related(Prefetch("session__meetings", Meeting.objects.select_related("venue")))
        .order_by("session__starts_at", "pk")
    )
    return places.filter(session__ends_at__gt=since) if since else places


def record_of(person: Person) -> QuerySet[Registration]:
    """Give everything this person registered for, the latest session first, with attendance."""
    return (
        person.registrations.annotate(place=place_in_waiting_list())
        .select_related("session__course", "session__organiser", "session__audience")
        .prefetch_related(
            Prefetch("session__meetings", Meeting.objects.select_related("venue")),
            Prefetch("attendances", Attendance.objects.select_related("meeting")),
        )
        .order_by("-session__starts_at", "-pk")
    )


@dataclass(frozen=True)
class AttendanceSummary:
    """How a meeting stands: how many have which mark, and what this user marked last."""

    registered: int
    present: int
    partly: int
    excused: int
    absent: int
    last: Attendance | None
    last_count: int

    @property
    def unmarked(self) -> int:
        return self.registered - self.present - self.partly - self.excused - self.absent


def attendance_summary(meeting: Meeting, user: User) -> AttendanceSummary:
    """Count the marks of a meeting, and look up the last change that this user made to them."""
    status = Attendance.Status
    of_registered = meeting.attendances.filter(registration__status=Registration.Status.CONFIRMED)
    counts = of_registered.aggregate(
        **{str(value): Count("pk", filter=Q(status=value)) for value in status.values}
    )
    own = meeting.attendances.filter(marked_by=user).order_by("-marked_at", "-pk")
    last = own.select_related("registration__person").first()
    return AttendanceSummary(
        registered=meeting.session.places_taken,
        last=last,
        last_count=own.filter(marked_at=last.marked_at).count() if last else 0,
        **counts,
    )


def people_to_let_in(
    meeting: Meeting, user: User, words: str, now: dt.datetime
) -> QuerySet[Person]:
    """Give people in post within a user's scope, by name, who have no place in the session."""
    day = day_of(now)
    return (
        Person.objects.visible_to(user)
        .in_post(day)
        .search(words)
        .exclude(pk__in=meeting.session.registrations.confirmed().values("person"))
        .with_posting_on(day)
        .order_by("name_en", "pk")[:PEOPLE_TO_LET_IN]
    )


def marks_before(attendances: Collection[Attendance]) -> dict[int, Any]:
    """Give, by id of each mark that had another before it, the row as it stood then."""
    earlier: dict[int, Any] = {}
    now = {attendance.pk: attendance.marked_at for attendance in attendances}
    history = Attendance.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    for row in history.filter(pgh_obj_id__in=now).order_by("marked_at", "pgh_id"):
        if row.marked_at < now[row.pgh_obj_id]:
            earlier[row.pgh_obj_id] = row
    return earlier


def added_a_seat(registration: Registration) -> bool:
    """Say whether the session was given one place more to let this person in at the door."""
    entries = AuditEntry.objects.filter(
        object_type=registration._meta.label_lower,
        object_id=registration.pk,
        action="training.walk_in_added",
    )
    last = entries.order_by("-id").values_list("details__adds_seat", flat=True).first()
    return bool(last)


def last_waiting_number(registration: Registration) -> int | None:
    """Give the number a registration last had in the waiting list, if it ever waited."""
    history = Registration.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    waited = history.filter(pgh_obj_id=registration.pk, waiting_number__isnull=False)
    return waited.order_by("-pgh_id").values_list("waiting_number", flat=True).first()


def messages_of(session: Session) -> MessageQuerySet:
    """Give every message about the registrations of a session."""
    return Message.objects.filter(
        # By name, so that the index on kind and registration serves.
        kind__in=[kind for kind in KINDS if kind.startswith("training.")],
        about_id__in=session.registrations.values("pk"),
    )


def reminders_of(rule: ReminderRule) -> MessageQuerySet:
    """Give the messages that a rule has led to."""
    return Message.objects.filter(
        kind="training.reminder",
        about_id__in=rule.session.registrations.values("pk"),
        context__rule=rule.pk,
    )


@dataclass(frozen=True)
class Number:
    """How many messages are in a state."""

    status: str
    label: str
    number: int


@dataclass(frozen=True)
class Reminder:
    """A reminder rule, how it stands, and what became of its messages."""

    rule: ReminderRule
    state: str
    numbers: list[Number]


@dataclass(frozen=True)
class Ledger:
    """What became of the messages of a session: all of them, and those of each reminder."""

    numbers: list[Number]
    reminders: list[Reminder]


def ledger_of(session: Session) -> Ledger:
    """Count a session's messages; its reminders come first due first, those that ended too."""
    counted = (
        messages_of(session)
        .order_by()
        .annotate(rule=KeyTextTransform("rule", "context"))
        .values("rule", "status")
        .annotate(number=Count("pk"))
    )
    of_session: Counter[str] = Counter()
    of_rule: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in counted:
        of_session[row["status"]] += row["number"]
        of_rule[row["rule"]][row["status"]] += row["number"]
    return Ledger(
        numbers=_numbers(of_session),
        reminders=[
            Reminder(rule, _state(rule, session), _numbers(of_rule[str(rule.pk)]))
            for rule in session.reminder_rules.all()
        ],
    )


def _numbers(counted: Mapping[str, int]) -> list[Number]:
    return [
        Number(status.value, str(status.label), counted[status.value])
        for status in Message.Status
        if counted.get(status.value)
    ]


def _state(rule: ReminderRule, session: Session) -> str:
    """One of: ended, left_out, handed_over, off, to_come."""
    if rule.ended_at:
        return "ended"
    if rule.planned_at:
        return "left_out" if rule.is_left_out else "handed_over"
    if session.status in {Session.Status.CANCELLED, Session.Status.HELD}:
        return "off"
    return "to_come"
