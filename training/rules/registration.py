"""When a session takes a registration, and when one can be given back."""

import datetime as dt

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from training.models import (
    Registration,
    Session,
)
from training.rules.sessions import SchedulingRefused, moment


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


def registrations_can_be_cancelled(session: Session, now: dt.datetime) -> bool:
    return session.status == Session.Status.PUBLISHED and now < session.starts_at


def cancelling_needs_a_reason(session: Session, now: dt.datetime) -> bool:
    """Say whether the cancellation deadline has passed; without one, it is the start."""
    return session.cancel_by is not None and session.cancel_by <= now


def check_reason_is_given(session: Session, reason: str, now: dt.datetime) -> None:
    if session.cancel_by and cancelling_needs_a_reason(session, now) and not reason.strip():
        raise ReasonMissing(
            _("Places could be given up freely until %(moment)s. Please say why you cancel now.")
            % {"moment": moment(session.cancel_by)}
        )


def check_the_person_is_told_why(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Say why: the person reads it in the message."))


def check_has_not_begun(session: Session, now: dt.datetime) -> None:
    if now >= session.starts_at:
        raise SchedulingRefused(
            _("The session began on %(moment)s. Those who are in can only be left in.")
            % {"moment": moment(session.starts_at)}
        )
