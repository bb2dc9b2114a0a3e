"""Putting messages in the outbox, and sending those that are due."""

import datetime as dt
import logging
import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import audit
from core.bulk import given, insert_selected
from notifications import emails, permissions, rules
from notifications.delivery import Delivery, MailServer, Outcome
from notifications.models import Heartbeat, Message
from people.models import User, with_user

logger = logging.getLogger(__name__)

BATCH_SIZE = 100

# A batch is given up after SEND_WITHIN, long before its claim goes stale, so that nobody else
# can be sending what is still in these hands: even a mail begun in the last second, on a server
# that is slow with every reply, is through before.
SEND_WITHIN = dt.timedelta(minutes=1)
STALE_AFTER = dt.timedelta(minutes=5)

# How long to wait after the first attempt, the second, and so on; after the last, it has failed.
RETRY_AFTER = (
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=20),
    dt.timedelta(hours=1),
    dt.timedelta(hours=4),
)
MAX_ATTEMPTS = len(RETRY_AFTER) + 1


@dataclass(frozen=True)
class Batch:
    """What came of a batch. An interrupted one met a mail server that takes nothing now."""

    claimed: int
    sent: int
    is_interrupted: bool


def enqueue(
    *,
    key: str,
    kind: str,
    recipient_id: int,
    about_id: int,
    now: dt.datetime,
    due_at: dt.datetime | None = None,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Put a message in the outbox, in the caller's transaction, in one statement.

    Safe to repeat: a key that is there already stays as it is.
    """
    message = Message(
        key=key,
        kind=kind,
        recipient_id=recipient_id,
        about_id=about_id,
        created_at=now,
        due_at=due_at or now,
        context=dict(context or {}),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


@transaction.atomic(savepoint=False)
def enqueue_all(messages: Iterable[Message]) -> None:
    """Put many messages in the outbox, in the caller's transaction, in a few statements.

    Safe to repeat, like `enqueue`, and to run beside another that writes the same keys.
    """
    # In one order, two writers of the same keys may wait for each other, but never in a ring.
    in_order = sorted(messages, key=attrgetter("key"))
    Message.objects.bulk_create(in_order, ignore_conflicts=True, batch_size=1000)


def enqueue_selected(
    *,
    kind: str,
    about: QuerySet[Any],
    recipient: str,
    key: Any,
    now: dt.datetime,
    due_at: dt.datetime | None = None,
    context: Mapping[str, Any] | None = None,
) -> int:
    """Put a message about each row of a query in the outbox, in the caller's transaction, at once.

    `recipient` names the field that leads to the account of its reader, and `key` is an expression;
    rows whose reader has no account get none. Nothing of them is read here, however many they are.
    Safe to repeat, like `enqueue`; gives how many are new.
    """
    field = Message._meta.get_field
    rows = about.filter(**{f"{recipient}__isnull": False}).annotate(
        message_id=RandomUUID(),
        message_key=key,
        message_kind=given(kind, field("kind")),
        message_status=given(Message.Status.PLANNED.value, field("status")),
        message_text=given("", field("reason")),
        message_context=given(dict(context or {}), field("context")),
        message_attempts=given(0, field("attempts")),
        message_created_at=given(now, field("created_at")),
        message_due_at=given(due_at or now, field("due_at")),
    )
    return insert_selected(
        Message,
        rows,
        id="message_id",
        key="message_key",
        kind="message_kind",
        recipient=recipient,
        about_id="pk",
        context="message_context",
        status="message_status",
        reason="message_text",
        answer="message_text",
        created_at="message_created_at",
        due_at="message_due_at",
        attempts="message_attempts",
    )


@transaction.atomic
def resend(*, message_id: uuid.UUID, by: User, now: dt.datetime) -> Message:
    """Put one more message in the outbox in place of one that failed or was missed.

    Safe to repeat: there is one for each message, whoever presses how often. Raises ResendRefused
    if the message was not given up, or what it says no longer holds.
    """
    permissions.check_can_resend(by)
    message = Message.objects.select_for_update().get(pk=message_id)
    if again := Message.objects.filter(key=message.resend_key).first():
        return again
    rules.check_can_be_resent(message)
    [(_message, composed)] = emails.compose([message], now)
    if not isinstance(composed, emails.Mail):
        raise rules.would_not_be_sent(str(composed.reason))

    again = Message.objects.create(
        key=message.resend_key,
        kind=message.kind,
        recipient_id=message.recipient_id,
        about_id=message.about_id,
        context=message.context,
        created_at=now,
        due_at=now,
    )
    audit.record(
        by, "notifications.message_resent", at=now, message=str(message.pk), again=str(again.pk)
    )
    return again


@transaction.atomic(durable=True)
def claim_due(*, now: dt.datetime, limit: int = BATCH_SIZE) -> list[Message]:
    """Take up to so many due messages that nobody else has taken, the longest due first."""
    messages = list(
        with_user(Message.objects.due(now), "recipient")
        .select_for_update(skip_locked=True, of=("self",))
        # Beside each other, what one writing serves: reminders of one session.
        .order_by("due_at", "kind", "about_id", "id")[:limit]
    )
    claim = uuid.uuid4()
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(
        status=Message.Status.SENDING, claim=claim, claimed_at=now
    )
    for message in messages:
        message.status, message.claim, message.claimed_at = Message.Status.SENDING, claim, now
    return messages


@transaction.atomic
def release_stale_claims(*, now: dt.datetime) -> int:
    """Put back what a worker took and never finished; give how many those were.

    It counts as an attempt, so that a message that kills its worker doesn't do so for ever.
    """
    stale = Message.objects.claimed_before(now - STALE_AFTER)
    failed = stale.filter(attempts__gte=MAX_ATTEMPTS - 1).update(
        status=Message.Status.FAILED,
        claim=None,
        claimed_at=None,
        attempts=F("attempts") + 1,
        reason=untranslated(_("Workers stopped again and again while they were sending this.")),
    )
    released = stale.update(
        status=Message.Status.PLANNED,
        claim=None,
        claimed_at=None,
        attempts=F("attempts") + 1,
        reason=untranslated(_("A worker stopped while it was sending this; it is tried again.")),
    )
    return failed + released


def send_due(
    *, now: dt.datetime, limit: int = BATCH_SIZE, within: dt.timedelta = SEND_WITHIN
) -> Batch:
    """Send a batch of due messages over one connection, each marked as soon as it is accepted.

    Nothing is held in a transaction meanwhile. A worker killed in the middle leaves its claim,
    which goes stale; of what it sent, only the one message in flight can be sent again.
    """
    started = time.monotonic()
    messages = claim_due(now=now, limit=limit)
    sent, is_interrupted = 0, False
    with MailServer() as server:
        for message, composed in emails.compose(messages, now):
            if not isinstance(composed, emails.Mail):
                _mark_unsent(message, composed)
                continue
            if time.monotonic() - started >= within.total_seconds():
                _hand_back(message.claim, _("There was no time for this message in its batch."))
                break
            delivery = server.deliver(emails.as_email(message, composed, now))
            _mark_delivered(message, delivery, now)
            sent += delivery.outcome is Outcome.ACCEPTED
            if delivery.outcome in {Outcome.BROKEN_OFF, Outcome.UNREACHABLE}:
                is_interrupted = True
                _hand_back(message.claim, _("The mail server could not be reached."), delivery)
                break
    return Batch(claimed=len(messages), sent=sent, is_interrupted=is_interrupted)


def record_heartbeat(*, task: str, now: dt.datetime) -> None:
    """Write down that a recurring task has just run to its end."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(task=task, at=now)],
        update_conflicts=True,
        unique_fields=["task"],
        update_fields=["at"],
    )


def _mark_unsent(
    message: Message, composed: emails.Unwanted | emails.TooLate | emails.Uncomposable
) -> None:
    status = {
        emails.Unwanted: Message.Status.SUPERSEDED,
        emails.TooLate: Message.Status.MISSED,
        emails.Uncomposable: Message.Status.FAILED,
    }[type(composed)]
    _mark(message, status=status, reason=untranslated(composed.reason))


def _mark_delivered(message: Message, delivery: Delivery, now: dt.datetime) -> None:
    match delivery.outcome:
        case Outcome.ACCEPTED:
            _mark(
                message,
                status=Message.Status.SENT,
                sent_at=now,
                attempts=message.attempts + 1,
                reason="",
                answer="",
            )
        case Outcome.REFUSED:
            _mark(
                message,
                status=Message.Status.FAILED,
                attempts=message.attempts + 1,
                reason=untranslated(_("The mail server refuses this message for good.")),
                answer=delivery.answer,
            )
        case Outcome.POSTPONED:
            _try_later(message, _("The mail server asks to try again later."), delivery, now)
        case Outcome.BROKEN_OFF:
            _try_later(message, _("The connection to the mail server broke off."), delivery, now)
        case Outcome.UNREACHABLE:
            pass  # It was not tried, so it goes back with the rest of the batch.


def _try_later(message: Message, reason: Any, delivery: Delivery, now: dt.datetime) -> None:
    attempts = message.attempts + 1
    if attempts >= MAX_ATTEMPTS:
        _mark(
            message,
            status=Message.Status.FAILED,
            attempts=attempts,
            reason=untranslated(_("The mail server took this message in none of the attempts.")),
            answer=delivery.answer,
        )
    else:
        _mark(
            message,
            status=Message.Status.PLANNED,
            attempts=attempts,
            due_at=now + RETRY_AFTER[attempts - 1],
            reason=untranslated(reason),
            answer=delivery.answer,
        )


def _mark(message: Message, **changes: Any) -> None:
    """Settle a claimed message, unless the claim went stale and was taken away meanwhile."""
    marked = Message.objects.filter(pk=message.pk, claim=message.claim).update(
        claim=None, claimed_at=None, **changes
    )
    if not marked:
        logger.warning("The claim of message %s was taken over while it was sent", message.pk)


def _hand_back(claim: uuid.UUID | None, reason: Any, delivery: Delivery | None = None) -> None:
    """Put what is left of a batch back into the queue, where it was."""
    Message.objects.filter(claim=claim).update(
        status=Message.Status.PLANNED,
        claim=None,
        claimed_at=None,
        reason=untranslated(reason),
        answer=delivery.answer if delivery else "",
    )


def untranslated(reason: Any) -> str:
    """Give the sentence as it stands in the code: it is translated for each who reads it."""
    with translation.override(None):
        return str(reason)
