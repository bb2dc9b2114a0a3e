"""Reads of the training system that span models."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from core.days import day_of, instant_of, is_working_day
from core.models import GeneralHoliday
from people.models import Department, Person, User
from people.models.audiences import persons_matching
from training import rules
from training.models import Attendance, Meeting, Registration, Session, Venue

VENUES_TO_SUGGEST = 3
PEOPLE_TO_LET_IN = 8


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


def last_waiting_number(registration: Registration) -> int | None:
    """Give the number a registration last had in the waiting list, if it ever waited."""
    history = Registration.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    waited = history.filter(pgh_obj_id=registration.pk, waiting_number__isnull=False)
    return waited.order_by("-pgh_id").values_list("waiting_number", flat=True).first()


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
