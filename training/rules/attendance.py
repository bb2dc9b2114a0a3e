"""When attendance can be marked, corrected and undone, and who gets in at the door."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import RuleViolation
from people.models import User
from training.models import (
    Attendance,
    Meeting,
    Session,
)
from training.rules.sessions import moment

# The desk opens an hour before the meeting does.
ATTENDANCE_OPENS_BEFORE = dt.timedelta(hours=1)


# Somebody who corrects a tap at once is not in each other's way, only in a hurry.
SECOND_THOUGHTS = dt.timedelta(seconds=10)


# Who has no mark so long after the end of the session was absent without reason.
NO_SHOWS_CLOSE_AFTER = dt.timedelta(days=1)


class AttendanceRefused(RuleViolation):
    """Attendance can't be marked now, or not for this registration."""


def attendance_is_open(meeting: Meeting, now: dt.datetime) -> bool:
    """Say whether attendance at a meeting can be marked by now."""
    return (
        meeting.session.status in {Session.Status.PUBLISHED, Session.Status.HELD}
        and now >= meeting.starts_at - ATTENDANCE_OPENS_BEFORE
    )


def check_attendance_open(meeting: Meeting, now: dt.datetime) -> None:
    if attendance_is_open(meeting, now):
        return
    if meeting.session.status == Session.Status.CANCELLED:
        raise AttendanceRefused(_("This session was cancelled, so nobody attended it."))
    raise AttendanceRefused(
        _("Attendance can be marked from %(moment)s.")
        % {"moment": moment(meeting.starts_at - ATTENDANCE_OPENS_BEFORE)}
    )


def check_all_confirmed(wanted: Iterable[int], confirmed: Collection[int]) -> None:
    if not set(wanted) <= set(confirmed):
        raise AttendanceRefused(
            _("Somebody on this page has cancelled meanwhile. Reload the page and mark again.")
        )


def is_overtaken(
    attendance: Attendance, *, seen: str, wanted: str, by: User, now: dt.datetime
) -> bool:
    """Say whether a mark is no longer the one that was seen when another was chosen over it."""
    if attendance.status in {seen, wanted}:
        return False
    return attendance.marked_by != by or attendance.marked_at < now - SECOND_THOUGHTS


def check_reason_given(session: Session, reason: str) -> None:
    if session.status == Session.Status.HELD and not reason.strip():
        raise AttendanceRefused(
            _("This session is marked as held. Say why its attendance is corrected, then mark.")
        )


def check_not_held_yet(session: Session) -> None:
    if session.status == Session.Status.HELD:
        raise AttendanceRefused(
            _("This session is marked as held. Correct the mark and say why, instead.")
        )


def check_something_to_undo(marks: Collection[Attendance]) -> None:
    if not marks:
        raise AttendanceRefused(
            _("There is nothing left to undo: these marks have been changed since.")
        )


def check_has_room(session: Session, meetings: Collection[Meeting]) -> None:
    """A full session takes one more unless a venue is full; where people also join by a link,
    the places do not tell how full the venue is."""
    for meeting in meetings:
        if meeting.venue and not meeting.link and meeting.venue.capacity <= session.places_taken:
            raise AttendanceRefused(
                ngettext(
                    "The %(count)d seat is taken, and %(venue)s holds no more. "
                    "Register this person for another session.",
                    "All %(count)d seats are taken, and %(venue)s holds no more. "
                    "Register this person for another session.",
                    session.places_taken,
                )
                % {"count": session.places_taken, "venue": meeting.venue.name}
            )
