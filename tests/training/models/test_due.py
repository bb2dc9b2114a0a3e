"""Who is due: what follows from requirements, dates of service, postings and completions."""

import datetime as dt

import pytest

from people.models import Level
from people.roles import Role
from tests.factories import (
    AudienceFactory,
    CourseFactory,
    PersonFactory,
    PostingFactory,
    RequirementFactory,
    RoleAssignmentFactory,
)
from tests.training.completions import complete
from training.models import Due

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


def standing(on, **asked):
    """What everybody owes on a day: person, due day, state."""
    rows = Due.objects.standing(day(on), **asked)
    return [(row.person, str(row.due_on), row.state) for row in rows]


def state_of(person, on):
    """How the one thing stands that somebody owes: the day it is due, and its state."""
    return [(due, state) for _, due, state in standing(on, person=person)]


def recruit(**fields):
    """Somebody on probation from 1 December 2024 to 30 November 2026, the last day."""
    return PersonFactory(
        appointed_on=day("2024-12-01"),
        probation_ends_on=day("2026-11-30"),
        posting__starts_on=day("2024-12-01"),
        posting__level=Level.RECRUIT,
        **fields,
    )


def of_recruits(**fields):
    return RequirementFactory(
        of_recruits=True, audience=AudienceFactory(levels=[Level.RECRUIT]), **fields
    )


# By a date


def test_a_course_is_due_up_to_the_day_itself_and_overdue_the_day_after():
    RequirementFactory()
    person = PersonFactory()

    assert state_of(person, "2026-12-31") == [("2026-12-31", "due")]
    assert state_of(person, "2027-01-01") == [("2026-12-31", "overdue")]


def test_who_completes_it_on_the_due_day_is_on_time_and_the_day_after_late():
    requirement = RequirementFactory()
    punctual, tardy = PersonFactory(), PersonFactory()
    complete(punctual, requirement.course, "2026-12-31")
    complete(tardy, requirement.course, "2027-01-01")

    assert state_of(punctual, "2027-01-02") == [("2026-12-31", "on_time")]
    assert state_of(tardy, "2027-01-02") == [("2026-12-31", "late")]


def test_a_completion_from_before_the_requirement_began_counts():
    requirement = RequirementFactory()
    person = PersonFactory()
    complete(person, requirement.course, "2023-05-08")

    assert state_of(person, "2026-06-01") == [("2026-12-31", "on_time")]


def test_going_again_changes_nothing_where_a_completion_holds_for_ever():
    requirement = RequirementFactory()
    person = PersonFactory()
    complete(person, requirement.course, "2026-05-08")
    complete(person, requirement.course, "2027-03-01")

    assert state_of(person, "2027-03-02") == [("2026-12-31", "on_time")]


def test_another_course_counts_for_nothing():
    RequirementFactory()
    person = PersonFactory()
    complete(person, CourseFactory(), "2026-05-08")

    assert state_of(person, "2026-06-01") == [("2026-12-31", "due")]


def test_who_joins_the_audience_later_has_the_days_from_then():
    RequirementFactory()
    early = PersonFactory(posting__starts_on=day("2026-11-01"))
    late = PersonFactory(posting__starts_on=day("2026-11-02"))
    after = PersonFactory(posting__starts_on=day("2027-02-01"))

    assert state_of(early, "2027-02-01") == [("2026-12-31", "overdue")]
    assert state_of(late, "2027-01-01") == [("2027-01-01", "due")]
    assert state_of(after, "2027-04-02") == [("2027-04-02", "due")]
    assert state_of(after, "2027-04-03") == [("2027-04-02", "overdue")]


def test_another_post_in_the_same_audience_gives_nobody_more_time():
    RequirementFactory()
    person = PersonFactory(posting__ends_on=day("2026-12-20"))
    PostingFactory(person=person, starts_on=day("2026-12-20"))

    assert state_of(person, "2027-01-10") == [("2026-12-31", "overdue")]


def test_who_comes_back_to_the_audience_has_the_days_from_then():
    RequirementFactory()
    person = PersonFactory(posting__ends_on=day("2026-10-01"))
    PostingFactory(person=person, starts_on=day("2027-03-01"))

    assert state_of(person, "2026-11-01") == []
    assert state_of(person, "2027-03-01") == [("2027-04-30", "due")]


def test_who_leaves_the_audience_owes_nothing_any_more():
    RequirementFactory(audience=AudienceFactory(levels=[Level.MIDDLE]))
    person = PersonFactory(posting__ends_on=day("2027-02-01"))
    PostingFactory(person=person, starts_on=day("2027-02-01"), level=Level.SENIOR)

    assert state_of(person, "2027-01-31") == [("2026-12-31", "overdue")]
    assert state_of(person, "2027-02-01") == []


@pytest.mark.parametrize(
    "audience",
    [{"levels": [Level.SENIOR]}, {"employment_kinds": ["contract"]}, {"roles": [Role.SPEAKER]}],
    ids=["level", "kind of employment", "role"],
)
def test_who_is_not_in_the_audience_owes_nothing(audience):
    RequirementFactory(audience=AudienceFactory(**audience))
    person = PersonFactory()

    assert state_of(person, "2026-12-01") == []


def test_an_audience_of_departments_is_of_their_people_alone():
    theirs, others = PersonFactory(), PersonFactory()
    audience = AudienceFactory()
    audience.departments.add(theirs.postings.get().department)
    RequirementFactory(audience=audience)

    assert standing("2026-12-01") == [(theirs, "2026-12-31", "due")]
    assert state_of(others, "2026-12-01") == []


def test_an_audience_of_roles_is_of_those_who_hold_one_from_the_day_they_do():
    RequirementFactory(audience=AudienceFactory(roles=[Role.SPEAKER]))
    person = PersonFactory()
    RoleAssignmentFactory(user=person.user, role=Role.SPEAKER, starts_on=day("2026-12-01"))

    assert state_of(person, "2026-11-30") == []
    assert state_of(person, "2026-12-01") == [("2027-01-30", "due")]


def test_a_requirement_asks_nobody_before_its_first_day():
    RequirementFactory()
    person = PersonFactory()

    assert state_of(person, "2026-03-31") == []
    assert state_of(person, "2026-04-01") == [("2026-12-31", "due")]


def test_who_is_not_in_post_owes_nothing():
    RequirementFactory()
    person = PersonFactory(posting__ends_on=day("2026-12-01"))

    assert state_of(person, "2026-11-30") == [("2026-12-31", "due")]
    assert state_of(person, "2026-12-01") == []


# Within so many days of appointment or confirmation


def test_after_appointment_the_days_are_counted_from_it():
    RequirementFactory(after_appointment=True)
    person = PersonFactory(appointed_on=day("2026-10-01"), posting__starts_on=day("2026-10-01"))

    assert state_of(person, "2026-11-30") == [("2026-11-30", "due")]
    assert state_of(person, "2026-12-01") == [("2026-11-30", "overdue")]


def test_who_was_appointed_before_the_requirement_began_is_not_asked_by_it():
    RequirementFactory(after_appointment=True)
    before = PersonFactory(appointed_on=day("2026-03-31"))
    on_the_day = PersonFactory(appointed_on=day("2026-04-01"))
    unknown = PersonFactory()

    assert state_of(before, "2026-05-01") == []
    assert state_of(on_the_day, "2026-05-01") == [("2026-05-31", "due")]
    assert state_of(unknown, "2026-05-01") == []


def test_who_joins_the_audience_after_appointment_has_the_days_from_then():
    RequirementFactory(after_appointment=True, audience=AudienceFactory(levels=[Level.MIDDLE]))
    person = PersonFactory(
        appointed_on=day("2026-04-01"),
        posting__level=Level.JUNIOR,
        posting__ends_on=day("2026-10-01"),
    )
    PostingFactory(person=person, level=Level.MIDDLE, starts_on=day("2026-10-01"))

    assert state_of(person, "2026-10-01") == [("2026-11-30", "due")]


def test_after_confirmation_the_days_are_counted_from_it():
    RequirementFactory(after_confirmation=True)
    person = PersonFactory(appointed_on=day("2023-05-01"), confirmed_on=day("2026-05-01"))
    before = PersonFactory(appointed_on=day("2023-05-01"), confirmed_on=day("2026-03-31"))

    assert state_of(person, "2026-07-01") == [("2026-06-30", "overdue")]
    assert state_of(before, "2026-07-01") == []


# Recruits, within probation


def test_recruits_are_due_by_the_last_day_of_probation():
    of_recruits()
    person = recruit()

    assert state_of(person, "2026-11-30") == [("2026-11-30", "due")]


def test_what_was_due_within_probation_is_overdue_when_probation_is_over():
    of_recruits()
    person = recruit(posting__ends_on=day("2026-12-01"))
    PostingFactory(person=person, starts_on=day("2026-12-01"), level=Level.JUNIOR)

    assert state_of(person, "2026-12-01") == [("2026-11-30", "overdue")]


def test_an_extended_probation_gives_more_time():
    of_recruits()
    person = recruit()
    person.probation_ends_on = day("2027-05-31")
    person.save()

    assert state_of(person, "2027-05-31") == [("2027-05-31", "due")]


def test_a_recruit_who_did_it_late_stays_late():
    requirement = of_recruits()
    person = recruit(posting__ends_on=day("2026-12-01"))
    PostingFactory(person=person, starts_on=day("2026-12-01"), level=Level.JUNIOR)
    complete(person, requirement.course, "2026-12-10")

    assert state_of(person, "2026-12-11") == [("2026-11-30", "late")]


def test_whose_probation_was_over_before_the_requirement_began_is_not_asked_by_it():
    of_recruits(starts_on=day("2026-12-01"))
    person = recruit()

    assert state_of(person, "2026-12-02") == []


def test_who_is_a_recruit_no_longer_does_not_have_to_do_it_again():
    requirement = of_recruits(course=CourseFactory(valid_months=12))
    person = recruit(posting__ends_on=day("2026-12-01"))
    PostingFactory(person=person, starts_on=day("2026-12-01"), level=Level.JUNIOR)
    complete(person, requirement.course, "2026-05-10")

    assert state_of(person, "2028-01-01") == []


# Validity


def valid_for_a_year(**fields):
    return RequirementFactory(course=CourseFactory(valid_months=12), **fields)


def test_a_completion_is_due_again_on_the_day_its_validity_ends_and_is_said_so_90_days_before():
    requirement = valid_for_a_year()
    person = PersonFactory()
    complete(person, requirement.course, "2026-12-31")

    assert state_of(person, "2027-10-01") == [("2026-12-31", "on_time")]
    assert state_of(person, "2027-10-02") == [("2027-12-31", "due")]
    assert state_of(person, "2027-12-31") == [("2027-12-31", "due")]
    assert state_of(person, "2028-01-01") == [("2027-12-31", "overdue")]


def test_a_month_that_has_no_such_day_ends_validity_on_its_last_day():
    requirement = RequirementFactory(course=CourseFactory(valid_months=6))
    person = PersonFactory()
    complete(person, requirement.course, "2026-08-31")

    assert state_of(person, "2027-02-28") == [("2027-02-28", "due")]


def test_completing_again_by_the_day_validity_ends_is_on_time_and_later_is_late():
    requirement = valid_for_a_year()
    punctual, tardy = PersonFactory(), PersonFactory()
    complete(punctual, requirement.course, "2026-12-31")
    complete(punctual, requirement.course, "2027-12-31")
    complete(tardy, requirement.course, "2026-12-31")
    complete(tardy, requirement.course, "2028-01-01")

    assert state_of(punctual, "2028-01-05") == [("2027-12-31", "on_time")]
    assert state_of(tardy, "2028-01-05") == [("2027-12-31", "late")]


def test_a_completion_that_lapses_before_the_due_day_is_not_what_is_asked_for():
    requirement = valid_for_a_year()
    person = PersonFactory()
    complete(person, requirement.course, "2025-12-30")

    assert state_of(person, "2026-06-01") == [("2026-12-31", "due")]


def test_a_completion_that_holds_on_the_due_day_is_renewed_by_its_own_end():
    requirement = valid_for_a_year()
    person = PersonFactory()
    complete(person, requirement.course, "2026-06-10")

    assert state_of(person, "2027-01-01") == [("2026-12-31", "on_time")]
    assert state_of(person, "2027-06-11") == [("2027-06-10", "overdue")]


def test_a_posting_entered_by_mistake_can_go():
    posting = PersonFactory().postings.get()

    posting.delete()

    assert not type(posting).objects.filter(pk=posting.pk).exists()
