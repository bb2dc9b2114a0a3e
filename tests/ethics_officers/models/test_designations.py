"""Designations: what the database keeps, and who sees which."""

import datetime as dt

import pytest
from django.db import InternalError, connection, transaction

from ethics_officers.models import Designation, HandoverAcknowledgement
from people.models import RoleAssignment
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import LONG_AGO, DepartmentFactory, RoleAssignmentFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)


def test_designation_ends_after_it_starts():
    role_assignment = RoleAssignmentFactory()

    with refused_by("ethics_officers_designation_ends_after_it_starts"):
        DesignationFactory(ends_on=LONG_AGO, role_assignment=role_assignment)


def test_department_has_one_ethics_officer_at_any_instant():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_one_officer_at_any_instant"):
        DesignationFactory(department=held.department, starts_on=TODAY)


def test_department_has_as_many_assistants_as_it_likes():
    held = DesignationFactory(capacity="assistant")

    DesignationFactory(department=held.department, capacity="assistant")

    assert held.department.designations.count() == 2


def test_nobody_is_officer_and_assistant_of_a_department_on_one_day():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_one_capacity_at_a_time"):
        DesignationFactory(department=held.department, person=held.person, capacity="assistant")


def test_officer_succeeds_another_on_the_day_that_one_ends():
    former = DesignationFactory(ends_on=TODAY)

    successor = DesignationFactory(department=former.department, starts_on=TODAY)

    assert list(Designation.objects.current(TODAY)) == [successor]


def test_role_comes_with_one_designation_only():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_role_assignment_id_key"):
        DesignationFactory(role_assignment=held.role_assignment)


def test_role_does_not_end_without_its_designation():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_as_long_as_its_role"):
        RoleAssignment.objects.filter(designation=held).update(ends_on=TODAY)
        connection.check_constraints()


def test_designation_does_not_end_without_its_role():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_as_long_as_its_role"):
        Designation.objects.filter(pk=held.pk).update(ends_on=TODAY)
        connection.check_constraints()


def test_designation_begins_with_its_role():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_as_long_as_its_role"):
        Designation.objects.filter(pk=held.pk).update(starts_on=TODAY)
        connection.check_constraints()


def test_role_is_held_in_the_department_of_the_designation():
    held = DesignationFactory()

    with refused_by("ethics_officers_designation_as_long_as_its_role"):
        held.department = DepartmentFactory()
        held.save()
        connection.check_constraints()


def test_designation_is_not_recorded_with_a_role_for_other_days():
    department = DepartmentFactory()
    role = RoleAssignmentFactory(role=Role.ETHICS_OFFICER, department=department)

    with refused_by("ethics_officers_designation_as_long_as_its_role"):
        DesignationFactory(department=department, role_assignment=role, ends_on=TODAY)
        connection.check_constraints()


def test_designation_and_role_may_change_together():
    held = DesignationFactory()

    Designation.objects.filter(pk=held.pk).update(ends_on=TODAY)
    RoleAssignment.objects.filter(designation=held).update(ends_on=TODAY)
    connection.check_constraints()

    held.refresh_from_db()
    assert (held.ends_on, held.role_assignment.ends_on) == (TODAY, TODAY)


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_staff_see_all_designations(role):
    designations = {DesignationFactory(), DesignationFactory()}

    seen = Designation.objects.visible_to(person_with_role(role).user)

    assert set(seen) == designations


def test_coordinator_sees_the_designations_of_the_own_department():
    department = DepartmentFactory()
    own = DesignationFactory(department=department)
    DesignationFactory()

    seen = Designation.objects.visible_to(
        person_with_role(Role.TRAINING_COORDINATOR, department).user
    )

    assert list(seen) == [own]


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.SPEAKER, Role.ADMINISTRATOR])
def test_others_see_no_designation(role):
    DesignationFactory()

    assert list(Designation.objects.visible_to(person_with_role(role).user)) == []


def test_acknowledgement_of_a_handover_is_changed_and_deleted_by_nobody():
    held = DesignationFactory()
    said = HandoverAcknowledgement.objects.create(
        designation=held, acknowledged_at=NOW, acknowledged_by=held.person.user
    )

    for change in (
        lambda rows: rows.update(acknowledged_at=NOW + dt.timedelta(days=1)),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
            change(HandoverAcknowledgement.objects.filter(pk=said.pk))


def test_handover_is_acknowledged_once():
    held = DesignationFactory()
    said = {"acknowledged_at": NOW, "acknowledged_by": held.person.user}
    HandoverAcknowledgement.objects.create(designation=held, **said)

    with refused_by("ethics_officers_handoveracknowledgement_designation_id_key"):
        HandoverAcknowledgement.objects.create(designation=held, **said)


def test_acknowledgements_are_seen_by_whoever_sees_the_designation():
    held = DesignationFactory()
    HandoverAcknowledgement.objects.create(
        designation=held, acknowledged_at=NOW, acknowledged_by=held.person.user
    )
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    elsewhere = person_with_role(Role.ETHICS_OFFICER).user

    seen = [
        HandoverAcknowledgement.objects.visible_to(user).count()
        for user in (staff, held.person.user, elsewhere)
    ]

    assert seen == [1, 1, 0]
