"""Tables without what makes filling them slow, for as long as they are filled."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

# Exclusions and unique keys before foreign keys, which may need them.
_CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype IN ('f', 'u', 'x') ORDER BY contype = 'f', conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def bare(*tables: type[models.Model]) -> Iterator[None]:
    """Take row history, keys and indexes away meanwhile; they are made, and checked, at the end.

    So a million rows take seconds, not an hour: an index is built from sorted rows, and a foreign
    key is checked by one join. The history of these rows is left out: no page measured reads it.
    """
    names = [connection.ops.quote_name(table._meta.db_table) for table in tables]
    with connection.cursor() as cursor:
        again = [statement for name in names for statement in _strip(cursor, name)]
        try:
            yield
        finally:
            for statement in again:
                cursor.execute(statement)


def _strip(cursor, table: str) -> list[str]:
    """Make a table bare; give the statements that undo it, in order."""
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    again = []
    cursor.execute(_CONSTRAINTS, [table])
    constraints = cursor.fetchall()
    for name, definition in constraints:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {connection.ops.quote_name(name)}")
        again.append(
            f"ALTER TABLE {table} ADD CONSTRAINT {connection.ops.quote_name(name)} {definition}"
        )
    cursor.execute(_INDEXES, [table])
    for name, definition in cursor.fetchall():
        cursor.execute(f"DROP INDEX {name}")
        again.insert(0, definition)
    return [*again, f"ALTER TABLE {table} ENABLE TRIGGER USER"]
