"""Roles and designations that there is only one of, given or taken away by two at once."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import IntegrityError, connection, transaction

from ethics_officers import actions as ethics_officers_actions
from ethics_officers.models import Designation
from ethics_officers.rules import DesignationRefused
from people import actions
from people.models import Level, RoleAssignment
from people.roles import Role
from people.rules import RoleRefused
from tests.clock import NOW, TODAY
from tests.concurrency.test_last_seats import at_once
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    RoleAssignmentFactory,
    person_with_role,
)

pytestmark = pytest.mark.django_db(transaction=True)

TOMORROW = TODAY + dt.timedelta(days=1)


def end(by, whose):
    return actions.end_role(
        role_assignment_id=whose.role_assignments.get().pk, ends_on=TOMORROW, by=by, now=NOW
    )


def in_a_thread_of_its_own(work, *args):
    try:
        return work(*args)
    except Exception as error:
        return error
    finally:
        connection.close()


def test_administrators_who_end_each_others_role_at_once_leave_one_of_them():
    one, other = (person_with_role(Role.ADMINISTRATOR).user for _ in range(2))

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            end(one, whose=other)
            meanwhile = pool.submit(in_a_thread_of_its_own, end, other, one)
            # Without the lock it would be through long before this, and both would be gone.
            wait([meanwhile], timeout=1)
        result = meanwhile.result(timeout=30)

    assert isinstance(result, RoleRefused)
    assert RoleAssignment.objects.current(TOMORROW).get().user == one


def test_role_given_twice_at_once_is_given_once_and_refused_once():
    administrator, person = person_with_role(Role.ADMINISTRATOR).user, PersonFactory()

    def give(_):
        return actions.give_role(
            person_id=person.pk, role=Role.AUDITOR, starts_on=TODAY, by=administrator, now=NOW
        )

    results = at_once(give, [1, 2])

    assert [type(result) for result in results if isinstance(result, Exception)] == [RoleRefused]
    assert RoleAssignment.objects.filter(user=person.user).count() == 1


def test_without_the_lock_two_officers_find_the_post_free_and_the_database_alone_stops_one():
    """Why the department is held: look, then act, as two members of staff would."""
    department = DepartmentFactory()
    spans = [(TODAY, TODAY + dt.timedelta(days=30)), (TODAY + dt.timedelta(days=10), None)]
    ready = [
        DesignationFactory.build(
            department=department,
            person=PersonFactory(posting__department=department),
            starts_on=starts_on,
            ends_on=ends_on,
            role_assignment=None,
        )
        for starts_on, ends_on in spans
    ]
    looked, found_free = threading.Barrier(2), []

    def look_then_act(designation):
        with transaction.atomic():
            span = designation.starts_on, designation.ends_on
            if not department.designations.overlapping(*span).officers().exists():
                found_free.append(designation)
            looked.wait(timeout=30)
            designation.role_assignment = RoleAssignmentFactory(
                user=designation.person.user,
                role=Role.ETHICS_OFFICER,
                department=department,
                starts_on=designation.starts_on,
                ends_on=designation.ends_on,
            )
            designation.save()

    results = at_once(look_then_act, ready)

    assert len(found_free) == 2
    [refusal] = [result for result in results if result is not None]
    assert isinstance(refusal, IntegrityError)
    assert "ethics_officers_designation_one_officer_at_any_instant" in str(refusal)
    assert Designation.objects.count() == 1


@pytest.mark.parametrize("later_by", [0, 10], ids=["same-day", "overlapping"])
def test_two_officers_designated_at_once_for_one_department_are_one(later_by):
    staff, department = person_with_role(Role.PROGRAMME_STAFF).user, DepartmentFactory()
    officers = PersonFactory.create_batch(
        2, posting__department=department, posting__level=Level.SENIOR
    )

    def designate(asked):
        person, starts_on = asked
        return ethics_officers_actions.designate(
            department_id=department.pk,
            person_id=person.pk,
            capacity="officer",
            starts_on=starts_on,
            by=staff,
            now=NOW,
        )

    days = [TODAY, TODAY + dt.timedelta(days=later_by)]
    results = at_once(designate, list(zip(officers, days, strict=True)))

    refused = [type(result) for result in results if isinstance(result, Exception)]
    assert refused == [DesignationRefused]
    assert Designation.objects.count() == 1


def test_role_changed_while_it_is_tied_to_a_designation_is_not_left_unlike_it():
    department = DepartmentFactory()
    role = RoleAssignmentFactory(role=Role.ETHICS_OFFICER, department=department)

    def record_the_designation():
        DesignationFactory(department=department, role_assignment=role)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            RoleAssignment.objects.filter(pk=role.pk).update(ends_on=TOMORROW)
            connection.check_constraints()  # It is as good as committed, and yet not seen.
            meanwhile = pool.submit(in_a_thread_of_its_own, record_the_designation)
            wait([meanwhile], timeout=1)
        result = meanwhile.result(timeout=30)

    assert isinstance(result, IntegrityError)
    assert "ethics_officers_designation_as_long_as_its_role" in str(result)
    assert Designation.objects.count() == 0
