"""When sessions, registrations and attendance allow what is asked."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import day_of, instant_of, working_days_before
from core.errors import RuleViolation
from training.models import Engagement, Meeting, Registration, ReminderRule, Session, SessionKind

# The desk opens an hour before the meeting does.
ATTENDANCE_OPENS_BEFORE = dt.timedelta(hours=1)

# So long before registration closes, staff are told that a session has too few.
MINIMUM_IS_LOOKED_AT_BEFORE = dt.timedelta(days=7)

_NINE = dt.time(9, 0)

# The reminders of a new session, by its kind: (unit, amount, hour of the day).
DEFAULT_REMINDERS: dict[str, tuple[tuple[ReminderRule.Unit, int, dt.time | None], ...]] = {
    SessionKind.WORKSHOP: (
        (ReminderRule.Unit.DAYS, 7, _NINE),
        (ReminderRule.Unit.WORKING_DAYS, 1, _NINE),
    ),
    SessionKind.SEMINAR: (
        (ReminderRule.Unit.DAYS, 7, _NINE),
        (ReminderRule.Unit.WORKING_DAYS, 1, _NINE),
    ),
    SessionKind.WEBINAR: (
        (ReminderRule.Unit.WORKING_DAYS, 1, _NINE),
        (ReminderRule.Unit.MINUTES, 30, None),
    ),
}


class RegistrationRefused(RuleViolation):
    """The session takes no registrations, or not this one."""


class Overlapping(RegistrationRefused):
    """The person is registered, or waiting, for another session at the same time."""

    def __init__(self, other: Registration) -> None:
        self.other = other
        sentence = (
            _("At that time you have a place in “%(title)s” (%(moment)s). You cannot be in both.")
            if other.is_confirmed
            else _(
                "At that time you are waiting for a place in “%(title)s” (%(moment)s). "
                "You cannot be in both."
            )
        )
        session = other.session
        super().__init__(sentence % {"title": session.title, "moment": moment(session.starts_at)})


class WouldWait(RegistrationRefused):
    """A swap would give something up for the end of a waiting list, which has just been joined."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            _("“%(title)s” is full. You would be %(ordinal)s in its waiting list.")
            % {"title": session.title, "ordinal": ordinal(session.waiting_count)}
        )


class CancellationRefused(RuleViolation):
    """The registration can't be cancelled any more."""


class ReasonMissing(CancellationRefused):
    """The cancellation deadline has passed, so a cancellation needs a reason."""


class SchedulingRefused(RuleViolation):
    """The session can't be published, changed, cancelled or concluded as asked."""


class OverFull(SchedulingRefused):
    """More people have places than the capacity asked for, and nobody said what becomes of them."""

    def __init__(self, excess: int) -> None:
        self.excess = excess
        super().__init__(
            ngettext(
                "%(count)d person has a place beyond that many. Say what is to become of it.",
                "%(count)d people have places beyond that many. Say what is to become of them.",
                excess,
            )
            % {"count": excess}
        )


class VenueTaken(SchedulingRefused):
    """Another session holds the venue at that time."""


class SpeakerTaken(SchedulingRefused):
    """A speaker speaks at another session at that time."""


class ReminderRefused(RuleViolation):
    """The session can't have this reminder, or not any more."""


class AttendanceRefused(RuleViolation):
    """Attendance can't be marked now, or not for this registration."""


def moment(instant: dt.datetime) -> str:
    """Write an instant as a person in Hong Kong would read it."""
    return date_format(localtime(instant), "DATETIME_FORMAT")


def is_open(session: Session, now: dt.datetime) -> bool:
    """Say whether a session takes registrations at this moment."""
    return (
        session.status == Session.Status.PUBLISHED
        and (session.opens_at is None or session.opens_at <= now)
        and now < session.closes_at
        and now < session.starts_at
    )


def check_accepts_registrations(session: Session, now: dt.datetime) -> None:
    if is_open(session, now):
        return
    if session.status == Session.Status.CANCELLED:
        raise RegistrationRefused(_("This session has been cancelled. Please look for another."))
    if session.status != Session.Status.PUBLISHED:
        raise RegistrationRefused(_("This session takes no registrations."))
    if session.opens_at and now < session.opens_at:
        raise RegistrationRefused(
            _("Registration opens on %(moment)s. Please come back then.")
            % {"moment": moment(session.opens_at)}
        )
    raise RegistrationRefused(
        _("Registration closed on %(moment)s. Please look for another session.")
        % {"moment": moment(min(session.closes_at, session.starts_at))}
    )


def check_is_for(person_is_in_audience: bool) -> None:
    if not person_is_in_audience:
        raise RegistrationRefused(
            _("This session is for other officers. Please look for one that is open to you.")
        )


def check_is_free(overlapping: Registration | None) -> None:
    if overlapping:
        raise Overlapping(overlapping)


def promotes_from_waiting_list(session: Session, now: dt.datetime) -> bool:
    """Say whether a place that becomes free goes to the next in the waiting list.

    Not after the closing time or the start: people would not learn of it in time.
    """
    return (
        session.status == Session.Status.PUBLISHED
        and now < session.closes_at
        and now < session.starts_at
    )


def check_can_be_cancelled(registration: Registration, now: dt.datetime) -> None:
    session = registration.session
    if session.status == Session.Status.CANCELLED:
        raise CancellationRefused(
            _("The session itself has been cancelled, so there is nothing left to cancel.")
        )
    if now >= session.starts_at:
        raise CancellationRefused(
            _("The session began on %(moment)s, so the registration stands as it is.")
            % {"moment": moment(session.starts_at)}
        )


def cancelling_needs_a_reason(session: Session, now: dt.datetime) -> bool:
    """Say whether the cancellation deadline has passed; without one, it is the start."""
    return session.cancel_by is not None and session.cancel_by <= now


def check_reason_is_given(session: Session, reason: str, now: dt.datetime) -> None:
    if session.cancel_by and cancelling_needs_a_reason(session, now) and not reason.strip():
        raise ReasonMissing(
            _("Places could be given up freely until %(moment)s. Please say why you cancel now.")
            % {"moment": moment(session.cancel_by)}
        )


def check_has_not_begun(session: Session, now: dt.datetime) -> None:
    if now >= session.starts_at:
        raise SchedulingRefused(
            _("The session began on %(moment)s. Those who are in can only be left in.")
            % {"moment": moment(session.starts_at)}
        )


def check_is_draft(session: Session) -> None:
    if session.status != Session.Status.DRAFT:
        raise SchedulingRefused(
            _("This session is no longer a draft. Reload the page to see how it stands.")
        )


def check_is_published(session: Session) -> None:
    if session.status != Session.Status.PUBLISHED:
        raise SchedulingRefused(
            _("This session is not open for this: it is marked “%(status)s”.")
            % {"status": session.get_status_display().lower()}
        )


def check_ready_to_publish(
    session: Session, meetings: Collection[Meeting], now: dt.datetime
) -> None:
    for meeting in meetings:
        if meeting.starts_at <= now:
            raise SchedulingRefused(
                _("%(moment)s is in the past. Choose a later date, then publish.")
                % {"moment": moment(meeting.starts_at)}
            )
        check_has_a_place(meeting)
        check_fits_venue(session.capacity, meeting)
    if session.closes_at <= now:
        raise SchedulingRefused(
            _("Registration would have closed on %(moment)s. Choose a later closing time.")
            % {"moment": moment(session.closes_at)}
        )


def check_has_a_place(meeting: Meeting) -> None:
    if meeting.venue is None and not meeting.link:
        raise SchedulingRefused(_("Say where it is held: choose a venue or give a link."))


def check_can_move(meeting: Meeting, *, to: dt.datetime, now: dt.datetime) -> None:
    if meeting.starts_at <= now:
        raise SchedulingRefused(
            _("The meeting of %(moment)s has begun, so it stays where it is.")
            % {"moment": moment(meeting.starts_at)}
        )
    if to <= now:
        raise SchedulingRefused(
            _("%(moment)s is in the past. Choose a later date.") % {"moment": moment(to)}
        )


def check_something_moves(before: Session, after: Session) -> None:
    if after.calendar_sequence == before.calendar_sequence:
        raise SchedulingRefused(
            _("Nothing is different yet. Change a date, a time, a venue or a link.")
        )


def check_fits_venue(capacity: int, meeting: Meeting) -> None:
    """Refuse more places than the venue has, unless some can follow by a link."""
    if meeting.venue and not meeting.link and capacity > meeting.venue.capacity:
        raise SchedulingRefused(
            ngettext(
                "%(venue)s has %(count)d place. Offer no more, or choose another venue.",
                "%(venue)s has %(count)d places. Offer no more, or choose another venue.",
                meeting.venue.capacity,
            )
            % {"venue": meeting.venue.name, "count": meeting.venue.capacity}
        )


def check_opens_before_it_closes(session: Session) -> None:
    if session.opens_at and session.opens_at >= session.closes_at:
        raise SchedulingRefused(
            _(
                "Registration would open on %(opens)s, but close on %(closes)s. "
                "Let it open earlier or close later."
            )
            % {"opens": moment(session.opens_at), "closes": moment(session.closes_at)}
        )


def is_short_of_minimum(session: Session, now: dt.datetime) -> bool:
    """Say whether a session is about to close with fewer registered than it needs."""
    return (
        session.status == Session.Status.PUBLISHED
        and session.places_taken < session.minimum
        and session.closes_at - MINIMUM_IS_LOOKED_AT_BEFORE <= now < session.starts_at
    )


def _taken_by(session: Session, starts_at: dt.datetime, ends_at: dt.datetime) -> dict[str, str]:
    return {
        "start": moment(starts_at),
        "end": date_format(localtime(ends_at), "TIME_FORMAT"),
        "title": str(session.title),
        "organiser": str(session.organiser.name),
        "owner": session.owner_name,
    }


def venue_taken(meeting: Meeting, other: Meeting) -> VenueTaken:
    """Give the refusal that names who holds the venue."""
    return VenueTaken(
        _(
            "%(venue)s is taken from %(start)s to %(end)s by “%(title)s”, run by %(organiser)s "
            "and scheduled by %(owner)s. Choose another venue or time."
        )
        % {"venue": meeting.venue, **_taken_by(other.session, other.starts_at, other.ends_at)}
    )


def speaker_taken(engagement: Engagement, other: Engagement) -> SpeakerTaken:
    """Give the refusal that names where else the speaker speaks."""
    meeting = other.meeting
    return SpeakerTaken(
        _(
            "%(speaker)s speaks from %(start)s to %(end)s at “%(title)s”, run by %(organiser)s "
            "and scheduled by %(owner)s. Choose another speaker or time, or give a reason for "
            "speaking at both."
        )
        % {
            "speaker": engagement.speaker,
            **_taken_by(meeting.session, meeting.starts_at, meeting.ends_at),
        }
    )


def check_has_ended(session: Session, now: dt.datetime) -> None:
    if now < session.ends_at:
        raise SchedulingRefused(
            _("The session ends on %(moment)s. It can be marked as held after that.")
            % {"moment": moment(session.ends_at)}
        )


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


def reminder_due_at(
    starts_at: dt.datetime,
    unit: str,
    amount: int,
    at: dt.time | None,
    holidays: Collection[dt.date],
) -> dt.datetime:
    """Give the instant at which a reminder of something that starts then is due."""
    if unit == ReminderRule.Unit.MINUTES or at is None:
        return starts_at - dt.timedelta(minutes=amount)
    day = day_of(starts_at)
    if unit == ReminderRule.Unit.WORKING_DAYS:
        return instant_of(working_days_before(day, amount, holidays), at)
    return instant_of(day - dt.timedelta(days=amount), at)


def takes_reminders(session: Session, now: dt.datetime) -> bool:
    """Say whether people are still to be reminded of a session."""
    return session.starts_at > now and session.status in {
        Session.Status.DRAFT,
        Session.Status.PUBLISHED,
    }


def check_takes_reminders(session: Session, now: dt.datetime) -> None:
    if takes_reminders(session, now):
        return
    if session.status == Session.Status.CANCELLED:
        raise ReminderRefused(_("This session was called off, so nobody is reminded of it."))
    raise ReminderRefused(
        _("The session began on %(moment)s, so there is nothing left to remind of.")
        % {"moment": moment(session.starts_at)}
    )


def check_reminder_comes_before(session: Session, rule: ReminderRule) -> None:
    if rule.due_at >= session.starts_at:
        raise ReminderRefused(
            _(
                "That is %(moment)s, and the session begins on %(start)s. "
                "Choose an earlier day or hour."
            )
            % {"moment": moment(rule.due_at), "start": moment(session.starts_at)}
        )


def check_reminder_is_of_use(session: Session, rule: ReminderRule, now: dt.datetime) -> None:
    """Refuse what would never be sent: its moment is past, and late it is to be left out."""
    is_late = session.status == Session.Status.PUBLISHED and rule.due_at <= now
    if is_late and rule.if_late == ReminderRule.IfLate.SKIP:
        raise ReminderRefused(
            _(
                "That was %(moment)s, so it would never be sent. Choose a later moment, or choose "
                "to have it sent at once if it is late."
            )
            % {"moment": moment(rule.due_at)}
        )


def check_reminder_is_new(session: Session, rule: ReminderRule) -> None:
    if session.reminder_rules.in_force().filter(unit=rule.unit, amount=rule.amount, at=rule.at):
        raise ReminderRefused(
            _("The session has this reminder already. Remove that one first to change it.")
        )
