"""Reads of the training system that span models."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.fields.json import KeyTextTransform

from core.days import day_of, instant_of, is_working_day
from core.models import GeneralHoliday
from notifications.emails import KINDS
from notifications.models import Message, MessageQuerySet
from people.models import Department, Person
from people.models.audiences import persons_matching
from training import rules
from training.models import Attendance, Meeting, Registration, ReminderRule, Session, Venue

VENUES_TO_SUGGEST = 3


def place_in_waiting_list(registration: Registration) -> int:
    """Give which in the waiting list a waiting registration is, from 1."""
    waiting = registration.session.registrations.waiting()
    return waiting.filter(waiting_number__lte=registration.waiting_number).count()


def meetings_holding(
    venue: Venue, starts_at: dt.datetime, ends_at: dt.datetime
) -> QuerySet[Meeting]:
    """Give the meetings that hold a venue at some moment between two instants."""
    return (
        Meeting.objects.filter(venue=venue, holds_venue=True)
        .overlapping(starts_at, ends_at)
        .select_related("session__organiser", "venue")
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
    """Give this person's live registration in each of the sessions that has one."""
    registrations = person.registrations.live().filter(session__in=[s.pk for s in sessions])
    return {registration.session_id: registration for registration in registrations}


def record_of(person: Person) -> QuerySet[Registration]:
    """Give everything this person registered for, the latest session first, with attendance."""
    return (
        person.registrations.select_related("session__course", "session__organiser")
        .prefetch_related(
            Prefetch("session__meetings", Meeting.objects.select_related("venue")),
            Prefetch("attendances", Attendance.objects.select_related("meeting")),
        )
        .order_by("-session__starts_at", "-pk")
    )


@dataclass(frozen=True)
class PlanChecks:
    """What staff would like to know of a session before they save it."""

    day: dt.date
    is_working_day: bool
    holiday: GeneralHoliday | None
    meetings_that_day: list[Meeting]
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    clash: Meeting | None
    suggestions: list[Venue]
    venue_too_small: Venue | None
    persons: int
    reminders: list[dt.datetime]


def checks_of_plan(
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime | None,
    venue: Venue | None,
    capacity: int,
    kind: str,
    levels: Collection[str],
    departments: Collection[Department],
    besides: Session | None,
) -> PlanChecks:
    """Look up what speaks for or against a session as planned, other than the session itself."""
    day = day_of(starts_at)
    holidays = {holiday.date: holiday for holiday in GeneralHoliday.objects.all()}
    that_day = list(
        Meeting.objects.overlapping(
            instant_of(day, dt.time.min), instant_of(day + dt.timedelta(days=1), dt.time.min)
        )
        .exclude(session__status=Session.Status.CANCELLED)
        .exclude(session=besides)
        .select_related("session__organiser", "venue")
        .order_by("starts_at", "pk")
    )
    clash = next(
        (
            meeting
            for meeting in that_day
            if venue
            and ends_at
            and meeting.holds_venue
            and meeting.venue_id == venue.pk
            and meeting.starts_at < ends_at
            and meeting.ends_at > starts_at
        ),
        None,
    )
    suggestions: list[Venue] = []
    if ends_at and (clash or venue is None):
        suggestions = list(free_venues(starts_at, ends_at, places=capacity)[:VENUES_TO_SUGGEST])
    return PlanChecks(
        day=day,
        is_working_day=is_working_day(day, holidays),
        holiday=holidays.get(day),
        meetings_that_day=that_day,
        starts_at=starts_at,
        ends_at=ends_at,
        clash=clash,
        suggestions=suggestions,
        venue_too_small=venue if venue and venue.capacity < capacity else None,
        persons=persons_matching(
            day, levels=levels, employment_kinds=[], roles=[], departments=departments
        ).count(),
        reminders=[
            rules.reminder_due_at(starts_at, unit, amount, at, holidays)
            for unit, amount, at in rules.DEFAULT_REMINDERS.get(kind, ())
        ],
    )


def messages_of(session: Session) -> MessageQuerySet:
    """Give every message about the registrations of a session."""
    return Message.objects.filter(
        # By name, so that the index on kind and registration serves.
        kind__in=[kind for kind in KINDS if kind.startswith("training.")],
        about_id__in=session.registrations.values("pk"),
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
