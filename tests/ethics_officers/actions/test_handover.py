"""Taking over: who says so, once, and nobody takes it back."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import HandoverAcknowledgement
from ethics_officers.rules import DesignationRefused
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import DepartmentFactory, person_with_role

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def department():
    return DepartmentFactory()


@pytest.fixture
def predecessor(department):
    return DesignationFactory(department=department, ends_on=TODAY)


@pytest.fixture
def successor(department, predecessor):
    return DesignationFactory(department=department, starts_on=TODAY)


def acknowledge(department, by, now=NOW):
    return actions.acknowledge_handover(department_id=department.pk, by=by, now=now)


def test_successor_acknowledges_once_with_name_and_time(department, successor):
    by = successor.person.user

    said = acknowledge(department, by)
    again = acknowledge(department, by, now=NOW + DAY)

    assert (said.designation, said.acknowledged_by, said.acknowledged_at) == (successor, by, NOW)
    assert (again, again.acknowledged_at) == (said, NOW)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == ("ethics_officers.handover_acknowledged", by)


def test_nobody_else_acknowledges_for_the_successor(department, predecessor, successor):
    others = [
        predecessor.person,
        DesignationFactory(department=department, capacity="assistant").person,
        DesignationFactory().person,
        person_with_role(Role.HEAD_OF_DEPARTMENT, department),
        person_with_role(Role.PROGRAMME_STAFF),
    ]

    for person in others:
        with pytest.raises(PermissionRefused):
            acknowledge(department, person.user)

    assert HandoverAcknowledgement.objects.count() == 0


def test_who_comes_tomorrow_acknowledges_from_midnight_on(department):
    DesignationFactory(department=department, ends_on=TODAY + DAY)
    to_come = DesignationFactory(department=department, starts_on=TODAY + DAY)

    with pytest.raises(PermissionRefused):
        acknowledge(department, to_come.person.user, now=at("2026-11-22", "23:59"))

    assert acknowledge(department, to_come.person.user, now=at("2026-11-23", "00:00")).pk


def test_first_officer_of_a_department_has_nothing_to_take_over(department):
    first = DesignationFactory(department=department, starts_on=TODAY)
    DesignationFactory(department=department, capacity="assistant")

    with pytest.raises(DesignationRefused) as refusal:
        acknowledge(department, first.person.user)

    assert str(refusal.value) == (
        "Nobody was Ethics Officer here before you, so there is nothing to take over."
    )
