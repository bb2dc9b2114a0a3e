"""Coverage of a whole civil service: read, counted for any days, brought up to date, checked; the
list behind it, its page and its file.

Beside each, one bare statement that does the least honest work for the same answer, in the same
database. Pages are asked for over HTTP; all else is done in this process, as a worker would. The
readings repeat in a warm cache.
"""

import gzip
from collections.abc import Iterator
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks import data, years
from benchmarks.clients import Visitor
from benchmarks.costs import Cost, cost, execute, fetch
from benchmarks.figures import Figure
from benchmarks.scenarios import Bench
from benchmarks.scenarios.pages import read
from benchmarks.scenarios.sign_ups import expect
from core.days import day_of
from core.exports import FileFormat, as_file
from ethics_officers.figures import Span
from people.models.persons import PersonQuerySet
from reporting.actions import refresh_coverage
from reporting.exports.coverage import behind_columns
from reporting.models import KeptPeriod
from reporting.periods import default
from reporting.queries import coverage
from reporting.queries.behind_coverage import Of, trained
from reporting.queries.full_count import differences
from training.models import Attendance

SCENARIO = "coverage"
MARKED_AT_ONCE = 250
ROWS_OF_A_PAGE = 50
REQUESTS = 20

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


def measure(bench: Bench) -> Iterator[Figure]:
    first, *more = bench.size.completed
    made = years.make_history(
        people=bench.size.served, sessions=bench.size.held, registrations=first
    )
    staff = data.make_staff()
    yield from _measure(bench, made, staff, first)
    for before, after in zip((first, *more), more, strict=False):
        years.add_registrations(after - before, made.persons, made.sessions, after=before)
        yield from _measure(bench, made, staff, after)


def _measure(
    bench: Bench, made: years.History, staff: Visitor, registrations: int
) -> Iterator[Figure]:
    size = f"of {registrations:,}"
    yield from _counts(made, size)
    yield from _pages(bench, made, staff, size)
    yield from _files(made, size)
    yield from _checks(size)


def _counts(made: years.History, size: str) -> Iterator[Figure]:
    now = timezone.now()
    today = day_of(now)
    span = default(today).span
    own = Span(span.starts_on.replace(day=2), span.ends_on)

    def persons(asked: Span = span) -> int:
        return coverage(asked, today=today, basis="today").whole.persons

    def bare_map() -> int:
        found = fetch(_BARE_MAP, span.starts_on, span.ends_on, today, today)
        return sum(completed for *_, completed in found)

    bare = cost(bare_map)
    facts = cost(lambda: execute(_BARE_FACTS, "DROP TABLE bare_facts"))
    anew = cost(lambda: refresh_coverage(now=now, anew=True))
    counted = bare_map()
    expect(persons() == counted, f"{persons()} persons are kept, {counted} are there")
    kept, asked = cost(persons), cost(lambda: persons(own))
    _mark(made, "absent")
    changed = cost(lambda: refresh_coverage(now=now), times=1)
    _mark(made, "present")
    refresh_coverage(now=now)
    nothing = cost(lambda: refresh_coverage(now=now))
    for name, ours, beside, bound in (
        ("to read the map", kept, bare, "bare map"),
        ("to count the map of other days", asked, bare, "bare map"),
        ("to take all of it anew", anew, facts, "bare facts"),
        (f"to refresh {MARKED_AT_ONCE} marks", changed, facts, "bare facts"),
        ("to refresh nothing", nothing, facts, "bare facts"),
    ):
        yield _time(f"{name} {size}", ours, beside, bound)
    yield Figure(SCENARIO, f"statements of the map {size}", kept.statements, "SQL", "≤", 1)
    yield Figure(SCENARIO, f"statements to refresh {size}", changed.statements, "SQL", "≤", 20)


def _pages(bench: Bench, made: years.History, staff: Visitor, size: str) -> Iterator[Figure]:
    """The map and the lists behind one square of it, as staff read them."""
    now = timezone.now()
    today = day_of(now)
    span = default(today).span
    department = made.departments[0].pk
    bare_map = cost(lambda: fetch(_BARE_MAP, span.starts_on, span.ends_on, today, today))
    bare_page = cost(lambda: fetch(f"{_BARE_LIST} LIMIT {ROWS_OF_A_PAGE}", *_given(made)))
    behind = f"/reports/coverage/{department}/people/"
    for name, path, bare, bound in (
        ("the map's page", "/reports/coverage/", bare_map, "bare map"),
        ("the page of those trained", f"{behind}?side=trained", bare_page, "bare page"),
        ("the page of those not trained", f"{behind}?side=untrained", bare_page, "bare page"),
    ):
        page = read(bench, bench.product, path, staff, count=REQUESTS)
        yield Figure(
            SCENARIO, f"time of {name} {size}", page.seconds * 1000, "ms",
            bound=bare.seconds * 1000, bound_name=bound,
        )  # fmt: skip
        yield Figure(SCENARIO, f"CPU of {name} {size}", page.cpu_ms, "ms")
        yield Figure(SCENARIO, f"statements of {name} {size}", page.statements, "SQL", "≤", 20)
        packed = len(gzip.compress(page.body)) / 1000
        yield Figure(SCENARIO, f"{name} {size}, packed", packed, "kB", "≤", 60)


def _files(made: years.History, size: str) -> Iterator[Figure]:
    """The list behind a square as a file, as the worker makes it."""
    now = timezone.now()
    today = day_of(now)
    of = Of(default(today).span, today, "today", department=made.departments[0].pk)
    those = trained(of).with_posting_on(today).order_by("name_en", "pk")
    found = len(fetch(_BARE_LIST, *_given(made)))
    expect(those.count() == found, "The list behind a square is not of those counted")
    bare = cost(lambda: _copy(made))
    for file_format in FileFormat:
        file = cost(lambda file_format=file_format: _write(file_format, those))
        name = f"the list as {file_format.upper()}"
        yield Figure(
            SCENARIO, f"rows a second of {name} {size}", found / file.seconds, "per second",
            bound=found / bare.seconds, bound_name="bare COPY",
        )  # fmt: skip
        yield Figure(SCENARIO, f"statements of {name} {size}", file.statements, "SQL", "≤", 1)
        yield Figure(SCENARIO, f"memory of {name} {size}", file.memory, "MB", "≤", 16)
    yield Figure(SCENARIO, f"rows of the list {size}", found, "rows")


def _checks(size: str) -> Iterator[Figure]:
    """All that is kept, held against a full count: a difference stops the benchmark."""
    periods = KeptPeriod.objects.order_by("starts_on", "ends_on")
    longest = max(periods, key=lambda period: period.ends_on - period.starts_on)
    one = cost(lambda: expect(not list(differences(longest)), f"{longest} is not kept right"))
    yield Figure(SCENARIO, f"time to check the longest period {size}", one.seconds * 1000, "ms")
    whole = cost(lambda: call_command("check_coverage", stdout=StringIO()))
    yield Figure(
        SCENARIO, f"time to check all {len(periods)} periods {size}", whole.seconds * 1000, "ms"
    )


def _time(name: str, ours: Cost, bare: Cost, bound: str) -> Figure:
    return Figure(
        SCENARIO, f"time {name}", ours.seconds * 1000, "ms",
        bound=bare.seconds * 1000, bound_name=bound,
    )  # fmt: skip


def _given(made: years.History) -> tuple[object, ...]:
    """What the bare list asks for: the largest department, today, over the default period."""
    today = day_of(timezone.now())
    span = default(today).span
    return made.departments[0].pk, today, today, span.starts_on, span.ends_on


def _write(file_format: FileFormat, those: PersonQuerySet) -> None:
    answer = as_file(
        file_format, name="bench", columns=behind_columns(), rows=those, now=timezone.now()
    )
    for _ in answer:
        pass
    answer.close()


def _copy(made: years.History) -> None:
    """Have the database write the bare list as CSV by itself."""
    with connection.cursor() as cursor:
        bare = cursor.mogrify(_BARE_LIST, _given(made)).decode()
        cursor.copy_expert(f"COPY ({bare}) TO STDOUT (FORMAT csv)", StringIO())


def _mark(made: years.History, status: str) -> None:
    """Correct the last marks, through the triggers."""
    last = Attendance.objects.filter(
        registration__gte=made.registrations.start, status__in=["present", "absent"]
    ).order_by("-pk")[:MARKED_AT_ONCE]
    Attendance.objects.filter(pk__in=list(last.values_list("pk", flat=True))).update(status=status)
