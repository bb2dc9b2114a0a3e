"""The rows of the outbox that messages about registrations are."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from notifications.actions import enqueue
from notifications.models import Message
from training.models import Registration


def tell(
    registration: Registration, what: str, key: str, *, now: dt.datetime, **context: bool
) -> None:
    recipient_id = registration.person.user_id
    if recipient_id is None:
        return  # Somebody without an account has no address to write to.
    enqueue(
        key=f"training.{what}:{key}",
        kind=f"training.{what}",
        recipient_id=recipient_id,
        about_id=registration.pk,
        now=now,
        context=context,
    )


def reachable(registrations: QuerySet[Registration]) -> Iterator[tuple[Registration, int]]:
    """Those of people with an account, and so an address to write to, with its id."""
    for registration in registrations.select_related("person"):
        if recipient_id := registration.person.user_id:
            yield registration, recipient_id


def message_about(
    registration: Registration,
    recipient_id: int,
    what: str,
    key: str,
    *,
    now: dt.datetime,
    **context: Any,
) -> Message:
    return Message(
        key=f"training.{what}:{key}",
        kind=f"training.{what}",
        recipient_id=recipient_id,
        about_id=registration.pk,
        created_at=now,
        due_at=now,
        context=context,
    )
