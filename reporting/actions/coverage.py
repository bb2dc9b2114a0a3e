"""Bringing the facts and counts of coverage up to date."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from core.days import day_of
from core.locks import Lock, hold_if_free
from reporting.models import Attended, CoverageCount, KeptPeriod, Served
from reporting.periods import offered
from reporting.queries import counting

# From so many people on, taking all facts anew is quicker than taking out and putting in theirs.
MANY = 20_000

_SETTINGS = "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off"
_NOTE = f"""
    CREATE TEMPORARY TABLE IF NOT EXISTS reporting_counted_before (
        period bigint, of text, topic bigint, mode text, department bigint, level text, number int
    ) ON COMMIT DROP;
    TRUNCATE reporting_counted_before;
    INSERT INTO reporting_counted_before {counting.counts_of_kept_periods(of_persons=True)}
"""
_PUT_RIGHT = f"""
    MERGE INTO reporting_coveragecount kept
    USING (
        SELECT period, of, topic, mode, department, level, sum(number)::int AS number
        FROM (
            SELECT * FROM ({counting.counts_of_kept_periods(of_persons=True)}) after
            UNION ALL
            SELECT period, of, topic, mode, department, level, -number
            FROM reporting_counted_before
        ) either
        GROUP BY period, of, topic, mode, department, level HAVING sum(number) <> 0
    ) gained
    ON kept.period_id = gained.period AND kept.of = gained.of AND kept.topic = gained.topic
        AND kept.mode = gained.mode AND kept.department = gained.department
        AND kept.level = gained.level
    WHEN MATCHED THEN UPDATE SET number = kept.number + gained.number
    WHEN NOT MATCHED THEN INSERT (period_id, of, topic, mode, department, level, number)
        VALUES (period, gained.of, topic, gained.mode, department, gained.level, gained.number)
"""  # noqa: S608 (all SQL is our own)
_COUNT = f"""
    INSERT INTO reporting_coveragecount
        (period_id, of, topic, mode, department, level, number)
    {counting.counts_of_kept_periods()}
"""
# Courses that are taught something else than the facts know, or that these do not know yet.
_OTHERWISE_TAUGHT = f"""
    SELECT course FROM (({counting.TAUGHT}) EXCEPT SELECT course, topic FROM reporting_taught) added
    UNION
    SELECT course FROM (SELECT course, topic FROM reporting_taught EXCEPT ({counting.TAUGHT})) gone
"""  # noqa: S608
_TAUGHT_IN = f"""
    INSERT INTO reporting_taught (course, topic)
    SELECT course, topic FROM ({counting.TAUGHT}) taught WHERE course = ANY(%s)
"""  # noqa: S608


@dataclass(frozen=True)
class Refreshed:
    """What a refresh had to do: all of it anew, or the people who changed; periods counted anew."""

    anew: bool
    persons: int
    periods: int


@transaction.atomic
def refresh_coverage(*, now: dt.datetime, anew: bool = False) -> Refreshed | None:
    """Make the counts of coverage tell what was in the database by now; for all periods offered.

    Safe to repeat, and at any time: one at a time does it, another is told None. Readers see the
    counts of before until it is done. Of whoever changed, what they counted by the facts known of
    them is taken out of the counts, and what they count by those there are is put in. Changes are
    forgotten first, so that one that comes meanwhile waits for the next refresh. The facts are
    written here alone, so that what is taken out is what was put in.
    """
    if not hold_if_free(Lock.COVERAGE):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        persons = _changed_people()
        otherwise_taught = _follow_topics()
        anew = anew or len(persons) > MANY or not KeptPeriod.objects.exists()
        if anew:
            _take_all_facts()
        else:
            _retake_facts(persons)
        to_count = _follow_periods(now, all_of_them=anew or otherwise_taught)
        for period in to_count:
            cursor.execute(_COUNT, {"periods": [period], "basis": ""})
        if to_count:
            cursor.execute("ANALYZE reporting_coveragecount")
        KeptPeriod.objects.update(stands_at=now)
    return Refreshed(anew, len(persons), len(to_count))


def _changed_people() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH noted AS (DELETE FROM reporting_changed RETURNING person)"
            " SELECT DISTINCT person FROM noted"
        )
        return [person for (person,) in cursor.fetchall()]


def _follow_topics() -> bool:
    """Note which topics courses have now; say whether that changes any count."""
    with connection.cursor() as cursor:
        cursor.execute(_OTHERWISE_TAUGHT)
        courses = [course for (course,) in cursor.fetchall()]
        if not courses:
            return False
        cursor.execute("DELETE FROM reporting_taught WHERE course = ANY(%s)", [courses])
        cursor.execute(_TAUGHT_IN, [courses])
    return Attended.objects.filter(course__in=courses).exists()


def _take_all_facts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reporting_attended")
        cursor.execute("DELETE FROM reporting_served")
        cursor.execute(counting.ATTENDED)
        cursor.execute(counting.SERVED)
        # The planner would take them for empty until autovacuum has come by.
        cursor.execute("ANALYZE reporting_attended, reporting_served, reporting_taught")


def _retake_facts(persons: Collection[int]) -> None:
    """Move these people from the counts of what was known of them to those of what is."""
    if not persons:
        return
    periods = list(KeptPeriod.objects.values_list("pk", flat=True))
    theirs: dict[str, Any] = {"persons": list(persons), "periods": periods, "basis": ""}
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, theirs)
        Attended.objects.filter(person__in=persons).delete()
        Served.objects.filter(person__in=persons).delete()
        cursor.execute(counting.ATTENDED + counting.OF_REGISTERED, theirs)
        cursor.execute(counting.SERVED + counting.OF_POSTED, theirs)
        cursor.execute(_PUT_RIGHT, theirs)


def _follow_periods(now: dt.datetime, *, all_of_them: bool) -> list[int]:
    """Keep the periods that are offered, by the strength of today; give those to be counted."""
    today = day_of(now)
    wanted = {
        (period.span.starts_on, period.span.ends_on, period.span.until(today).last_day)
        for period in offered(today)
    }
    standing = set()
    gone = []
    for period in KeptPeriod.objects.all():
        kept = (period.starts_on, period.ends_on, period.counted_on)
        if kept in wanted and not all_of_them:
            standing.add(kept)
        else:
            gone.append(period.pk)
    CoverageCount.objects.filter(period__in=gone).delete()
    KeptPeriod.objects.filter(pk__in=gone).delete()
    return [
        KeptPeriod.objects.create(
            starts_on=starts_on, ends_on=ends_on, counted_on=counted_on, stands_at=now
        ).pk
        for starts_on, ends_on, counted_on in sorted(wanted - standing)
    ]
