"""Coverage is refreshed while people read it and attendance is marked."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from reporting.actions import refresh_coverage
from reporting.models import Changed, KeptPeriod
from reporting.periods import offered
from reporting.queries import coverage
from reporting.queries.full_count import differences
from tests.clock import NOW, TODAY, at
from tests.concurrency.test_last_seats import at_once
from tests.factories import PersonFactory
from tests.training.completing import completed, session
from training.models import Attendance

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + dt.timedelta(minutes=5)


def trained():
    found = coverage(offered(TODAY)[0].span, today=TODAY, basis="today")
    return found.stands_at, found.whole.persons


def attend():
    return completed(PersonFactory(), session(at("2026-11-20")))


def run_apart(work):
    thread = threading.Thread(target=lambda: (work(), connection.close()))
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_one_refresh_runs_at_a_time_and_the_others_leave_it_to_that_one():
    refresh_coverage(now=NOW)
    attend()
    answers = []

    with transaction.atomic():
        refresh_coverage(now=LATER)
        run_apart(lambda: answers.append(refresh_coverage(now=LATER)))

    assert answers == [None]


def test_readers_neither_wait_for_a_refresh_nor_see_half_of_it():
    refresh_coverage(now=NOW)
    attend()
    read = []

    with transaction.atomic():
        refresh_coverage(now=LATER, anew=True)
        run_apart(lambda: read.append(trained()))

    assert (read, trained()) == ([(NOW, 0)], (LATER, 1))


def test_marking_does_not_wait_for_a_refresh_and_is_counted_by_the_next():
    registration = attend()
    with transaction.atomic():
        refresh_coverage(now=NOW)
        run_apart(lambda: registration.attendances.update(status="absent"))
    first, waiting = trained(), Changed.objects.exists()

    refresh_coverage(now=LATER)

    assert (first, waiting, trained()) == ((NOW, 1), True, (LATER, 0))


def test_refreshes_among_marks_at_once_end_as_a_full_count_finds_it():
    refresh_coverage(now=NOW)
    registrations = [attend() for _ in range(4)]

    def work(registration):
        for status in ("absent", "partly", "absent", "present") * 3:
            Attendance.objects.filter(registration=registration).update(status=status)
            refresh_coverage(now=LATER)

    results = at_once(work, registrations)
    refresh_coverage(now=LATER)

    assert results == [None] * 4
    assert [found for kept in KeptPeriod.objects.all() for found in differences(kept)] == []
    assert trained() == (LATER, 4)
