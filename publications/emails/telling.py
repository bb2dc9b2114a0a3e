"""What the letters of the library share."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from notifications.actions import enqueue_all
from notifications.models import Message
from people.models import Person


def tell(
    kind: str,
    *,
    about_id: int,
    key: str,
    readers: Iterable[int],
    now: dt.datetime,
    context: Mapping[str, Any] | None = None,
) -> None:
    """Put a letter for each reader in the outbox; nobody is told the same twice."""
    enqueue_all(
        Message(
            key=f"{kind}:{key}:{reader}",
            kind=kind,
            recipient_id=reader,
            about_id=about_id,
            created_at=now,
            due_at=now,
            context=dict(context or {}),
        )
        for reader in readers
    )


def names_of(users: Collection[int | None]) -> dict[int | None, str]:
    """Give the names of users, by their ids."""
    persons = Person.objects.filter(user__in=[user for user in users if user is not None])
    return {person.user_id: str(person.name) for person in persons}
