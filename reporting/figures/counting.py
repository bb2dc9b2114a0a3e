"""What the figures of reports are counted with."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, DurationField, QuerySet
from django.db.models.functions import TruncMonth

from ethics_officers.figures import Value, percent, rounded


class Median(Aggregate):
    """The middle of durations: of an even number, halfway between the two in the middle."""

    name = "Median"
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def by(rows: QuerySet[Any], department: str, **of: Any) -> dict[int, Any]:
    """Give what is counted of rows for each department, which they name in a field."""
    counted = rows.order_by().values(department).annotate(**of)
    return {row.pop(department): row for row in counted}


def by_month(rows: QuerySet[Any], of: Any) -> dict[dt.date, Any]:
    """Give what is counted of rows for each month in which there are any, by its first day."""
    found = rows.order_by().annotate(month=TruncMonth("day")).values("month")
    return {row["month"]: row["number"] for row in found.annotate(number=of)}


def in_days(length: dt.timedelta | None) -> Value:
    return None if length is None else rounded(_seconds(length) / 86_400)


def in_hours(length: dt.timedelta | None) -> Value:
    return None if length is None else rounded(_seconds(length) / 3_600)


def _seconds(length: dt.timedelta) -> Decimal:
    return Decimal(length // dt.timedelta(seconds=1))


def percents(
    parts: Mapping[int, Any], wholes: Mapping[int, Any], departments: Collection[int]
) -> dict[int, Value]:
    return {pk: percent(parts.get(pk), wholes.get(pk)) for pk in departments}
