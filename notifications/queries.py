"""How the outbox, the recurring tasks, the broker and the audit log are doing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import redis
from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils.translation import gettext

from core.files import scanning
from core.models import AuditEntry
from notifications.models import AGAIN, Heartbeat, Message

LATELY = dt.timedelta(days=7)

# Longer than a full run of the task that sends, so that more is wrong than a queue.
MESSAGE_IS_LATE_AFTER = dt.timedelta(minutes=5)

# A task may take a minute itself, and miss a tick.
TASK_TAKES = dt.timedelta(minutes=1)
TICKS = 2

BROKER_SECONDS = 1


@dataclass(frozen=True)
class Failure:
    """Why messages failed lately, and how many did."""

    reason: str
    number: int


@dataclass(frozen=True)
class Outbox:
    """Messages that wait, and what became lately of the others."""

    due: int
    oldest_due_at: dt.datetime | None
    planned_for_later: int
    sending: int
    sent_lately: int
    failed_lately: int
    missed_lately: int
    superseded_lately: int
    failures: Sequence[Failure]
    is_late: bool


@dataclass(frozen=True)
class Pulse:
    """When a recurring task last ran to its end, if ever, and whether that is too long ago."""

    task: str
    at: dt.datetime | None
    is_late: bool


@dataclass(frozen=True)
class Health:
    """What staff look at to know whether the system runs well."""

    outbox: Outbox
    pulses: Sequence[Pulse]
    broker_answers: bool
    # Nothing where no scanner is configured.
    scanner_answers: bool | None
    last_sealed: AuditEntry | None
    unsealed: int

    @property
    def has_late_tasks(self) -> bool:
        return any(pulse.is_late for pulse in self.pulses)

    @property
    def is_well(self) -> bool:
        return (
            self.broker_answers
            and self.scanner_answers is not False
            and not self.outbox.is_late
            and not self.outbox.failed_lately
            and not self.has_late_tasks
        )


def instead_of(message: Message) -> Message | None:
    """Give the message in whose place this one is sent, if any."""
    if not message.key.startswith(AGAIN):
        return None
    return Message.objects.filter(pk=message.key.removeprefix(AGAIN)).first()


def health(now: dt.datetime) -> Health:
    return Health(
        outbox=_outbox(now),
        pulses=_pulses(now),
        broker_answers=_broker_answers(),
        scanner_answers=scanning.answers() if scanning.is_configured() else None,
        last_sealed=AuditEntry.objects.sealed().last(),
        unsealed=AuditEntry.objects.unsealed().count(),
    )


def _outbox(now: dt.datetime) -> Outbox:
    status = Message.Status
    waiting = Message.objects.filter(status=status.PLANNED).aggregate(
        due=Count("pk", filter=Q(due_at__lte=now)),
        later=Count("pk", filter=Q(due_at__gt=now)),
        oldest=Min("due_at", filter=Q(due_at__lte=now)),
    )
    lately = Message.objects.filter(created_at__gte=now - LATELY).order_by()
    number = {
        row["status"]: row["number"] for row in lately.values("status").annotate(number=Count("pk"))
    }
    # One that was sent again is told of by the message in its place.
    failed = lately.filter(status=status.FAILED).unresent()
    reasons = (
        failed.values_list("reason").annotate(number=Count("pk")).order_by("-number", "reason")
    )
    failures = [Failure(gettext(reason), times) for reason, times in reasons]
    oldest = waiting["oldest"]
    return Outbox(
        due=waiting["due"],
        oldest_due_at=oldest,
        planned_for_later=waiting["later"],
        sending=Message.objects.filter(status=status.SENDING).count(),
        sent_lately=number.get(status.SENT, 0),
        failed_lately=sum(failure.number for failure in failures),
        missed_lately=number.get(status.MISSED, 0),
        superseded_lately=number.get(status.SUPERSEDED, 0),
        failures=failures,
        is_late=oldest is not None and now - oldest > MESSAGE_IS_LATE_AFTER,
    )


def _pulses(now: dt.datetime) -> list[Pulse]:
    last = dict(Heartbeat.objects.values_list("task", "at"))
    pulses = []
    schedule: Mapping[str, Any] = settings.CELERY_BEAT_SCHEDULE
    for name, entry in schedule.items():
        at = last.get(entry["task"])
        tolerated = TICKS * entry["schedule"] + TASK_TAKES
        pulses.append(Pulse(gettext(name), at, is_late=at is None or now - at > tolerated))
    return pulses


def _broker_answers() -> bool:
    """Ask the broker, but not for long: this page is read when things are down."""
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS
    )
    try:
        with client:
            return bool(client.ping())
    except redis.RedisError:
        return False
