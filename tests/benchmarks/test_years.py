"""The years that are made for benchmarks are as the database itself would have kept them."""

from types import SimpleNamespace

import pytest
from django.db import connection

from benchmarks import years
from benchmarks.clients import Site
from benchmarks.scenarios import QUICK, Place, coverage
from reporting.actions import refresh_coverage
from reporting.models import KeptPeriod
from reporting.queries.full_count import differences
from tests.clock import NOW
from training.models import Attendance, Registration


@pytest.mark.django_db(transaction=True)
def test_completion_made_for_benchmarks_is_what_the_triggers_would_write():
    made = years.make_history(people=300, sessions=60, registrations=1_200)
    years.add_registrations(600, made.persons, made.sessions, after=1_200)
    before = dict(Registration.objects.values_list("pk", "completed_on"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT training_complete(ARRAY(SELECT id FROM training_registration))")
    refresh_coverage(now=NOW)

    assert dict(Registration.objects.values_list("pk", "completed_on")) == before
    assert len(before) == 1_800
    assert len([day for day in before.values() if day]) == 1_650
    assert Attendance.objects.count() == 1_980
    assert [found for kept in KeptPeriod.objects.all() for found in differences(kept)] == []


@pytest.mark.django_db(transaction=True)
def test_benchmark_of_coverage_runs_and_takes_no_more_statements_with_more_registrations(
    live_server,
):
    place = Place(Site(live_server.thread.port, origin=live_server.url), [], [])

    figures = list(coverage.measure(SimpleNamespace(size=QUICK, product=place)))

    targets = [figure for figure in figures if figure.target is not None]
    assert [figure.name for figure in targets if not figure.is_met] == []
    assert len(targets) == 24
