"""When reminders fall due, and which ones a session takes."""

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from core.days import day_of, instant_of, working_days_before
from core.errors import RuleViolation
from training.models import (
    ReminderRule,
    Session,
    SessionKind,
)
from training.rules.sessions import moment

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


class ReminderRefused(RuleViolation):
    """The session can't have this reminder, or not any more."""


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
