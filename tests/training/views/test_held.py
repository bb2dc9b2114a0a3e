"""The places that the people of a department hold: who sees whose, the list, the file."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    RoleAssignmentFactory,
    SessionFactory,
    person_with_role,
)
from tests.files import csv_rows
from tests.pages import rows
from tests.queries import queries_of
from training.models import Registration

pytestmark = pytest.mark.django_db

HELD = reverse("training:held-list")


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def coordinator(sign_in, customs):
    return sign_in(person_with_role(Role.TRAINING_COORDINATOR, customs))


def hold(department, name="CHAN Siu-ming", **session):
    person = PersonFactory(name_en=name, posting__department=department)
    return registered(SessionFactory(**session), person)


def registered(session, person, status="confirmed", **fields):
    return Registration.objects.create(
        session=session,
        person=person,
        status=status,
        registered_at=NOW,
        registered_by=person.user,
        confirmed_at=NOW if status == "confirmed" else None,
        **fields,
    )


def test_the_list_has_the_places_of_the_own_people_in_sessions_to_come(coordinator, customs):
    held = hold(customs, title_en="Gifts")
    hold(DepartmentFactory())
    hold(customs, starts_at=at("2026-11-20"))
    waiting = PersonFactory(posting__department=customs)
    registered(held.session, waiting, "waiting", waiting_number=1)

    [row] = rows(coordinator.get(HELD))

    assert row[0].startswith("Gifts")
    assert row[1].startswith("CHAN Siu-ming")
    assert row[2] == "Customs"


def test_home_leads_to_as_many_as_it_counts(coordinator, customs):
    hold(customs)
    hold(customs)
    address = f"{HELD}?department={customs.pk}"

    home = coordinator.get("/")

    assert address in home.content.decode()
    assert home.context["departments"][0].places == len(rows(coordinator.get(address))) == 2


def test_who_works_for_two_departments_sees_one_of_them_alone(sign_in, customs):
    works, prisons = DepartmentFactory(name_en="Works"), DepartmentFactory()
    person = person_with_role(Role.TRAINING_COORDINATOR, customs)
    RoleAssignmentFactory(user=person.user, role=Role.TRAINING_COORDINATOR, department=works)
    for department in (customs, works, prisons):
        hold(department)
    coordinator = sign_in(person)

    assert len(rows(coordinator.get(HELD))) == 2
    assert [row[2] for row in rows(coordinator.get(HELD, {"department": works.pk}))] == ["Works"]
    assert len(rows(coordinator.get(HELD, {"department": prisons.pk}))) == 2


def test_looking_and_taking_along_are_recorded_without_the_name_searched(coordinator, customs):
    hold(customs, "CHAN Siu-ming", title_en="Gifts")
    hold(customs, "WONG Ka-man")

    assert len(rows(coordinator.get(HELD, {"q": "Siu-ming"}))) == 1
    _heading, row = csv_rows(coordinator.get(HELD, {"q": "Siu-ming", "export": "csv"}))

    assert "Gifts" in row
    assert "CHAN Siu-ming" in row
    kept = AuditEntry.objects.filter(action__startswith="training.places_held").order_by("pk")
    assert [(entry.action, entry.details["filter"]) for entry in kept] == [
        ("training.places_held_viewed", {"searched": True}),
        ("training.places_held_exported", {"searched": True}),
    ]


def test_the_list_asks_as_much_for_three_places_as_for_one(coordinator, customs):
    hold(customs)
    coordinator.get(HELD)
    of_one = queries_of(coordinator, HELD)
    for _ in range(2):
        hold(customs)

    assert queries_of(coordinator, HELD) == of_one
