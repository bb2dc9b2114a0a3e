"""Every figure of the sample, recomputed by plain SQL: together and by department, for any period.

The sample gets what it lacks: somebody who moves between departments in mid-year, a session over
midnight and one over two reporting years, no-shows, people left waiting, and things received late.
"""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection, transaction

from integrity.sample import loading
from people.models import Department, Level, Posting
from reporting.figures import FIGURES, Span
from reporting.queries.figures import months_of
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.factories import PersonFactory, PostingFactory, SessionFactory
from tests.reporting.figures.holding import held, takes_place
from tests.reporting.figures.sql import SQL
from tests.training.completions import complete
from training.models import Requirement

PERIODS = {
    "financial year": Span(dt.date(2026, 4, 1), dt.date(2027, 4, 1)),
    "financial year before": Span(dt.date(2025, 4, 1), dt.date(2026, 4, 1)),
    "calendar year": Span(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
    "twelve months": Span(dt.date(2025, 11, 1), TODAY + dt.timedelta(days=1)),
}


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    block = transaction.atomic()
    block._from_testcase = True  # As in Django's tests: what is durable may stand inside.
    with django_db_blocker.unblock(), block:
        loading.load(size=260, now=NOW, progress=lambda done, total: None)
        add_what_the_sample_lacks()
        connection.check_constraints()  # Once: what is pending, each test would check again.
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sample(_loaded, db):
    """The sample, and what it lacks."""


def add_what_the_sample_lacks():
    customs, fire = Department.objects.filter(code__in=["CUSTOMS", "FSD"]).order_by("code")
    moves = PersonFactory(posting=None, name_en="MOVES")
    july = dt.date(2026, 7, 1)
    PostingFactory(
        person=moves,
        department=customs,
        level=Level.JUNIOR,
        starts_on=dt.date(2020, 1, 1),
        ends_on=july,
    )
    PostingFactory(person=moves, department=fire, level=Level.MIDDLE, starts_on=july)
    stays = PersonFactory(
        posting__department=fire,
        posting__level=Level.SENIOR,
        posting__starts_on=dt.date(2020, 1, 1),
    )

    before, after = held(at("2026-06-30")), held(at("2026-07-01"))
    over_the_move = held(at("2026-06-29"), at("2026-07-02"), organiser=fire)
    over_midnight = held(at("2026-06-30", "23:00"), organiser=customs, capacity=7)
    over_new_year = held(at("2025-12-31", "23:00"), organiser=customs)
    over_two_years = held(at("2026-03-31", "20:00"), at("2026-04-01"), organiser=fire)
    for session in (before, after, over_midnight, over_new_year):
        takes_place(moves, session, "present", days_before=14)
    takes_place(moves, over_the_move, "present", "partly")
    takes_place(moves, over_two_years, "present", "present", walk_in=True)
    takes_place(stays, over_two_years, "excused", "absent")
    takes_place(stays, after, "absent", days_before=2)
    takes_place(stays, over_the_move, "excused", "excused")
    takes_place(stays, before, status="waiting", confirmed_at=None, waiting_number=1, days_before=1)
    SessionFactory(
        starts_at=at("2026-05-05"),
        status="cancelled",
        cancelled_at=NOW,
        cancelled_by=stays.user,
        organiser=fire,
    )

    end_probation(customs, fire)

    officer = fire.designations.filter(capacity="officer").first()
    workshop = held(at("2026-09-09"), at("2026-09-10"))
    ThematicSessionFactory(of=workshop)
    takes_place(officer.person, workshop, "present", "partly")


def end_probation(customs, fire):
    """Recruits whose probation ended in August: on time, late, outstanding; one moved before."""
    last_day = dt.date(2026, 8, 31)
    course = Requirement.objects.get(basis="within_probation").course
    for department, completed in (
        (customs, "2026-08-31"),
        (customs, "2026-09-01"),
        (customs, None),
        (fire, None),
    ):
        person = PersonFactory(
            appointed_on=dt.date(2023, 9, 1),
            probation_ends_on=last_day,
            posting__department=customs,
            posting__level=Level.RECRUIT,
            posting__starts_on=dt.date(2023, 9, 1),
            posting__ends_on=dt.date(2026, 8, 1),
        )
        recruit = {"person": person, "starts_on": dt.date(2026, 8, 1), "level": Level.RECRUIT}
        PostingFactory(**recruit, department=department, ends_on=last_day + dt.timedelta(days=1))
        if completed:
            complete(person, course, completed)


def by_sql(key, span):
    with connection.cursor() as cursor:
        cursor.execute(SQL[key], {"starts_on": span.starts_on, "ends_on": span.ends_on})
        return {
            pk: float(value) if isinstance(value, Decimal) else value
            for pk, value in cursor.fetchall()
        }


def test_every_figure_is_recomputed_here():
    assert set(SQL) == set(FIGURES)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("key", FIGURES)
def test_figure_of_the_sample_is_what_plain_sql_counts(sample, key, period):
    figure, span = FIGURES[key], PERIODS[period]
    departments = Department.objects.all()

    expected = by_sql(key, span)
    together = expected.pop(None, None)

    assert figure.by_department(departments, span.starts_on, span.ends_on) == {
        department.pk: expected.get(department.pk, figure.nothing) for department in departments
    }
    assert figure.together([each.pk for each in departments], span) == (
        figure.nothing if together is None else together
    )


def test_each_figure_has_something_to_count_in_one_of_the_periods(sample):
    """Else it would be shown to be right about nothing."""
    departments = list(Department.objects.values_list("pk", flat=True))

    empty = {
        key
        for key, figure in FIGURES.items()
        if not any(figure.together(departments, span) for span in PERIODS.values())
    }

    assert empty == {"plan_items_explained"}


def test_person_who_moves_counts_for_the_department_of_each_day(sample):
    person = Posting.objects.get(person__name_en="MOVES", ends_on=None).person
    customs, fire = (posting.department for posting in person.postings.order_by("starts_on"))
    span = PERIODS["financial year"]

    def sessions_of(department):
        rows = FIGURES["places_attended"].rows([department.pk], span)
        return sorted(str(row["day"]) for row in rows if row["person_en"] == "MOVES")

    assert sessions_of(customs) == ["2026-04-01", "2026-06-30", "2026-06-30"]
    assert sessions_of(fire) == ["2026-07-01", "2026-07-02"]


def test_session_over_two_reporting_years_counts_once_in_the_later(sample):
    fire = Department.objects.get(code="FSD")
    this, last = PERIODS["financial year"], PERIODS["financial year before"]

    def days(span):
        return [str(row["day"]) for row in FIGURES["sessions_held"].rows([fire.pk], span)]

    assert days(this)[0] == "2026-04-01"
    assert days(last) == []
    assert FIGURES["hours_held"].together([fire.pk], last) == 3.0


@pytest.mark.parametrize("key", [key for key, figure in FIGURES.items() if figure.monthly])
def test_figure_by_month_is_that_of_each_month(sample, key):
    figure, departments = FIGURES[key], list(Department.objects.values_list("pk", flat=True))
    span = PERIODS["twelve months"]

    by_month = figure.monthly(departments, span)

    assert [by_month.get(month.starts_on, (figure.nothing, 0))[0] for month in months_of(span)] == [
        figure.together(departments, month) for month in months_of(span)
    ]
