"""Giving and ending roles."""

import datetime as dt

import pytest
import time_machine

from core.errors import PermissionRefused
from core.models import AuditEntry
from people import actions
from people.models import RoleAssignment, User
from people.roles import Permission, Role
from people.rules import RoleRefused
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, PersonFactory, UserFactory, person_with_role

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture
def administrator():
    return person_with_role(Role.ADMINISTRATOR).user


def give(by, person, role=Role.AUDITOR, **values):
    values = {"starts_on": TODAY, **values}
    return actions.give_role(person_id=person.pk, role=role, by=by, now=NOW, **values)


def end(by, assignment, ends_on):
    return actions.end_role(role_assignment_id=assignment.pk, ends_on=ends_on, by=by, now=NOW)


def test_give_role_gives_it_from_the_day_on_and_records_it(administrator):
    person, department = PersonFactory(), DepartmentFactory()

    assignment = give(
        administrator,
        person,
        Role.TRAINING_COORDINATOR,
        department=department,
        ends_on=TOMORROW,
    )

    assert (assignment.user, assignment.role) == (person.user, Role.TRAINING_COORDINATOR)
    assert assignment.department == department
    assert (assignment.starts_on, assignment.ends_on) == (TODAY, TOMORROW)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.at) == ("people.role_given", administrator, NOW)
    assert (entry.object_type, entry.object_id) == ("people.roleassignment", assignment.pk)
    assert entry.details == {"role": "training_coordinator", "person": person.pk}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_roles_are_given_by_administrators_alone(role):
    by = person_with_role(role).user

    with pytest.raises(PermissionRefused):
        give(by, PersonFactory())


@pytest.mark.parametrize("role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER])
def test_role_that_comes_with_a_designation_is_not_given_by_hand(administrator, role):
    with pytest.raises(RoleRefused) as refusal:
        give(administrator, PersonFactory(), role, department=DepartmentFactory())

    assert str(refusal.value) == (
        f"The role “{role.label}” comes and goes with a designation. See Ethics Officers."
    )


def test_being_a_civil_servant_is_not_given_by_hand(administrator):
    with pytest.raises(RoleRefused) as refusal:
        give(administrator, PersonFactory(), Role.CIVIL_SERVANT)

    assert str(refusal.value) == "Whoever is in post is a civil servant; that role can't be given."


def test_departmental_role_is_not_given_without_its_department(administrator):
    with pytest.raises(RoleRefused) as refusal:
        give(administrator, PersonFactory(), Role.TRAINING_COORDINATOR)

    assert str(refusal.value) == (
        "The role “Training co-ordinator” is held in a department. Choose one."
    )


def test_role_over_all_departments_is_not_given_in_one(administrator):
    with pytest.raises(RoleRefused) as refusal:
        give(administrator, PersonFactory(), department=DepartmentFactory())

    assert str(refusal.value) == (
        "The role “Auditor” is not held in a department. Leave the department empty."
    )


def test_role_is_not_given_for_no_day_at_all(administrator):
    with pytest.raises(RoleRefused) as refusal:
        give(administrator, PersonFactory(), ends_on=TODAY)

    assert str(refusal.value) == (
        "The first day without the role must come after 22 November 2026, when it begins."
    )


def test_role_is_not_given_to_somebody_without_an_account(administrator):
    person = PersonFactory(user=None, name_en="CHAN Tai-man")

    with pytest.raises(RoleRefused) as refusal:
        give(administrator, person)

    assert str(refusal.value) == (
        "CHAN Tai-man has no account and can't sign in, so a role would do nothing."
    )


def test_role_held_already_is_not_given_again(administrator):
    person = person_with_role(Role.AUDITOR)

    with pytest.raises(RoleRefused) as refusal:
        give(administrator, person)

    assert str(refusal.value) == (
        "The role “Auditor” is held already, from 1 January 2020 on. There is nothing to give."
    )
    assert RoleAssignment.objects.filter(user=person.user).count() == 1


def test_role_that_is_to_end_is_not_given_for_days_on_which_it_is_held(administrator):
    person = PersonFactory()
    give(administrator, person, ends_on=TOMORROW)

    with pytest.raises(RoleRefused) as refusal:
        give(administrator, person)

    assert str(refusal.value) == (
        "The role “Auditor” is held from 22 November 2026 until 23 November 2026. "
        "Choose days that do not overlap."
    )


def test_role_is_given_anew_from_the_day_on_which_it_ends(administrator):
    person = PersonFactory()
    give(administrator, person, ends_on=TOMORROW)

    give(administrator, person, starts_on=TOMORROW)

    assert RoleAssignment.objects.filter(user=person.user).count() == 2


def test_end_role_takes_it_away_from_the_day_and_records_it(administrator):
    person = person_with_role(Role.AUDITOR)

    assignment = end(administrator, person.user.role_assignments.get(), TODAY)

    assert assignment.ends_on == TODAY
    with time_machine.travel(NOW, tick=False):
        assert not User.objects.get(pk=person.user.pk).has(Permission.VIEW_AUDIT_LOG)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id) == ("people.role_ended", assignment.pk)
    assert entry.details == {"role": "auditor"}


def test_roles_are_ended_by_administrators_alone():
    assignment = person_with_role(Role.AUDITOR).user.role_assignments.get()

    with pytest.raises(PermissionRefused):
        end(assignment.user, assignment, TOMORROW)


def test_role_that_comes_with_a_designation_is_not_ended_by_hand(administrator):
    assignment = person_with_role(Role.ETHICS_OFFICER).user.role_assignments.get()

    with pytest.raises(RoleRefused) as refusal:
        end(administrator, assignment, TOMORROW)

    assert str(refusal.value) == (
        "The role “Ethics Officer” comes and goes with a designation. See Ethics Officers."
    )


def test_role_that_has_ended_is_not_ended_again(administrator):
    assignment = person_with_role(Role.AUDITOR).user.role_assignments.get()
    end(administrator, assignment, TODAY)

    with pytest.raises(RoleRefused) as refusal:
        end(administrator, assignment, TOMORROW)

    assert str(refusal.value) == (
        "This role ended on 22 November 2026 already. Reload the page to see how it stands."
    )


def test_role_is_not_ended_for_days_gone_by(administrator):
    assignment = person_with_role(Role.AUDITOR).user.role_assignments.get()

    with pytest.raises(RoleRefused) as refusal:
        end(administrator, assignment, TODAY - dt.timedelta(days=1))

    assert str(refusal.value) == (
        "A role can't be ended for days gone by. Choose today or a later day."
    )


def test_role_that_begins_today_ends_tomorrow_at_the_earliest(administrator):
    assignment = give(administrator, PersonFactory())

    with pytest.raises(RoleRefused) as refusal:
        end(administrator, assignment, TODAY)

    assert str(refusal.value) == (
        "The first day without the role must come after 22 November 2026, when it begins."
    )


def test_last_administrator_keeps_the_role(administrator):
    with pytest.raises(RoleRefused) as refusal:
        end(administrator, administrator.role_assignments.get(), TOMORROW)

    assert str(refusal.value) == (
        "Nobody else would be administrator from then on. Give somebody the role first."
    )


def test_administrator_goes_when_another_remains(administrator):
    person_with_role(Role.ADMINISTRATOR)

    assignment = end(administrator, administrator.role_assignments.get(), TOMORROW)

    assert assignment.ends_on == TOMORROW


def test_administrator_whose_role_is_to_end_does_not_count_as_remaining(administrator):
    other = person_with_role(Role.ADMINISTRATOR)
    end(administrator, other.user.role_assignments.get(), TOMORROW)

    with pytest.raises(RoleRefused):
        end(administrator, administrator.role_assignments.get(), TOMORROW)


def test_change_language_keeps_the_choice():
    user = UserFactory(language="en")

    actions.change_language(user=user, language="zh-hant")

    user.refresh_from_db()
    assert user.language == "zh-hant"


@pytest.mark.parametrize(
    ("starts_on", "day"),
    [(dt.date(1900, 1, 1), "1 January 1900"), (dt.date(9999, 12, 31), "31 December 9999")],
)
def test_give_role_refuses_a_first_day_that_can_only_be_a_slip(administrator, starts_on, day):
    with pytest.raises(RoleRefused) as refusal:
        give(administrator, PersonFactory(), starts_on=starts_on)

    assert str(refusal.value) == (
        f"{day} is more than ten years from today. Choose a nearer first day."
    )
