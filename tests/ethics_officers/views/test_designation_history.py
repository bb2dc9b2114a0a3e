"""A person's designations over time."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import DepartmentFactory
from tests.pages import words as plain
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF, posting__department=DepartmentFactory(name_en="ZZ"))


def history_of(person):
    return reverse("ethics_officers:designation-history", args=[person.pk])


def test_history_shows_a_persons_designations_in_all_departments_to_staff(staff):
    former = DesignationFactory(ends_on=TODAY)
    current = DesignationFactory(person=former.person, starts_on=TODAY)

    response = staff.get(history_of(former.person))

    assert list(response.context["designations"]) == [current, former]
    assert f"Designations of {former.person}" in plain(response)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id) == (
        "ethics_officers.designation_history_viewed",
        former.person_id,
    )


def test_history_shows_an_officer_the_designations_in_the_own_department_alone(sign_in):
    mine = DesignationFactory()
    former = DesignationFactory(department=mine.department, capacity="assistant")
    elsewhere = DesignationFactory(person=former.person, ends_on=TODAY)
    client = sign_in(mine.person)

    response = client.get(history_of(former.person))

    assert list(response.context["designations"]) == [former]
    assert elsewhere.department.name_en not in response.text
    assert client.get(history_of(DesignationFactory().person)).status_code == 404


def test_history_is_linked_from_the_persons_page_where_there_is_one_to_see(as_role):
    held = DesignationFactory()
    person_page = reverse("people:person-detail", args=[held.person_id])

    assert history_of(held.person) in as_role(Role.PROGRAMME_STAFF).get(person_page).text
    assert history_of(held.person) not in as_role(Role.ADMINISTRATOR).get(person_page).text


def test_history_takes_as_many_queries_for_three_as_for_one(staff):
    held = DesignationFactory(capacity="assistant")
    for_one = queries_of(staff, history_of(held.person))
    for _ in range(2):
        DesignationFactory(person=held.person, capacity="assistant")

    assert queries_of(staff, history_of(held.person)) == for_one
