"""Named locks of the whole database, for work that one process does at a time."""

from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """Every such lock there is; the numbers only have to differ."""

    AUDIT_CHAIN = 1
    CONVERSIONS = 2
    THEMATIC_NUMBERS = 3
    DUE_COUNTS = 4
    LIST_EXPORTS = 5
    COVERAGE = 6


def hold(lock: Lock) -> None:
    """Wait for the lock and keep it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(lock)])


def hold_if_free(lock: Lock) -> bool:
    """Keep the lock until the transaction ends, unless another has it; say whether it is ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int(lock)])
        return bool(cursor.fetchone()[0])
