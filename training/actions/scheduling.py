"""Scheduling sessions: as a draft, then published, then held or cancelled."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from core import audit
from core.chinese import simplified
from people.models import Audience, Department, User
from training import emails, permissions, queries, rules
from training.actions import reminders
from training.actions.registration import fill_free_places
from training.models import (
    Course,
    Engagement,
    Meeting,
    Session,
    Speaker,
    Venue,
)

_VENUE_HELD_ONCE = "training_meeting_venue_held_once"


@dataclass(frozen=True, kw_only=True)
class MeetingPlan:
    """One sitting as asked for."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    venue: Venue | None = None
    link: str = ""
    speakers: Collection[Speaker] = ()


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """A session as asked for, with at least one meeting. No levels or departments means all."""

    course: Course
    kind: str
    title_en: str
    title_zh_hant: str
    language: str
    organiser: Department
    capacity: int
    closes_at: dt.datetime
    meetings: Collection[MeetingPlan]
    title_zh_hans: str = ""
    opens_at: dt.datetime | None = None
    levels: Collection[str] = ()
    departments: Collection[Department] = ()
    roles: Collection[str] = ()


@transaction.atomic
def create_session(*, plan: SessionPlan, by: User, now: dt.datetime) -> Session:
    """Draft a session. Nobody but staff sees it, and it holds no venue, until it is published."""
    permissions.check_can_manage_schedule(by)

    session = Session(owner=by, audience=Audience.objects.create())
    _write(session, plan, now=now)
    audit.record(by, "training.session_drafted", session, at=now)
    return session


@transaction.atomic
def change_session(*, session_id: int, plan: SessionPlan, by: User, now: dt.datetime) -> Session:
    """Change a session.

    A draft changes in everything. A published session keeps its course, its meetings' dates and
    venues, and those who are in; more places promote from the waiting list at once. Raises
    SchedulingRefused if the capacity would be under the places taken, or over the venue's.
    """
    permissions.check_can_manage_schedule(by)
    session = Session.objects.select_for_update().get(pk=session_id)
    if session.status == Session.Status.DRAFT:
        _write(session, plan, now=now)
    else:
        rules.check_is_published(session)
        rules.check_capacity_covers_places_taken(session, plan.capacity)
        for meeting in session.meetings.select_related("venue"):
            rules.check_fits_venue(plan.capacity, meeting)
        _write_details(session, plan)
        fill_free_places(session, by=by, now=now)

    audit.record(by, "training.session_changed", session, at=now)
    return session


@transaction.atomic
def publish_session(*, session_id: int, by: User, now: dt.datetime) -> Session:
    """Announce a draft to its audience and take its venues.

    Safe to repeat. Raises VenueTaken, naming who holds it, or SchedulingRefused if something is
    missing.
    """
    permissions.check_can_manage_schedule(by)
    session = Session.objects.select_for_update().get(pk=session_id)
    if session.status == Session.Status.PUBLISHED:
        return session
    rules.check_is_draft(session)
    meetings = list(session.meetings.select_related("venue"))
    rules.check_ready_to_publish(session, meetings, now)

    for meeting in meetings:
        _take_venue(meeting)
    session.status = Session.Status.PUBLISHED
    session.save(update_fields=["status"])
    reminders.rearm(session, now)

    audit.record(by, "training.session_published", session, at=now)
    return session


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: User, now: dt.datetime) -> Session:
    """Call a published session off: its venues are free, and everyone in it or waiting is told.

    Registrations stay as they were, so that the record shows who would have come. Safe to repeat.
    """
    permissions.check_can_manage_schedule(by)
    session = Session.objects.select_for_update().get(pk=session_id)
    if session.status == Session.Status.CANCELLED:
        return session
    rules.check_is_published(session)

    session.status = Session.Status.CANCELLED
    session.cancelled_at, session.cancelled_by = now, by
    session.cancellation_reason = reason
    session.calendar_sequence += 1
    session.save()
    session.meetings.update(holds_venue=False)

    audit.record(by, "training.session_cancelled", session, at=now)
    emails.session_cancelled(session, now=now)
    return session


@transaction.atomic
def conclude_session(*, session_id: int, by: User, now: dt.datetime) -> Session:
    """Mark a session that is over as held. Safe to repeat."""
    permissions.check_can_manage_schedule(by)
    session = Session.objects.select_for_update().get(pk=session_id)
    if session.status == Session.Status.HELD:
        return session
    rules.check_is_published(session)
    rules.check_has_ended(session, now)

    session.status = Session.Status.HELD
    session.save(update_fields=["status"])

    audit.record(by, "training.session_held", session, at=now)
    return session


def _write(session: Session, plan: SessionPlan, *, now: dt.datetime) -> None:
    """Store a draft as planned, meetings and reminders included."""
    kind_before = session.kind
    session.course = plan.course
    session.kind = plan.kind
    session.starts_at = min(meeting.starts_at for meeting in plan.meetings)
    session.ends_at = max(meeting.ends_at for meeting in plan.meetings)
    _assign_details(session, plan)
    session.save()
    _write_audience(session.audience, plan)
    _write_meetings(session, plan.meetings)
    _write_reminders(session, kind_before=kind_before, now=now)
    _write_search_text(session)


def _write_details(session: Session, plan: SessionPlan) -> None:
    _assign_details(session, plan)
    session.save()
    _write_audience(session.audience, plan)
    _write_search_text(session)


def _assign_details(session: Session, plan: SessionPlan) -> None:
    session.title_en = plan.title_en
    session.title_zh_hans = simplified(
        plan.title_zh_hant, plan.title_zh_hans, before=session.title_zh_hant
    )
    session.title_zh_hant = plan.title_zh_hant
    session.language = plan.language
    session.organiser = plan.organiser
    session.capacity = plan.capacity
    session.opens_at = plan.opens_at
    session.closes_at = plan.closes_at


def _write_audience(audience: Audience, plan: SessionPlan) -> None:
    audience.levels = list(plan.levels)
    audience.roles = list(plan.roles)
    audience.save()
    audience.departments.set(plan.departments)


def _write_meetings(session: Session, plans: Collection[MeetingPlan]) -> None:
    Engagement.objects.filter(meeting__session=session).delete()
    session.meetings.all().delete()
    for plan in plans:
        meeting = Meeting.objects.create(
            session=session,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            venue=plan.venue,
            link=plan.link,
        )
        Engagement.objects.bulk_create(
            Engagement(meeting=meeting, speaker=speaker) for speaker in plan.speakers
        )


def _write_reminders(session: Session, *, kind_before: str, now: dt.datetime) -> None:
    """Give a draft the reminders of its kind, unless staff chose others, timed from its start."""
    if not kind_before:
        reminders.give_defaults(session)
    elif session.kind != kind_before and reminders.has_the_defaults_of(session, kind_before):
        session.reminder_rules.all().delete()
        reminders.give_defaults(session)
    else:
        reminders.rearm(session, now)


def _write_search_text(session: Session) -> None:
    session.search_text = session.searchable()
    session.save(update_fields=["search_text"])


def _take_venue(meeting: Meeting) -> None:
    """Hold the venue of a meeting; the database says whether it is free."""
    if meeting.venue is None:
        return
    meeting.holds_venue = True
    try:
        with transaction.atomic():
            meeting.save(update_fields=["holds_venue"])
    except IntegrityError as error:
        if _VENUE_HELD_ONCE not in str(error):
            raise
        others = queries.meetings_holding(meeting.venue, meeting.starts_at, meeting.ends_at)
        raise rules.venue_taken(meeting, others[0]) from error
