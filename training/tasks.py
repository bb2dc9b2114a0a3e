"""What workers do for the training system."""

from celery import shared_task
from django.utils import timezone

from training import actions
from training.actions.attendance import SESSIONS_CLOSED_AT_ONCE
from training.actions.reminders import RULES_AT_ONCE


@shared_task
def plan_reminders() -> None:
    """Put the reminders that have fallen due in the outbox."""
    now = timezone.now()
    while actions.plan_due_reminders(now=now) == RULES_AT_ONCE:
        pass


@shared_task
def close_attendance() -> None:
    """Mark the no-shows of the sessions that ended a day ago, and those sessions as held."""
    now = timezone.now()
    while actions.close_attendance(now=now) == SESSIONS_CLOSED_AT_ONCE:
        pass


@shared_task
def count_due() -> None:
    """Count anew how many are due in each department."""
    actions.count_due(now=timezone.now())
