"""Accounts and role assignments: what the database keeps, and what roles amount to."""

import datetime as dt

import pytest

from people.models import RoleAssignment, User
from people.roles import DEPARTMENTAL_ROLES, PERMISSIONS, Permission, Role
from tests.clock import TODAY
from tests.factories import (
    LONG_AGO,
    DepartmentFactory,
    PersonFactory,
    RoleAssignmentFactory,
    UserFactory,
    person_with_role,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)


def test_address_is_kept_in_lower_case():
    with refused_by("people_user_email_in_lower_case"):
        UserFactory(email="Wai-yee.Lam@gov.example")


def test_created_user_gets_the_address_in_lower_case():
    assert User.objects.create_user(" Wai-yee.Lam@gov.example ").email == "wai-yee.lam@gov.example"


def test_role_ends_after_it_starts():
    with refused_by("people_role_assignment_ends_after_it_starts"):
        RoleAssignmentFactory(ends_on=LONG_AGO)


def test_departmental_role_has_its_department():
    with refused_by("people_role_assignment_scoped_as_its_role"):
        RoleAssignmentFactory(role=Role.TRAINING_COORDINATOR)


def test_role_over_all_departments_has_none():
    with refused_by("people_role_assignment_scoped_as_its_role"):
        RoleAssignmentFactory(role=Role.AUDITOR, department=DepartmentFactory())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TRAINING_COORDINATOR])
def test_role_is_held_once_at_a_time(role):
    department = DepartmentFactory() if role in DEPARTMENTAL_ROLES else None
    held = RoleAssignmentFactory(role=role, department=department)

    with refused_by("people_role_assignment_held_once"):
        RoleAssignmentFactory(user=held.user, role=role, department=department, starts_on=TODAY)


def test_role_may_be_held_in_two_departments():
    held = RoleAssignmentFactory(role=Role.TRAINING_COORDINATOR, department=DepartmentFactory())

    other = RoleAssignmentFactory(
        user=held.user, role=Role.TRAINING_COORDINATOR, department=DepartmentFactory()
    )

    assert set(held.user.departments_with(Permission.VIEW_OWN_DEPARTMENT)) == {
        held.department_id,
        other.department_id,
    }


def test_role_that_has_ended_allows_nothing():
    user = UserFactory()
    RoleAssignmentFactory(user=user, role=Role.AUDITOR, ends_on=TODAY - dt.timedelta(days=1))

    assert not user.has(Permission.VIEW_AUDIT_LOG)


@pytest.mark.parametrize("role", Role)
def test_role_allows_what_the_table_says_beside_what_everybody_in_post_may(role):
    person = person_with_role(role)

    granted = {permission for permission, _ in person.user.grants}

    assert granted == PERMISSIONS[role] | PERMISSIONS[Role.CIVIL_SERVANT]


def test_person_who_has_left_may_do_nothing():
    person = PersonFactory(posting__ends_on=TODAY - dt.timedelta(days=365))

    assert person.user.grants == ()


def test_role_assignments_are_seen_by_staff_and_otherwise_by_their_holder():
    auditor = person_with_role(Role.AUDITOR)
    speaker = person_with_role(Role.SPEAKER)

    assert RoleAssignment.objects.visible_to(auditor.user).count() == 2
    assert list(RoleAssignment.objects.visible_to(speaker.user)) == [
        speaker.user.role_assignments.get()
    ]


def test_accounts_are_seen_by_staff_and_otherwise_by_their_holder():
    auditor, other = person_with_role(Role.AUDITOR), PersonFactory()

    assert set(User.objects.visible_to(auditor.user)) == {auditor.user, other.user}
    assert list(User.objects.visible_to(other.user)) == [other.user]
