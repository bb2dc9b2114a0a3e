"""Moving what people rely on: the dates, venues and links of a published session."""

import datetime as dt
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from core import audit
from notifications.emails import Mail
from people.models import User
from training import emails, permissions, rules
from training.actions import holding, plans, reminders
from training.actions.registration import fill_free_places
from training.actions.scheduling import cancel_session
from training.models import Meeting, Session, Venue


@dataclass(frozen=True, kw_only=True)
class MeetingMove:
    """When and where a meeting is to be. The reason is why its speakers may be in two places."""

    meeting_id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    venue: Venue | None = None
    link: str = ""
    override_reason: str = ""


@dataclass(frozen=True)
class Rehearsal:
    """What an action would do, tried and taken back: the session before and after, the message."""

    before: Session
    after: Session
    meetings: list[tuple[Meeting, Meeting]]
    message: Mail | None

    @property
    def told(self) -> int:
        return self.before.places_taken + self.before.waiting_count


@transaction.atomic
def reschedule_session(
    *, session_id: int, moves: Collection[MeetingMove], by: User, now: dt.datetime
) -> Session:
    """Move meetings of a published session, and tell everyone confirmed or waiting, once.

    Deadlines given in days before the start and all reminders are worked out again; reminders sent
    for the old date are sent for the new one, too, unless their time has passed: what is late is
    left out, for the message about the move says it, unless its rule asks for it. Registration that
    has opened stays open. Safe to repeat: where nothing differs, nothing happens. Raises
    SchedulingRefused for a meeting that has begun or would be in the past, VenueTaken and
    SpeakerTaken.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    rules.check_is_published(session)
    meetings = list(session.meetings.select_related("venue"))
    was = [copy(meeting) for meeting in meetings]
    moved = _move(meetings, moves, now)
    if not moved:
        return session
    for meeting in moved:
        rules.check_fits_venue(session.capacity, meeting)

    holding.release(session)
    Meeting.objects.bulk_update(moved, ["starts_at", "ends_at", "venue", "link"])
    for move in moves:
        if move.override_reason:
            engagements = session.meetings.get(pk=move.meeting_id).engagements
            engagements.update(override_reason=move.override_reason)
    _retime(session, meetings, now)
    session.calendar_sequence += 1
    session.note_change(by=by, at=now)
    session.save()
    holding.take(session)
    plans.write_search_text(session)
    fill_free_places(session, by=by, now=now)

    audit.record(by, "training.session_moved", session, at=now, meetings=[m.pk for m in moved])
    emails.session_moved(session, was=was, now=now)
    return session


def rehearse_move(
    *, session_id: int, moves: Collection[MeetingMove], by: User, now: dt.datetime
) -> Rehearsal:
    """Try a move and take it back: raises what it would raise, or says what would come of it.

    Raises SchedulingRefused if nothing would be different.
    """
    with transaction.atomic():
        before = Session.objects.select_for_update().get(pk=session_id)
        was = list(before.meetings.select_related("venue"))
        after = reschedule_session(session_id=session_id, moves=moves, by=by, now=now)
        rules.check_something_moves(before, after)
        is_now = {meeting.pk: meeting for meeting in after.meetings.select_related("venue")}
        rehearsal = Rehearsal(
            before=before,
            after=after,
            meetings=[(meeting, is_now[meeting.pk]) for meeting in was],
            message=emails.preview("session_moved", after, now=now, was=emails.snapshot(was)),
        )
        transaction.set_rollback(True)
    return rehearsal


@transaction.atomic
def correct_links(
    *, session_id: int, links: Mapping[int, str], by: User, now: dt.datetime
) -> Session:
    """Correct the links by which meetings of a published session are joined, by meeting.

    Who has a place is told once, and gets the invitation again; who waits sees no link, and is not
    told. Safe to repeat: where nothing differs, nothing happens. Raises SchedulingRefused for a
    meeting that is over or had no link: that is a move.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    rules.check_is_published(session)
    meetings = session.meetings.filter(pk__in=links)
    corrected = [meeting for meeting in meetings if meeting.link != links[meeting.pk]]
    if not corrected:
        return session
    for meeting in corrected:
        rules.check_link_can_be_corrected(meeting, to=links[meeting.pk], now=now)

    for meeting in corrected:
        meeting.link = links[meeting.pk]
    Meeting.objects.bulk_update(corrected, ["link"])
    # Calendars take the invitation for a later one. The session's own number is left: a message
    # about a move that is not sent yet stays wanted by those who wait.
    told = session.registrations.confirmed()
    told.update(calendar_sequence=F("calendar_sequence") + 1)
    session.note_change(by=by, at=now)
    session.save()

    audit.record(
        by, "training.links_corrected", session, at=now, meetings=[each.pk for each in corrected]
    )
    emails.link_corrected(session, now=now)
    return session


def rehearse_cancellation(
    *, session_id: int, reason: str, by: User, now: dt.datetime
) -> Mail | None:
    """Try calling a session off and take it back; give the message that would be sent, if any."""
    with transaction.atomic():
        session = cancel_session(session_id=session_id, reason=reason, by=by, now=now)
        message = emails.preview("session_cancelled", session, now=now)
        transaction.set_rollback(True)
    return message


def _move(
    meetings: Collection[Meeting], moves: Collection[MeetingMove], now: dt.datetime
) -> list[Meeting]:
    """Change the meetings as asked; give those that differ."""
    by_id = {meeting.pk: meeting for meeting in meetings}
    moved = []
    for move in moves:
        meeting = by_id[move.meeting_id]
        asked = (move.starts_at, move.ends_at, move.venue, move.link)
        if asked == (meeting.starts_at, meeting.ends_at, meeting.venue, meeting.link):
            continue
        rules.check_can_move(meeting, to=move.starts_at, now=now)
        meeting.starts_at, meeting.ends_at, meeting.venue, meeting.link = asked
        rules.check_has_a_place(meeting)
        moved.append(meeting)
    return moved


def _retime(session: Session, meetings: Collection[Meeting], now: dt.datetime) -> None:
    """Let what hangs on the start of a session follow it."""
    before = session.starts_at
    has_opened = session.opens_at is None or session.opens_at <= now
    opens, closes, cancellable_until = session.opens, session.closes, session.cancellable_until
    session.starts_at = min(meeting.starts_at for meeting in meetings)
    session.ends_at = max(meeting.ends_at for meeting in meetings)
    if not has_opened:
        session.opens = opens
    session.closes = closes
    session.cancellable_until = cancellable_until
    rules.check_opens_before_it_closes(session)
    if session.starts_at != before:
        reminders.rearm(session, now)
