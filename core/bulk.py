"""Writing many rows in one statement that reads them, too: their number needs no memory of ours."""

from typing import Any

from django.db import connections, models
from django.db.models import Value
from django.db.models.functions import Cast


def insert_selected(
    model: type[models.Model], rows: models.QuerySet[Any, Any], **fields: str
) -> int:
    """Insert a row for each that a query finds; give how many there were to insert.

    `fields` says from which of the query's fields or annotations each field of the model is taken.
    Safe to repeat: a row that a unique constraint has already stays as it is. The query's order is
    kept, so that two writers of the same rows in one order never wait for each other in a ring.
    """
    connection = connections[rows.db]
    quote = connection.ops.quote_name
    named: list[Any] = [model._meta.get_field(name) for name in fields]
    columns = ", ".join(quote(field.column) for field in named)
    sql, params = rows.values_list(*fields.values()).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) {sql} ON CONFLICT DO NOTHING",
            params,
        )
        return cursor.rowcount


def given(value: Any, field: Any) -> Cast:
    """Give a value for all rows, of the type of its column: PostgreSQL can't tell it otherwise."""
    return Cast(Value(value, output_field=field), field)
