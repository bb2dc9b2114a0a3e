"""Who is due, by department: that of the day that counts, or that of today."""

import datetime as dt

import pytest

from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    PostingFactory,
    RequirementFactory,
)
from tests.training.completions import complete
from training.models import Counted, Due

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


def standing(on, **asked):
    """What everybody owes on a day: person, due day, state."""
    rows = Due.objects.standing(day(on), **asked)
    return [(row.person, str(row.due_on), row.state) for row in rows]


def falling_due(since, until, **asked):
    """What fell due in a period: the department of that day, the due day, the state."""
    rows = Due.objects.falling_due(day(since), day(until), today=day("2027-06-01"), **asked)
    return [(row.posting.department, str(row.due_on), row.state) for row in rows]


def valid_for_a_year(**fields):
    return RequirementFactory(course=CourseFactory(valid_months=12), **fields)


def moved(requirement, *, on):
    """Somebody who moved to another department on a day: the person, where from, where to."""
    person = PersonFactory(posting__ends_on=day(on))
    later = PostingFactory(person=person, starts_on=day(on))
    return person, person.postings.get(ends_on=day(on)).department, later.department


def test_who_moved_in_mid_year_counts_where_it_fell_due():
    _, before, _ = moved(RequirementFactory(), on="2027-01-01")
    _, _, after = moved(RequirementFactory(), on="2026-12-31")
    found = falling_due("2026-04-01", "2027-04-01")

    assert (before, "2026-12-31", "overdue") in found
    assert (after, "2026-12-31", "overdue") in found


def test_who_did_it_before_it_was_due_counts_where_they_were_then():
    requirement = RequirementFactory()
    person, before, _ = moved(requirement, on="2026-11-01")
    complete(person, requirement.course, "2026-10-31")

    assert falling_due("2026-04-01", "2027-04-01") == [(before, "2026-12-31", "on_time")]


def test_who_did_it_late_counts_where_it_fell_due():
    requirement = RequirementFactory()
    person, before, _ = moved(requirement, on="2027-02-01")
    complete(person, requirement.course, "2027-03-01")

    assert falling_due("2026-04-01", "2027-04-01") == [(before, "2026-12-31", "late")]


def test_what_stands_counts_for_the_department_of_today_or_of_that_day():
    _, before, after = moved(RequirementFactory(), on="2027-02-01")
    now = day("2027-03-01")

    by_today = Due.objects.standing(now, counted=Counted.TODAY)
    by_that_day = Due.objects.standing(now, counted=Counted.THAT_DAY)

    assert [row.posting.department for row in by_today] == [after]
    assert [row.posting.department for row in by_that_day] == [before]


def test_a_period_holds_what_falls_due_from_its_first_day_up_to_its_end():
    RequirementFactory()
    department = PersonFactory().postings.get().department

    assert falling_due("2026-12-31", "2027-01-01") == [(department, "2026-12-31", "overdue")]
    assert falling_due("2026-12-30", "2026-12-31") == []
    assert falling_due("2027-01-01", "2027-12-31") == []


def test_a_period_holds_each_time_it_fell_due():
    requirement = valid_for_a_year()
    person = PersonFactory()
    department = person.postings.get().department
    complete(person, requirement.course, "2026-05-05")

    assert falling_due("2026-04-01", "2028-04-01") == [
        (department, "2026-12-31", "on_time"),
        (department, "2027-05-05", "overdue"),
    ]


def test_who_left_and_came_back_owes_a_thing_once():
    requirement = RequirementFactory()
    person = PersonFactory(posting__ends_on=day("2026-08-01"))
    back = PostingFactory(person=person, starts_on=day("2026-09-01"))
    complete(person, requirement.course, "2026-07-01")

    assert falling_due("2026-04-01", "2027-04-01") == [(back.department, "2026-12-31", "on_time")]


def test_what_an_ended_requirement_had_made_due_by_then_stays_counted():
    staff = PersonFactory().user
    ended = {"ended_at": "2027-01-05T00:00Z", "ended_by": staff}
    RequirementFactory(ends_on=day("2027-01-10"), **ended)
    department = DepartmentFactory()
    PersonFactory(posting__department=department)

    assert (department, "2026-12-31", "overdue") in falling_due("2026-04-01", "2027-04-01")
    assert standing("2027-01-10") == []


def test_what_would_fall_due_after_its_requirement_ended_does_not():
    staff = PersonFactory().user
    ended = {"ended_at": "2026-12-05T00:00Z", "ended_by": staff}
    RequirementFactory(ends_on=day("2026-12-31"), **ended)

    assert falling_due("2026-04-01", "2027-04-01") == []


# Within departments


@pytest.mark.parametrize("counted", Counted)
def test_only_the_departments_asked_for_are_there(counted):
    RequirementFactory()
    theirs, _ = PersonFactory(), PersonFactory()
    asked = {"departments": [theirs.postings.get().department_id], "counted": counted}

    assert standing("2026-12-01", **asked) == [(theirs, "2026-12-31", "due")]


def test_no_department_is_nobody():
    RequirementFactory()
    PersonFactory()

    assert standing("2026-12-01", departments=[]) == []


def test_it_is_a_queryset_like_any_other():
    RequirementFactory()
    first = PersonFactory(name_en="AU Tai-man")
    PersonFactory(name_en="CHAN Tai-man")
    rows = Due.objects.standing(day("2026-12-01"))

    assert rows.filter(person__name_en__startswith="AU").get().person == first
    assert rows.filter(person__in=rows.filter(state="due").values("person")).count() == 2
    assert list(rows.values_list("person__name_en", flat=True)[:1]) == ["AU Tai-man"]
