"""What is kept counted of coverage, after every way in which what it is made of changes."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ethics_officers.figures import Span
from people.models import Department, Posting
from reporting.actions import Refreshed, refresh_coverage
from reporting.models import Attended, Basis, Changed, CoverageCount, KeptPeriod, Served
from reporting.periods import offered
from reporting.queries import count_coverage, coverage
from reporting.queries.behind_coverage import Of
from reporting.queries.by_topic import coverage_by_topic
from reporting.queries.full_count import differences
from tests.clock import NOW, TODAY, at
from tests.factories import CourseFactory, PersonFactory, PostingFactory, TopicFactory, VenueFactory
from tests.training.completing import completed, mark, meet, registered, session
from training.models import Attendance, Course, Registration, Session

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LATER = NOW + dt.timedelta(minutes=5)
LINK = "https://meet.gov.example/join"


@pytest.fixture
def years():
    """People, some of whom moved, who were at sessions of every mode in three years."""
    topics = TopicFactory.create_batch(2)
    courses = CourseFactory.create_batch(3)
    for course, own in zip(courses, ([], topics[:1], topics), strict=True):
        course.topics.set(own)
    first, second = (PostingFactory().department for _ in range(2))
    people = []
    for number in range(6):
        person = PersonFactory(posting=None)
        moved_on = dt.date(2025, 1 + number, 15)
        if number % 2:
            PostingFactory(person=person, department=first, level="recruit", ends_on=moved_on)
        PostingFactory(person=person, department=second, level="junior", starts_on=moved_on)
        people.append(person)
    held = [
        session(at("2024-03-31"), course=courses[0], link=LINK),
        session(at("2025-03-31", "23:30"), course=courses[1], venue=VenueFactory()),
        session(at("2025-03-31"), at("2025-04-01"), course=courses[2], link=LINK),
        session(at("2026-01-05"), course=courses[2], venue=VenueFactory(), link=LINK),
        session(at("2026-11-20"), course=courses[1], venue=VenueFactory()),
    ]
    for number, person in enumerate(people):
        for made in held[number % 3 :: 2]:
            mark(registered(made, person), *["present", "partly"][: made.meetings.count()])
    return held


def found_differences():
    return [found for period in KeptPeriod.objects.all() for found in differences(period)]


def rise(person):
    Posting.objects.filter(person=person, ends_on=None).update(level="senior")


def move(person):
    posting = person.postings.get(ends_on=None)
    posting.ends_on = dt.date(2025, 10, 1)
    posting.save()
    PostingFactory(person=person, starts_on=posting.ends_on, level="middle")


def remove(rows):
    """Delete rows by SQL, as nothing in the application does."""
    rows._raw_delete(rows.db)


def somebody():
    return Registration.objects.exclude(completed_on=None).order_by("pk").first()


CHANGES = {
    "somebody rises": lambda: rise(somebody().person),
    "somebody moves in mid-year": lambda: move(somebody().person),
    "somebody leaves": lambda: (
        somebody().person.postings.filter(ends_on=None).update(ends_on=dt.date(2026, 6, 1))
    ),
    "somebody joins": PersonFactory,
    "somebody was never there": lambda: remove(somebody().person.postings.all()),
    "somebody attends": lambda: completed(PersonFactory(), Session.objects.last()),
    "a mark is corrected": lambda: somebody().attendances.update(status="absent"),
    "all marks are corrected": lambda: Attendance.objects.update(status="present"),
    "marks are deleted": lambda: somebody().attendances.all().delete(),
    "a registration is cancelled": lambda: Registration.objects.filter(pk=somebody().pk).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=somebody().registered_by
    ),
    "a session is cancelled": lambda: Session.objects.filter(pk=somebody().session_id).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=somebody().registered_by
    ),
    "a session is of another course": lambda: Session.objects.filter(
        pk=somebody().session_id
    ).update(course=CourseFactory()),
    "a meeting is added": lambda: meet(somebody().session, at("2026-11-21")),
    "a meeting is moved": lambda: somebody().session.meetings.update(
        starts_at=at("2023-05-05", "09:00"), ends_at=at("2023-05-05", "11:00")
    ),
    "a meeting is held by a link": lambda: somebody().session.meetings.update(
        venue=None, link=LINK, holds_venue=False
    ),
    "a meeting goes to another session": lambda: somebody().session.meetings.update(
        session=session(at("2024-06-06"))
    ),
    "a course gets a topic": lambda: somebody().session.course.topics.add(TopicFactory()),
    "courses lose their topics": lambda: [c.topics.clear() for c in Course.objects.all()],
    "nothing": lambda: None,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_kept_counts_are_what_a_full_count_finds_after_a_change(years, change):
    refresh_coverage(now=NOW)
    before = found_differences()

    change()
    refresh_coverage(now=LATER)

    assert (before, found_differences()) == ([], [])
    assert CoverageCount.objects.filter(number__gt=0).count() > 100


def test_kept_counts_are_what_a_full_count_finds_after_changes_one_upon_the_other(years):
    refresh_coverage(now=NOW)

    for change in CHANGES.values():
        change()
        refresh_coverage(now=LATER)

    assert found_differences() == []


def test_facts_of_those_who_changed_are_those_that_would_be_taken_anew(years):
    refresh_coverage(now=NOW)
    for change in CHANGES.values():
        change()
    refresh_coverage(now=LATER)
    kept = [set(table.objects.values_list()) for table in (Attended, Served)]

    refresh_coverage(now=LATER, anew=True)

    assert kept == [set(table.objects.values_list()) for table in (Attended, Served)]


@pytest.mark.parametrize("basis", Basis)
def test_kept_coverage_is_that_counted_from_the_training(years, basis):
    refresh_coverage(now=NOW)

    for period in offered(TODAY):
        for mode in (None, "online"):
            asked = {"today": TODAY, "basis": basis, "mode": mode}
            kept = coverage(period.span, **asked)
            counted = count_coverage(period.span, **asked)
            assert (kept.cells, kept.departments) == (counted.cells, counted.departments)
            assert (kept.levels, kept.whole) == (counted.levels, counted.whole)


@pytest.mark.parametrize("basis", Basis)
def test_kept_coverage_by_topic_is_that_counted_from_the_training(years, basis):
    span = offered(TODAY)[1].span
    departments = list(Department.objects.values_list("pk", flat=True))
    topics = [topic for course in Course.objects.all() for topic in course.topics.all()]
    asked = (Of(span, TODAY, basis), departments, {topic.pk for topic in topics})
    counted = coverage_by_topic(*asked)

    refresh_coverage(now=NOW)

    assert replace(coverage_by_topic(*asked), stands_at=counted.stands_at) == counted
    assert len(counted.persons) > 3


def test_refresh_counts_those_who_changed_and_then_nobody(years):
    periods = len(offered(TODAY))
    first = refresh_coverage(now=NOW)
    rise(somebody().person)
    second = refresh_coverage(now=LATER)
    third = refresh_coverage(now=LATER)

    assert first == Refreshed(anew=True, persons=first.persons, periods=periods)
    assert (second, third) == (Refreshed(False, 1, 0), Refreshed(False, 0, 0))
    assert set(KeptPeriod.objects.values_list("stands_at", flat=True)) == {LATER}


def test_new_day_counts_the_periods_that_run_anew_and_keeps_those_that_have_ended(years):
    refresh_coverage(now=NOW)
    leaving = somebody().person.postings.get(ends_on=None)
    leaving.ends_on = TODAY + DAY
    leaving.save()
    refresh_coverage(now=NOW)

    # The last 12 and 36 months, this financial and this calendar year.
    assert refresh_coverage(now=NOW + DAY) == Refreshed(False, 0, 4)
    assert found_differences() == []
    assert KeptPeriod.objects.count() == len(offered(TODAY + DAY))


def test_first_refresh_of_an_empty_database_keeps_every_period_at_nothing():
    empty = coverage(Span(TODAY, TODAY + DAY), today=TODAY, basis="today")
    refresh_coverage(now=NOW)

    assert (empty.cells, empty.whole.strength) == ({}, 0)
    assert KeptPeriod.objects.count() == len(offered(TODAY))
    assert coverage(offered(TODAY)[0].span, today=TODAY, basis="today").stands_at == NOW


def test_reading_what_is_kept_takes_one_statement(years):
    refresh_coverage(now=NOW)

    with CaptureQueriesContext(connection) as captured:
        coverage(offered(TODAY)[1].span, today=TODAY, basis="today")

    assert len(captured) == 1


def test_change_that_is_undone_leaves_nothing_to_refresh(years):
    refresh_coverage(now=NOW)

    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        rise(somebody().person)
        noted = Changed.objects.count()
        cursor.execute("ROLLBACK TO before")

    assert (noted, Changed.objects.count()) == (2, 0)


def test_counts_that_are_not_as_a_full_count_finds_them_are_told(years, capsys):
    call_command("check_coverage")
    CoverageCount.objects.filter(of="strength").update(number=7)

    with pytest.raises(CommandError, match="kept 7, counted"):
        call_command("check_coverage")
    call_command("refresh_coverage", anew=True)
    call_command("check_coverage")

    assert "All 12 periods are kept as a full count finds them." in capsys.readouterr().out
