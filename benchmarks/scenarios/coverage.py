"""Coverage of a whole civil service: read, counted for any days, brought up to date; the list
behind it, page and rows.

Beside each, one bare statement that does the least honest work for the same answer, in the same
database. In this process, as a worker or a page would; the readings repeat in a warm cache.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks import machine, years
from benchmarks.figures import Figure
from benchmarks.scenarios import Bench
from benchmarks.scenarios.sign_ups import expect
from core.days import day_of
from ethics_officers.figures import Span
from reporting.actions import refresh_coverage
from reporting.periods import default
from reporting.queries import coverage
from reporting.queries.behind_coverage import Of, trained
from training.models import Attendance

SCENARIO = "coverage"
TIMES = 5
MARKED_AT_ONCE = 250
ROWS_OF_A_PAGE = 50

# The same persons by the department of today, of all levels of each department, and no more.
_BARE_MAP = """
    SELECT posting.department_id, posting.level, count(*), count(*) FILTER (WHERE EXISTS (
        SELECT FROM training_registration registration
        WHERE registration.person_id = posting.person_id
            AND registration.completed_on >= %s AND registration.completed_on < %s
    ))
    FROM people_posting posting
    WHERE posting.starts_on <= %s AND (posting.ends_on IS NULL OR posting.ends_on > %s)
    GROUP BY posting.department_id, posting.level
"""
_BARE_FACTS = """
    CREATE TEMPORARY TABLE bare_facts AS
    SELECT mark.id, registration.person_id, meeting.starts_at, posting.department_id, posting.level
    FROM training_attendance mark
    JOIN training_registration registration ON registration.id = mark.registration_id
    JOIN training_meeting meeting ON meeting.id = mark.meeting_id
    LEFT JOIN people_posting posting ON posting.person_id = registration.person_id
        AND posting.starts_on <= meeting.starts_at::date
        AND (posting.ends_on IS NULL OR posting.ends_on > meeting.starts_at::date)
    WHERE mark.status IN ('present', 'partly')
"""
_BARE_LIST = """
    SELECT person.id, person.name_en FROM people_person person
    JOIN people_posting posting ON posting.person_id = person.id
    WHERE posting.department_id = %s AND posting.starts_on <= %s
        AND (posting.ends_on IS NULL OR posting.ends_on > %s) AND EXISTS (
            SELECT FROM training_registration registration
            WHERE registration.person_id = person.id
                AND registration.completed_on >= %s AND registration.completed_on < %s)
    ORDER BY person.name_en, person.id
"""


@dataclass(frozen=True)
class Cost:
    """What a piece of work took: of the clock, of the database, of memory."""

    seconds: float
    statements: int
    memory: float


def measure(bench: Bench) -> Iterator[Figure]:
    made = years.make_history(
        people=bench.size.served,
        sessions=bench.size.held,
        registrations=bench.size.completed[0],
    )
    yield from _measure(made, bench.size.completed[0])
    more = bench.size.completed[1] - bench.size.completed[0]
    years.add_registrations(more, made.persons, made.sessions, after=bench.size.completed[0])
    yield from _measure(made, bench.size.completed[1])


def _measure(made: years.History, registrations: int) -> Iterator[Figure]:
    now = timezone.now()
    today = day_of(now)
    span = default(today).span
    own = Span(span.starts_on.replace(day=2), span.ends_on)
    size = f"of {registrations:,}"

    def read(asked: Span = span) -> int:
        return coverage(asked, today=today, basis="today").whole.persons

    bare = _cost(lambda: _fetch(_BARE_MAP, span.starts_on, span.ends_on, today, today))
    facts = _cost(lambda: _execute(_BARE_FACTS, "DROP TABLE bare_facts"))
    anew = _cost(lambda: refresh_coverage(now=now, anew=True))
    counted = sum(row[3] for row in _fetch(_BARE_MAP, span.starts_on, span.ends_on, today, today))
    expect(read() == counted, f"{read()} persons are kept, {counted} are there")
    kept, asked = _cost(read), _cost(lambda: read(own))
    _mark(made, "absent")
    changed = _cost(lambda: refresh_coverage(now=now), times=1)
    _mark(made, "present")
    refresh_coverage(now=now)
    nothing = _cost(lambda: refresh_coverage(now=now))

    of = Of(span, today, "today", department=made.departments[0].pk)
    those = trained(of).order_by("name_en", "pk")
    given = (of.department, today, today, span.starts_on, span.ends_on)
    rows = _fetch(_BARE_LIST, *given)
    expect(those.count() == len(rows), "The list behind a square is not of those counted")
    page = _cost(lambda: list(those[:ROWS_OF_A_PAGE]))
    bare_page = _cost(lambda: _fetch(f"{_BARE_LIST} LIMIT {ROWS_OF_A_PAGE}", *given))
    whole = _cost(lambda: sum(1 for _ in those.iterator(chunk_size=2000)))
    bare_list = _cost(lambda: _fetch(_BARE_LIST, *given))

    for name, ours, beside, bound in (
        ("time to read the map", kept, bare, "bare map"),
        ("time to count the map of other days", asked, bare, "bare map"),
        ("time to take all of it anew", anew, facts, "bare facts"),
        (f"time to refresh {MARKED_AT_ONCE} marks", changed, facts, "bare facts"),
        ("time to refresh nothing", nothing, facts, "bare facts"),
        ("time of a page of the list", page, bare_page, "bare page"),
        (f"time of {len(rows):,} rows of the list", whole, bare_list, "bare list"),
    ):
        yield Figure(
            SCENARIO, f"{name} {size}", ours.seconds * 1000, "ms",
            bound=beside.seconds * 1000, bound_name=bound,
        )  # fmt: skip
    yield Figure(SCENARIO, f"statements of the map {size}", kept.statements, "SQL", "≤", 1)
    yield Figure(SCENARIO, f"statements to refresh {size}", changed.statements, "SQL", "≤", 20)
    yield Figure(SCENARIO, f"memory of the list {size}", whole.memory, "MB", "≤", 16)


def _mark(made: years.History, status: str) -> None:
    """Correct the last marks, through the triggers."""
    last = Attendance.objects.filter(
        registration__gte=made.registrations.start, status__in=["present", "absent"]
    ).order_by("-pk")[:MARKED_AT_ONCE]
    Attendance.objects.filter(pk__in=list(last.values_list("pk", flat=True))).update(status=status)


def _fetch(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _cost(work: Callable[[], object], *, times: int = TIMES) -> Cost:
    """Do it, several times if it is quick: the median counts."""
    statements = 0

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    machine.forget_peak_memory()
    memory = machine.peak_memory()
    with connection.execute_wrapper(counted):
        taken = [_seconds(work)]
    gained = machine.peak_memory() - memory
    while len(taken) < times and taken[0] < 1:
        taken.append(_seconds(work))
    return Cost(statistics.median(taken), statements, gained)


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
