"""What the letters of the library share."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
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


def names_of(users: Collection[int | None]) -> Callable[[int | None], str]:
    """Give what tells the name of a user, in the language that is active when it is asked."""
    found = Person.objects.filter(user__in=[user for user in users if user is not None])
    persons: dict[int | None, Person] = {person.user_id: person for person in found}

    def name_of(user: int | None) -> str:
        return str(persons[user].name) if user in persons else ""

    return name_of
