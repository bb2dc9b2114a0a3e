"""When a message is wanted no longer, or comes too late: asked again when it is to be sent."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from notifications.emails import TooLate, Unwanted
from notifications.models import Message
from training.models import Registration, ReminderRule, Session

BEGUN = gettext_lazy("The session had begun before this could be sent.")


def unless_confirmed(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    if registration.session.status == Session.Status.CANCELLED:
        return Unwanted(gettext_lazy("The session was cancelled."))
    if not registration.is_confirmed:
        return Unwanted(gettext_lazy("The registration was cancelled."))
    return None


def unless_waiting(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    if registration.session.status == Session.Status.CANCELLED:
        return Unwanted(gettext_lazy("The session was cancelled."))
    if not registration.is_waiting:
        return Unwanted(gettext_lazy("The person is no longer waiting."))
    return None


def unless_moved_again_or_over(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    session = registration.session
    if session.status == Session.Status.CANCELLED:
        return Unwanted(gettext_lazy("The session was cancelled."))
    if registration.status == Registration.Status.CANCELLED:
        return Unwanted(gettext_lazy("The registration was cancelled."))
    if message.context["sequence"] != session.calendar_sequence:
        return Unwanted(gettext_lazy("The session was moved again, and a later message says so."))
    if session.ends_at <= now:
        return TooLate(gettext_lazy("The session was over before this could be sent."))
    return None


def unless_corrected_again_or_over(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    session = registration.session
    if refusal := unless_confirmed(registration, message, now):
        return refusal
    if message.context["links"] != links_of(session):
        return Unwanted(gettext_lazy("The link was changed again, and a later message says so."))
    if session.ends_at <= now:
        return TooLate(gettext_lazy("The session was over before this could be sent."))
    return None


def links_of(session: Session) -> list[str]:
    """Give the links by which the meetings of a session are joined, in their order."""
    return [meeting.link for meeting in session.meetings.all()]


def always(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    return None


def unless_moved_or_begun(
    registration: Registration, message: Message, now: dt.datetime
) -> Unwanted | TooLate | None:
    session = registration.session
    goes_to_waiting = message.context.get("readers") == ReminderRule.Readers.LIVE
    refuses = unless_waiting if goes_to_waiting and registration.is_waiting else unless_confirmed
    if refusal := refuses(registration, message, now):
        return refusal
    if dt.datetime.fromisoformat(message.context["starts_at"]) != session.starts_at:
        return Unwanted(gettext_lazy("The session was moved to another time."))
    if session.starts_at <= now:
        return TooLate(BEGUN)
    return None


def unless_the_rule_is_gone(rules: Mapping[int, ReminderRule], message: Message) -> Unwanted | None:
    rule = rules.get(message.context.get("rule", 0))
    if rule and rule.ended_at:
        return Unwanted(gettext_lazy("The reminder was removed before this could be sent."))
    if rule and rule.armed_at and message.created_at < rule.armed_at:
        return Unwanted(gettext_lazy("The reminder was planned anew meanwhile."))
    return None
