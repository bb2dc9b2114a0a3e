"""What workers do for reports."""

import time

from celery import shared_task
from django.utils import timezone

from reporting.actions import coverage, exports, saved

# Beat asks every few seconds, and other workers join in: none begins another file after this.
RUN_SECONDS = 30


@shared_task
def make_exports() -> None:
    """Write the files that wait, until none does or time is up."""
    ends = time.monotonic() + RUN_SECONDS
    exports.release_stale(now=timezone.now())
    while time.monotonic() < ends and exports.make_next(now=timezone.now()):
        pass


@shared_task
def send_due_reports() -> None:
    """Have the files of the reports that are due made, and so sent."""
    while saved.send_next_due(now=timezone.now()):
        pass


@shared_task
def forget_exports() -> None:
    """Let go of the files that were kept long enough."""
    exports.forget_old(now=timezone.now())


@shared_task
def refresh_coverage() -> None:
    """Bring what is kept counted of coverage up to date, unless another worker is at it."""
    coverage.refresh_coverage(now=timezone.now())
