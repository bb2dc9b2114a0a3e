"""What workers do for the outbox, and how they show that they are alive."""

import time
from typing import Any

from celery import Task, shared_task
from celery.signals import task_success
from django.conf import settings
from django.utils import timezone

from notifications import actions, alarms

# Beat asks every few seconds, and other workers join in: none needs to stay long.
RUN_SECONDS = 30


@shared_task
def send_due_messages() -> None:
    """Send what is due until nothing is, or time is up, or the mail server takes nothing."""
    ends = time.monotonic() + RUN_SECONDS
    actions.release_stale_claims(now=timezone.now())
    while time.monotonic() < ends:
        batch = actions.send_due(now=timezone.now())
        if not batch.claimed or batch.is_interrupted:
            break


@shared_task
def tell_of_quarantined_files() -> None:
    """Tell administrators of the files in which a virus was found."""
    alarms.tell_of_quarantined_files(now=timezone.now())


@task_success.connect
def record_heartbeat(sender: Task, **details: Any) -> None:
    """Write down that a task of the beat schedule has run to its end."""
    if sender.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}:
        actions.record_heartbeat(task=sender.name, now=timezone.now())
