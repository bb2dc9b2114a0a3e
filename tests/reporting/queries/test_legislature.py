"""Programmes of a period, as a legislature asks for them, worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from ethics_officers.figures import Span
from people.models import Department
from reporting.figures import FIGURES
from reporting.queries.legislature import Asked, programmes
from tests.clock import at
from tests.factories import CourseFactory, PersonFactory
from tests.training.completing import completed, meet, registered, session
from training.models import Session

pytestmark = pytest.mark.django_db

YEAR = Span(dt.date(2025, 4, 1), dt.date(2026, 4, 1))


@pytest.fixture
def gifts():
    return CourseFactory(title_en="Gifts", title_zh_hant="禮物", summary_en="What to refuse.")


@pytest.fixture
def leadership():
    return CourseFactory(title_en="Leadership", title_zh_hant="領導", summary_en="Three A's.")


def held(course, instant, *, came=0, absent=0):
    """A session held, of which so many completed and so many others had a place."""
    of = session(instant, course=course)
    for _ in range(came):
        completed(PersonFactory(), of)
    for _ in range(absent):
        registered(of)
    Session.objects.filter(pk=of.pk).update(status=Session.Status.HELD)
    return of


def asked(span=YEAR, courses=None):
    found = programmes(span, courses)
    return {each.course.title_en: each.numbers for each in found.each}, found.together


def test_each_programme_has_its_sessions_hours_places_and_completions(gifts, leadership):
    held(gifts, at("2025-05-01"), came=6, absent=5)
    held(gifts, at("2026-03-31", "22:00"), came=7)
    held(leadership, at("2025-06-01"), came=9)

    each, together = asked()

    assert each == {"Gifts": Asked(2, 4.0, 18, 13), "Leadership": Asked(1, 2.0, 9, 9)}
    assert together == Asked(3, 6.0, 27, 22)


def test_they_are_the_figures_of_the_registry(gifts, leadership):
    held(gifts, at("2025-05-01"), came=6, absent=5)
    held(leadership, at("2025-06-01"), came=9)
    everywhere = list(Department.objects.values_list("pk", flat=True))

    _each, together = asked()

    keys = ("sessions_held", "hours_held", "places_confirmed")
    numbers = [FIGURES[key].together(everywhere, YEAR) for key in keys]
    assert [together.sessions, together.hours, together.enrolled] == numbers


def test_costs_are_added_up_as_far_as_they_are_known(gifts, leadership):
    for of, cost in (
        (held(gifts, at("2025-05-01"), came=6), "120.50"),
        (held(gifts, at("2025-05-02"), came=6), None),
        (held(leadership, at("2025-06-01"), came=9), "80"),
    ):
        Session.objects.filter(pk=of.pk).update(cost=cost)

    each, together = asked()

    assert (each["Gifts"].cost, each["Gifts"].costed) == (Decimal("120.50"), 1)
    assert (together.cost, together.costed) == (Decimal("200.50"), 2)


def test_what_was_not_held_in_the_period_is_not_among_them(gifts):
    held(gifts, at("2025-03-31"), came=6)
    held(gifts, at("2026-04-01"), came=6)
    for _ in range(6):
        completed(PersonFactory(), session(at("2025-05-01"), course=gifts))

    assert asked() == ({}, Asked(0, 0, 0, 0))


def test_a_session_across_two_years_counts_in_the_later_and_its_hours_in_both(gifts):
    of = held(gifts, at("2025-03-31"), absent=6)
    meet(of, at("2025-04-01"))

    before, _together = asked(Span(dt.date(2024, 4, 1), dt.date(2025, 4, 1)))
    after, _together = asked()

    assert before == {"Gifts": Asked(0, 2.0, 0, 0)}
    assert after == {"Gifts": Asked(1, 2.0, 6, 0)}


def test_numbers_of_few_people_are_not_shown_nor_what_they_would_follow_from(gifts, leadership):
    held(gifts, at("2025-05-01"), came=3, absent=7)
    held(leadership, at("2025-06-01"), came=9)

    each, together = asked()

    assert each["Gifts"] == Asked(1, 2.0, 10, None)
    # Known with the sum, it would tell the other.
    assert None in (each["Leadership"].completed, together.completed)
    assert together.enrolled == 19


def test_courses_can_be_chosen(gifts, leadership):
    held(gifts, at("2025-05-01"), came=6)
    held(leadership, at("2025-06-01"), came=9)

    assert asked(courses=[leadership]) == (
        {"Leadership": Asked(1, 2.0, 9, 9)},
        Asked(1, 2.0, 9, 9),
    )


def test_it_takes_as_many_queries_for_one_programme_as_for_three(
    gifts, leadership, django_assert_num_queries
):
    held(gifts, at("2025-05-01"), came=6)
    with django_assert_num_queries(8):
        asked()
    held(leadership, at("2025-06-01"), came=9)
    held(CourseFactory(), at("2025-06-02"), came=9)

    with django_assert_num_queries(8):
        asked()
