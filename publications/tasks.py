"""What workers do about the library."""

from celery import shared_task
from django.utils import timezone

from publications import actions


@shared_task
def plan_library_reminders() -> None:
    """Put reminders of late reviews, and of licences and consents that end, in the outbox."""
    actions.plan_library_reminders(now=timezone.now())


@shared_task
def bring_up_to_date() -> None:
    """Let the library say year and languages of the editions that the clock has published."""
    actions.bring_up_to_date(now=timezone.now())
