"""Reminding people of a session."""

import datetime as dt

from django.db.models import Q

from notifications.actions import enqueue_all, untranslated
from notifications.models import Message
from training.emails.rows import message_about, reachable
from training.emails.wanted import BEGUN
from training.models import Registration, ReminderRule


def reminder(rule: ReminderRule, *, now: dt.datetime) -> None:
    """Remind those who were in when the reminder began to count; missed, if it has begun."""
    session = rule.session
    by_then = Q(status=Registration.Status.CONFIRMED, confirmed_at__lte=rule.counts_from)
    if rule.readers == ReminderRule.Readers.LIVE:
        by_then |= Q(status=Registration.Status.WAITING, registered_at__lte=rule.counts_from)
    # A session moved away and back again, and a rule taken up again, remind once more.
    arming = f":{rule.armed_at.timestamp():.0f}" if rule.armed_at else ""
    messages = [
        message_about(
            registration,
            recipient_id,
            "reminder",
            f"{registration.pk}:{rule.pk}:{session.starts_at.timestamp():.0f}{arming}",
            now=now,
            starts_at=session.starts_at.isoformat(),
            rule=rule.pk,
            readers=rule.readers,
        )
        for registration, recipient_id in reachable(session.registrations.filter(by_then))
    ]
    if session.starts_at <= now:
        for message in messages:
            message.status, message.reason = Message.Status.MISSED, untranslated(BEGUN)
    enqueue_all(messages)
