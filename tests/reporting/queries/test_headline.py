"""The figures at the head of the coverage page."""

import datetime as dt

import pytest

from ethics_officers.figures import Span
from people.models import Department
from reporting.figures import FIGURES
from reporting.queries.headline import Headline, headline
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import DepartmentFactory, SessionFactory

pytestmark = pytest.mark.django_db

YEAR = Span(dt.date(2026, 4, 1), dt.date(2027, 4, 1))
DAY = dt.timedelta(days=1)


def test_sessions_held_and_their_places_are_those_of_the_figures_and_to_come_is_the_rest():
    SessionFactory(status="held", starts_at=at("2026-06-01"), capacity=40, places_taken=30)
    SessionFactory(status="held", starts_at=at("2026-07-01"), capacity=20, places_taken=15)
    SessionFactory(status="held", starts_at=at("2026-03-31"), capacity=99)
    SessionFactory(starts_at=at("2027-03-31"))
    SessionFactory(starts_at=at("2027-04-01"))

    found = headline(YEAR, NOW)

    assert (found.held, found.places, found.fill, found.to_come) == (2, 60, 75.0, 1)
    everywhere = list(Department.objects.values_list("pk", flat=True))
    assert found.held == FIGURES["sessions_held"].together(everywhere, YEAR)
    assert found.fill == FIGURES["fill"].together(everywhere, YEAR)


def test_posts_are_filled_vacant_or_vacant_for_long():
    DesignationFactory()
    month = dt.timedelta(days=30)
    for ended_on in (TODAY - DAY, TODAY - month - DAY):
        DesignationFactory(starts_on=TODAY - 400 * DAY, ends_on=ended_on)
    ended = DepartmentFactory(ends_on=TODAY)
    DesignationFactory(department=ended, starts_on=TODAY - 400 * DAY, ends_on=TODAY)

    found = headline(YEAR, NOW)

    existing = Department.objects.current(TODAY).count()
    assert (found.posts_filled, found.posts, found.long_vacant) == (1, existing, existing - 2)


def test_where_nothing_was_held_nothing_is_worked_out():
    assert headline(YEAR, NOW) == Headline(0, 0, 0, None, 0, 0, 0)
