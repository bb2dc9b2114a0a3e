"""When a session allows what staff ask of it: dates, venues, speakers, places."""

import datetime as dt
from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import RuleViolation
from training.models import (
    Engagement,
    Meeting,
    Session,
)

# So long before registration closes, staff are told that a session has too few.
MINIMUM_IS_LOOKED_AT_BEFORE = dt.timedelta(days=7)


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


def moment(instant: dt.datetime) -> str:
    """Write an instant as a person in Hong Kong would read it."""
    return date_format(localtime(instant), "DATETIME_FORMAT")


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


def check_are_holidays_of(year: int, days: Collection[dt.date]) -> None:
    for day in days:
        if day.year != year:
            raise SchedulingRefused(
                _("%(day)s is no day of %(year)s. Put it right, or load it with its own year.")
                % {"day": date_format(day, "DATE_FORMAT"), "year": year}
            )
    if len(set(days)) < len(days):
        raise SchedulingRefused(_("A date is there twice. Change or empty one of them."))


def check_link_can_be_corrected(meeting: Meeting, *, to: str, now: dt.datetime) -> None:
    if meeting.ends_at <= now:
        raise SchedulingRefused(
            _("The meeting of %(moment)s is over, so its link stays.")
            % {"moment": moment(meeting.starts_at)}
        )
    if not (meeting.link and to):
        raise SchedulingRefused(
            _("To give the meeting of %(moment)s a link, or take it away, move the session.")
            % {"moment": moment(meeting.starts_at)}
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


def check_closes_by_its_start(closes_at: dt.datetime | None, starts_at: dt.datetime) -> None:
    if closes_at and closes_at > starts_at:
        raise SchedulingRefused(
            _(
                "Registration would close on %(closes)s, after the session begins on %(starts)s. "
                "Let it close earlier."
            )
            % {"closes": moment(closes_at), "starts": moment(starts_at)}
        )


def check_cancellable_until_its_start(until: dt.datetime | None, starts_at: dt.datetime) -> None:
    if until and until > starts_at:
        raise SchedulingRefused(
            _(
                "People could cancel without a reason until %(until)s, after the session begins "
                "on %(starts)s. Choose an earlier moment."
            )
            % {"until": moment(until), "starts": moment(starts_at)}
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


def check_is_not_over(session: Session, now: dt.datetime) -> None:
    if now >= session.ends_at:
        raise SchedulingRefused(
            _("The session ended on %(moment)s, so it can't be called off. Mark it as held.")
            % {"moment": moment(session.ends_at)}
        )


def check_has_ended(session: Session, now: dt.datetime) -> None:
    if now < session.ends_at:
        raise SchedulingRefused(
            _("The session ends on %(moment)s. It can be marked as held after that.")
            % {"moment": moment(session.ends_at)}
        )
