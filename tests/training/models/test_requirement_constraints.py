"""What of requirements and dates of service may never be stored, tried around the actions."""

import datetime as dt

import pytest

from tests.clock import NOW
from tests.factories import CourseFactory, PersonFactory, RequirementFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def test_a_requirement_by_a_date_has_one():
    with refused_by("training_requirement_date_if_by_date"):
        RequirementFactory(due_on=None)


def test_a_requirement_of_another_basis_has_no_date():
    with refused_by("training_requirement_date_if_by_date"):
        RequirementFactory(after_appointment=True, due_on=TODAY)


@pytest.mark.parametrize("basis", ["by_date", "after_appointment", "after_confirmation"])
def test_a_requirement_says_how_many_days_joiners_have(basis):
    due_on = TODAY if basis == "by_date" else None
    with refused_by("training_requirement_days_unless_within_probation"):
        RequirementFactory(basis=basis, due_on=due_on, days=None)
    with refused_by("training_requirement_days_unless_within_probation"):
        RequirementFactory(basis=basis, due_on=due_on, days=0)


def test_within_probation_no_days_are_counted():
    with refused_by("training_requirement_days_unless_within_probation"):
        RequirementFactory(of_recruits=True, days=30)


def test_nothing_is_due_before_its_requirement_begins():
    RequirementFactory(starts_on=TODAY, due_on=TODAY)
    with refused_by("training_requirement_due_once_it_has_begun"):
        RequirementFactory(starts_on=TODAY, due_on=YESTERDAY)


def test_a_requirement_ends_no_sooner_than_it_begins():
    ended = {"ended_at": NOW, "ended_by": PersonFactory().user}
    RequirementFactory(starts_on=TODAY, ends_on=TODAY, **ended)
    with refused_by("training_requirement_ends_no_sooner_than_it_starts"):
        RequirementFactory(starts_on=TODAY, ends_on=YESTERDAY, **ended)


def test_a_requirement_is_ended_by_somebody_at_a_time():
    with refused_by("training_requirement_ended_by_and_when"):
        RequirementFactory(ends_on=TODAY, ended_at=NOW)


def test_an_end_and_who_set_it_come_together():
    with refused_by("training_requirement_ended_has_day"):
        RequirementFactory(ends_on=TODAY)


def test_a_completion_holds_for_half_a_year_at_least():
    CourseFactory(valid_months=6)
    with refused_by("training_course_valid_for_half_a_year"):
        CourseFactory(valid_months=5)


def test_probation_ends_no_sooner_than_appointment():
    PersonFactory(appointed_on=TODAY, probation_ends_on=TODAY)
    with refused_by("people_person_probation_ends_after_appointment"):
        PersonFactory(appointed_on=TODAY, probation_ends_on=YESTERDAY)
    with refused_by("people_person_probation_ends_after_appointment"):
        PersonFactory(probation_ends_on=TODAY)


def test_nobody_is_confirmed_before_appointment():
    PersonFactory(appointed_on=TODAY, confirmed_on=TODAY)
    with refused_by("people_person_confirmed_after_appointment"):
        PersonFactory(appointed_on=TODAY, confirmed_on=YESTERDAY)
    with refused_by("people_person_confirmed_after_appointment"):
        PersonFactory(confirmed_on=TODAY)


def test_nobody_is_confirmed_while_on_probation():
    PersonFactory(appointed_on=YESTERDAY, probation_ends_on=TODAY, confirmed_on=TOMORROW)
    with refused_by("people_person_confirmed_after_probation"):
        PersonFactory(appointed_on=YESTERDAY, probation_ends_on=TODAY, confirmed_on=TODAY)
