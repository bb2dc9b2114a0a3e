"""Reading many things as they stood at one moment, whatever is saved meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

_IN_SNAPSHOT = ContextVar("in_snapshot", default=False)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Run what is inside in one transaction that sees the database as at its first statement.

    It is the outermost transaction, or joins one of its own kind: inside another, part of what is
    read would be older than the rest, so that is refused as a `durable` transaction is.
    """
    if _IN_SNAPSHOT.get():
        with transaction.atomic():
            yield
        return
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(durable=True):
        if is_outermost:  # Else it is a test's, in which nobody else writes.
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        token = _IN_SNAPSHOT.set(True)
        try:
            yield
        finally:
            _IN_SNAPSHOT.reset(token)
