"""Reading what is kept counted; of any other period, counting the facts that are kept."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from ethics_officers.figures import Span
from reporting.models import ALL, ANY, CoverageCount, KeptPeriod
from reporting.queries import counting

_OF = CoverageCount.Of


class Count(NamedTuple):
    """How many there are of what, for a topic, department and level; 0 and "" are all of them."""

    of: str
    topic: int
    department: int
    level: str
    number: int


class Counts(NamedTuple):
    stands_at: dt.datetime
    counts: Iterable[Count]


def read_counts(
    span: Span,
    counted_on: dt.date,
    *,
    basis: str,
    topics: Collection[int],
    mode: str | None,
    departments: Collection[int] | None = None,
) -> Counts | None:
    """Give persons, attendances and strength in all cells; None before the first refresh.

    They are of one moment: a single statement reads them. With `departments`, only theirs.
    """
    asked = Q(of__in=[basis, _OF.ATTENDANCES], topic__in=topics, mode=mode or ANY)
    found = CoverageCount.objects.filter(
        asked | Q(of=_OF.STRENGTH, topic=ALL, mode=ANY),
        period__starts_on=span.starts_on,
        period__ends_on=span.ends_on,
        period__counted_on=counted_on,
        number__gt=0,
    ).values_list("period__stands_at", "of", "topic", "department", "level", "number")
    if departments is not None:
        found = found.filter(department__in=departments)
    if rows := list(found):
        return Counts(rows[0][0], [Count(*row[1:]) for row in rows])
    latest = KeptPeriod.objects.order_by("-stands_at").values_list("stands_at", flat=True).first()
    if latest is None:
        return None
    counted = _count(span, counted_on, basis=basis, topics=topics, mode=mode)
    if departments is not None:
        counted = (count for count in counted if count.department in departments)
    return Counts(latest, counted)


def _count(span: Span, counted_on: dt.date, **asked: Any) -> Iterable[Count]:
    values = {
        **asked,
        "mode": asked["mode"] or ANY,
        "topics": list(asked["topics"]),
        "starts_on": span.starts_on,
        "ends_on": span.ends_on,
        "counted_on": counted_on,
    }
    with connection.cursor() as cursor:
        cursor.execute(counting.counts_of_asked_period(), values)
        for _period, of, topic, _mode, department, level, number in cursor.fetchall():
            yield Count(of, topic, department, level, number)
