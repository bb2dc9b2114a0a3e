"""Requiring a course, changing that before it begins, ending it, and counting who is due."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    RequirementFactory,
    person_with_role,
)
from tests.training.completions import complete
from training import actions
from training.models import DueCount, Requirement
from training.rules import RequirementRefused

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def plan(**fields):
    values = {
        "course": CourseFactory(),
        "basis": Requirement.Basis.BY_DATE,
        "due_on": dt.date(2026, 12, 31),
        "days": 60,
        "starts_on": TODAY,
    }
    return actions.RequirementPlan(**(values | fields))


def test_require_course_asks_an_audience_and_records_who_did(staff):
    department = DepartmentFactory()
    asked = plan(levels=[Level.MIDDLE], departments=[department])

    requirement = actions.require_course(plan=asked, by=staff, now=NOW)

    assert requirement.audience.levels == [Level.MIDDLE]
    assert list(requirement.audience.departments.all()) == [department]
    assert (requirement.created_by, requirement.created_at) == (staff, NOW)
    entry = AuditEntry.objects.get(action="training.course_required")
    assert (entry.actor, entry.object_id) == (staff, requirement.pk)


def test_require_course_asks_nobody_for_the_past(staff):
    yesterday = TODAY - dt.timedelta(days=1)

    with pytest.raises(RequirementRefused):
        actions.require_course(plan=plan(starts_on=yesterday), by=staff, now=NOW)


def test_require_course_takes_no_course_of_which_no_session_is_offered(staff):
    with pytest.raises(RequirementRefused):
        actions.require_course(plan=plan(course=CourseFactory(is_active=False)), by=staff, now=NOW)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER])
def test_only_staff_require_courses(role):
    by = person_with_role(role).user

    with pytest.raises(PermissionRefused):
        actions.require_course(plan=plan(), by=by, now=NOW)


def test_a_requirement_is_changed_until_the_day_before_it_begins(staff):
    requirement = actions.require_course(plan=plan(starts_on=TOMORROW), by=staff, now=NOW)
    asked = plan(starts_on=TOMORROW, basis=Requirement.Basis.WITHIN_PROBATION, due_on=None)
    asked = plan(course=asked.course, basis=asked.basis, due_on=None, days=None, starts_on=TOMORROW)

    changed = actions.change_requirement(
        requirement_id=requirement.pk, plan=asked, by=staff, now=NOW
    )

    assert (changed.basis, changed.due_on, changed.days) == ("within_probation", None, None)
    with pytest.raises(RequirementRefused):
        actions.change_requirement(
            requirement_id=requirement.pk, plan=plan(), by=staff, now=NOW + dt.timedelta(days=1)
        )


def test_end_requirement_says_from_which_day_on_it_asks_nothing(staff):
    requirement = RequirementFactory()

    ended = actions.end_requirement(
        requirement_id=requirement.pk, ends_on=TOMORROW, by=staff, now=NOW
    )

    assert (ended.ends_on, ended.ended_by, ended.ended_at) == (TOMORROW, staff, NOW)
    with pytest.raises(RequirementRefused):
        actions.end_requirement(requirement_id=requirement.pk, ends_on=TOMORROW, by=staff, now=NOW)


def test_end_requirement_takes_no_day_in_the_past(staff):
    requirement = RequirementFactory()

    with pytest.raises(RequirementRefused):
        actions.end_requirement(
            requirement_id=requirement.pk,
            ends_on=TODAY - dt.timedelta(days=1),
            by=staff,
            now=NOW,
        )


def test_a_requirement_ended_before_it_begins_never_asks_anybody(staff):
    later = TODAY + dt.timedelta(days=30)
    requirement = RequirementFactory(starts_on=later)

    ended = actions.end_requirement(requirement_id=requirement.pk, ends_on=TODAY, by=staff, now=NOW)

    assert ended.ends_on == later


def counts(**asked):
    found = DueCount.objects.filter(counted="today", **asked)
    return list(found.values_list("overdue", "due", "soon", "on_time", "late", "stands_at"))


def test_count_due_keeps_how_many_of_a_department_stand_how():
    department = DepartmentFactory()
    people = PersonFactory.create_batch(3, posting__department=department)
    course = CourseFactory()
    overdue = RequirementFactory(course=course, due_on=TODAY - dt.timedelta(days=5))
    soon = RequirementFactory(due_on=TODAY + dt.timedelta(days=30))
    later = RequirementFactory(due_on=TODAY + dt.timedelta(days=31))
    complete(people[0], course, TODAY - dt.timedelta(days=5))
    complete(people[1], course, TODAY - dt.timedelta(days=4))

    actions.count_due(now=NOW)

    of_department = {"department": department}
    assert counts(requirement=overdue, **of_department) == [(1, 0, 0, 1, 1, NOW)]
    assert counts(requirement=soon, **of_department) == [(0, 3, 3, 0, 0, NOW)]
    assert counts(requirement=later, **of_department) == [(0, 3, 0, 0, 0, NOW)]


def test_count_due_replaces_what_was_kept():
    requirement = RequirementFactory()
    PersonFactory()
    actions.count_due(now=NOW)
    Requirement.objects.filter(pk=requirement.pk).update(
        ends_on=TODAY, ended_at=NOW, ended_by=requirement.created_by
    )

    actions.count_due(now=NOW)

    assert DueCount.objects.count() == 0
