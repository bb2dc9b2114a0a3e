"""Coverage by department, level, topic and mode: worked out by hand, for both bases."""

import datetime as dt

import pytest

from ethics_officers.figures import FIGURES, Span
from people.models import Level
from reporting.actions import refresh_coverage
from reporting.models import Basis, CoverageCount, KeptPeriod
from reporting.queries import CoverageCell, coverage
from tests.clock import NOW, TODAY, at
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    TopicFactory,
    VenueFactory,
)
from tests.training.completing import completed, mark, meet, registered, session

pytestmark = pytest.mark.django_db

YEAR = Span(dt.date(2025, 4, 1), dt.date(2026, 4, 1))
JUNE = dt.date(2025, 6, 1)
LONG_AGO = dt.date(2020, 1, 1)


def serving(*postings):
    """Somebody with postings: department, level, first day, first day without."""
    person = PersonFactory(posting=None)
    for department, level, starts_on, ends_on in postings:
        PostingFactory(
            person=person, department=department, level=level, starts_on=starts_on, ends_on=ends_on
        )
    return person


@pytest.fixture
def customs():
    return DepartmentFactory(code="CUSTOMS")


@pytest.fixture
def fire():
    return DepartmentFactory(code="FIRE")


@pytest.fixture(params=["counted", "kept", "facts"])
def covered(request):
    """Ask for coverage as counted now, as kept, and as counted from the facts that are kept."""

    def ask(basis="today", span=YEAR, **asked):
        if request.param != "counted":
            refresh_coverage(now=NOW)
        if request.param == "facts":
            own = KeptPeriod.objects.filter(starts_on=span.starts_on, ends_on=span.ends_on)
            CoverageCount.objects.filter(period__in=own).delete()
            own.delete()
        found = coverage(span, today=TODAY, basis=basis, **asked)
        if request.param != "counted":
            assert found.stands_at == NOW
        return found

    return ask


def numbers(cells):
    return {key: (cell.persons, cell.attendances, cell.strength) for key, cell in cells.items()}


def test_somebody_who_moved_in_mid_year_counts_where_they_serve_or_where_they_served(
    customs, fire, covered
):
    moved = serving((customs, "junior", LONG_AGO, JUNE), (fire, "middle", JUNE, None))
    serving((customs, "junior", LONG_AGO, None))
    completed(moved, session(at("2025-05-31", "23:00")))

    today, that_day = covered("today"), covered("that_day")

    assert numbers(today.cells) == {
        (customs.pk, "junior"): (0, 1, 1),
        (fire.pk, "middle"): (1, 0, 1),
    }
    assert numbers(that_day.cells) == {
        (customs.pk, "junior"): (1, 1, 1),
        (fire.pk, "middle"): (0, 0, 1),
    }
    assert (today.whole, that_day.whole) == (CoverageCell(1, 1, 2), CoverageCell(1, 1, 2))
    assert today.departments[fire.pk].rate == 100.0
    assert today.departments[customs.pk].rate == 0.0


def test_somebody_trained_in_two_departments_counts_once_in_the_whole(customs, fire, covered):
    moved = serving((customs, "junior", LONG_AGO, JUNE), (fire, "junior", JUNE, None))
    completed(moved, session(at("2025-05-01")))
    completed(moved, session(at("2025-07-01")))

    found = covered("that_day")

    assert numbers(found.departments) == {customs.pk: (1, 1, 0), fire.pk: (1, 1, 1)}
    assert numbers(found.levels) == {"junior": (1, 2, 1)}
    assert found.whole == CoverageCell(1, 2, 1)


def test_somebody_promoted_counts_at_both_levels_and_once_in_the_department(customs, covered):
    rises = serving((customs, "recruit", LONG_AGO, JUNE), (customs, "junior", JUNE, None))
    completed(rises, session(at("2025-05-01")))
    completed(rises, session(at("2025-07-01")))

    found = covered("that_day")

    assert numbers(found.cells) == {
        (customs.pk, "recruit"): (1, 1, 0),
        (customs.pk, "junior"): (1, 1, 1),
    }
    assert found.departments[customs.pk] == CoverageCell(1, 2, 1)
    assert numbers(covered("today").cells) == {
        (customs.pk, "recruit"): (0, 1, 0),
        (customs.pk, "junior"): (1, 1, 1),
    }


def test_rate_by_the_department_of_that_day_may_exceed_the_strength_and_that_of_today_not(
    customs, covered
):
    for _ in range(2):
        left = serving((customs, "senior", LONG_AGO, JUNE))
        completed(left, session(at("2025-05-01")))
    stays = serving((customs, "senior", LONG_AGO, None))
    completed(stays, session(at("2025-05-01")))

    assert covered("that_day").whole.rate == 300.0
    assert covered("today").whole.rate == 100.0


def test_attendances_count_meetings_where_persons_count_completed_courses(customs, covered):
    person = serving((customs, "middle", LONG_AGO, None))
    mark(registered(session(at("2025-05-01"), at("2025-05-08")), person), "present", "absent")

    assert covered().whole == CoverageCell(0, 1, 1)


def test_session_over_two_years_is_completed_in_the_later_and_attended_in_both(customs, covered):
    person = serving((customs, "middle", LONG_AGO, None))
    completed(person, session(at("2026-03-31", "14:30"), at("2026-04-01", "09:30")))
    later = Span(dt.date(2026, 4, 1), dt.date(2027, 4, 1))

    assert (covered().whole, covered(span=later).whole) == (
        CoverageCell(0, 1, 1),
        CoverageCell(1, 1, 1),
    )


def test_meeting_across_midnight_counts_for_the_day_it_begins(customs, fire, covered):
    moved = serving((customs, "junior", LONG_AGO, JUNE), (fire, "junior", JUNE, None))
    made = session(at("2025-05-31", "23:00"))
    made.meetings.update(ends_at=at("2025-06-01", "01:00"))
    completed(moved, made)

    assert numbers(covered("that_day").departments)[customs.pk] == (1, 1, 0)


def test_whoever_held_no_post_that_day_counts_where_they_serve_today_only(customs, covered):
    newcomer = serving((customs, "recruit", JUNE, None))
    completed(newcomer, session(at("2025-05-01")))

    assert covered("today").whole == CoverageCell(1, 0, 1)
    assert covered("that_day").whole == CoverageCell(0, 0, 1)


def test_strength_is_that_of_the_last_day_or_of_today_while_the_period_runs(customs, covered):
    serving((customs, "junior", LONG_AGO, YEAR.ends_on))
    serving((customs, "junior", TODAY, None))
    serving((customs, "junior", TODAY + dt.timedelta(days=1), None))
    running = Span(dt.date(2026, 4, 1), dt.date(2027, 4, 1))

    assert (covered().counted_on, covered().whole.strength) == (dt.date(2026, 3, 31), 1)
    assert (covered(span=running).counted_on, covered(span=running).whole.strength) == (TODAY, 1)


def test_topic_takes_the_courses_that_have_it_and_counts_a_person_once(customs, covered):
    gifts, outside_work = TopicFactory(), TopicFactory()
    person = serving((customs, "junior", LONG_AGO, None))
    both = CourseFactory()
    both.topics.set([gifts, outside_work])
    only = CourseFactory()
    only.topics.set([gifts])
    completed(person, session(at("2025-05-01"), course=both))
    completed(person, session(at("2025-05-02"), course=only))

    assert covered(topic=gifts).whole == CoverageCell(1, 2, 1)
    assert covered(topic=outside_work).whole == CoverageCell(1, 1, 1)
    assert covered(topic=TopicFactory()).whole == CoverageCell(0, 0, 1)


@pytest.mark.parametrize("basis", Basis)
def test_mode_is_in_person_online_or_for_any_mixture_hybrid(customs, basis, covered):
    person = serving((customs, "junior", LONG_AGO, None))
    link = "https://meet.gov.example/join"
    completed(person, session(at("2025-05-01"), venue=VenueFactory()))
    completed(person, session(at("2025-05-02"), link=link))
    completed(person, session(at("2025-05-03"), link=link, venue=VenueFactory()))
    mixed = session(at("2025-05-04"), venue=VenueFactory())
    meet(mixed, at("2025-05-05"), link=link)
    completed(person, mixed)

    found = {mode: covered(basis, mode=mode).whole for mode in ("in_person", "online", "hybrid")}

    assert found == {
        "in_person": CoverageCell(1, 1, 1),
        "online": CoverageCell(1, 1, 1),
        "hybrid": CoverageCell(1, 3, 1),
    }


def test_topic_and_mode_are_asked_together(customs, covered):
    gifts = TopicFactory()
    course = CourseFactory()
    course.topics.set([gifts])
    person = serving((customs, "junior", LONG_AGO, None))
    completed(person, session(at("2025-05-01"), course=course, venue=VenueFactory()))
    completed(person, session(at("2025-05-02"), link="https://meet.gov.example/join"))

    assert covered(topic=gifts, mode="in_person").whole.persons == 1
    assert covered(topic=gifts, mode="online").whole.persons == 0


def test_square_where_nobody_serves_and_nobody_came_is_empty(customs, covered):
    assert covered().cell(customs.pk, Level.SENIOR) == CoverageCell(0, 0, 0)
    assert covered().whole.rate is None


def test_rate_is_the_figure_of_the_annual_return(customs, fire, covered):
    moved = serving((customs, "junior", LONG_AGO, JUNE), (fire, "middle", JUNE, None))
    for level in ("junior", "junior", "senior"):
        serving((fire, level, LONG_AGO, None))
    completed(moved, session(at("2025-05-01")))

    found = covered()

    assert FIGURES["coverage"].by_department([customs, fire], YEAR.starts_on, YEAR.ends_on) == {
        customs.pk: None,
        fire.pk: found.departments[fire.pk].rate,
    }
    assert found.departments[fire.pk].rate == 25.0
