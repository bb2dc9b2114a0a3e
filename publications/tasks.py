"""What workers do about the library."""

import time

from celery import shared_task
from django.utils import timezone

from publications import actions
from publications.actions import conversions, rounds
from publications.actions.rounds import PERSONS_AT_ONCE
from publications.models import Circulation

# Beat asks every few seconds, and other workers join in: none needs to stay long.
RUN_SECONDS = 30


@shared_task
def send_circulations() -> None:
    """Ask those whom circulations are for, batch by batch, until nothing is due to go out."""
    while rounds.send_batch(now=timezone.now()) is not None:
        pass


@shared_task
def follow_audiences() -> None:
    """Ask those who have joined the audience of a circulation, and let go of those who left."""
    for circulation_id in _standing():
        while (
            rounds.follow_audience(circulation_id=circulation_id, now=timezone.now())
            == PERSONS_AT_ONCE
        ):
            pass


@shared_task
def repeat_circulations() -> None:
    """Let circulations go out again for a year, a festival or a new edition."""
    for circulation_id in _standing():
        rounds.begin_round(circulation_id=circulation_id, now=timezone.now())


@shared_task
def plan_reading_reminders() -> None:
    """Put reminders for those who have not read yet in the outbox."""
    while rounds.plan_reminders(now=timezone.now()) == PERSONS_AT_ONCE:
        pass


def _standing() -> list[int]:
    return list(Circulation.objects.open().order_by("pk").values_list("pk", flat=True))


@shared_task
def plan_library_reminders() -> None:
    """Put reminders of late reviews, and of licences and consents that end, in the outbox."""
    actions.plan_library_reminders(now=timezone.now())


@shared_task
def bring_up_to_date() -> None:
    """Let the library say year and languages of the editions that the clock has published."""
    actions.bring_up_to_date(now=timezone.now())


@shared_task
def convert_renditions() -> None:
    """Make the pictures and words that wait, until none does or time is up."""
    ends = time.monotonic() + RUN_SECONDS
    conversions.release_stale_conversions(now=timezone.now())
    while time.monotonic() < ends and conversions.convert_next(now=timezone.now()):
        pass
