"""The audit log: writing an entry, sealing the chain, and proving it whole."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import connection, models, transaction

from core.locks import Lock, hold
from core.models import AuditEntry

SEALED_AT_ONCE = 2000

# Who looks at the same again within this time is still looking.
ONE_LOOK = dt.timedelta(minutes=10)

# One statement, so that a page that is only read costs hardly more for being recorded.
_LOOK = """
    INSERT INTO core_auditentry (at, actor_id, action, object_type, object_id, details, hash)
    SELECT %(at)s, %(actor)s, %(action)s, %(type)s, %(id)s, %(details)s::jsonb, ''
    WHERE NOT EXISTS (
        SELECT FROM core_auditentry
        WHERE at > %(since)s AND actor_id = %(actor)s AND action = %(action)s
        AND object_type = %(type)s AND object_id IS NOT DISTINCT FROM %(id)s
        AND details = %(details)s::jsonb
    )
"""


def record(
    by: Any, action: str, about: models.Model | None = None, *, at: dt.datetime, **details: Any
) -> None:
    """Write down that somebody did something, in the transaction in which it is done.

    `details` are values that JSON can hold, without personal data beyond identifiers.
    """
    AuditEntry.objects.create(
        at=at,
        actor=by,
        action=action,
        object_type=about._meta.label_lower if about else "",
        object_id=about.pk if about else None,
        details=details,
    )


def looked(
    by: Any, action: str, about: models.Model | None = None, *, at: dt.datetime, **details: Any
) -> None:
    """Write down that somebody looked at people: once, however often they do so in a while."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LOOK,
            {
                "at": at,
                "since": at - ONE_LOOK,
                "actor": by.pk,
                "action": action,
                "type": about._meta.label_lower if about else "",
                "id": about.pk if about else None,
                "details": json.dumps(details),
            },
        )


@transaction.atomic
def seal() -> int:
    """Chain the entries written since the last time, oldest first; give how many there were."""
    hold(Lock.AUDIT_CHAIN)
    last = AuditEntry.objects.sealed().last()
    position, previous = (last.position or 0, last.hash) if last else (0, "")
    entries = list(AuditEntry.objects.unsealed().order_by("id")[:SEALED_AT_ONCE])
    for entry in entries:
        position += 1
        previous = _hash(entry, position, previous)
        entry.position, entry.hash = position, previous
    AuditEntry.objects.bulk_update(entries, ["position", "hash"], batch_size=500)
    return len(entries)


def first_broken_position() -> int | None:
    """Give the first position at which the chain does not hold, or None if it is whole."""
    previous = ""
    chain = AuditEntry.objects.sealed().iterator(chunk_size=2000)
    for expected, entry in enumerate(chain, start=1):
        if entry.position != expected or entry.hash != _hash(entry, expected, previous):
            return expected
        previous = entry.hash
    return None


def _hash(entry: AuditEntry, position: int, previous: str) -> str:
    content = [
        position,
        previous,
        entry.at.astimezone(dt.UTC).isoformat(),
        entry.actor_id,
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.details,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
