"""What workers do for core."""

from celery import shared_task
from django.utils import timezone

from core import audit, files


@shared_task
def seal_audit_log() -> None:
    """Chain what has been written since the last minute."""
    while audit.seal() == audit.SEALED_AT_ONCE:
        pass


@shared_task
def sweep_files() -> None:
    """Remove what uploads have left behind whose process died before they were recorded."""
    files.sweep(timezone.now())
