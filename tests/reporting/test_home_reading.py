"""Home: what is to be read, by oneself and in one's department, and what is in circulation."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, PersonFactory, PublicationFactory, person_with_role
from tests.pages import words
from tests.publications.factories import CirculationFactory, RecipientFactory, RoundFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon_on_a_sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reader():
    return person_with_role(Role.CIVIL_SERVANT)


def asked(person, title="Declare it early", days=10, publication=None, **fields):
    publication = publication or PublicationFactory(title_en=title)
    circulation = CirculationFactory(
        edition=publication.editions.get(), **fields.pop("circulation", {})
    )
    return RecipientFactory(
        round=RoundFactory(circulation=circulation),
        person=person,
        due_on=TODAY + dt.timedelta(days=days),
        **fields,
    )


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (10, "by 2 December 2026 10 days left"),
        (1, "by 23 November 2026 1 day left"),
        (0, "by 22 November 2026 Due today"),
        (-1, "by 21 November 2026 1 day overdue"),
        (-3, "by 19 November 2026 3 days overdue"),
    ],
)
def test_home_says_what_is_to_be_read_and_in_how_many_days(sign_in, reader, days, state):
    recipient = asked(reader, days=days)

    response = sign_in(reader).get("/")

    assert f"To read 1 Declare it early Read and acknowledge {state}" in words(response)
    publication = recipient.round.edition.publication
    assert reverse("publications:publication-detail", args=[publication.pk]) in response.text


def test_what_only_asks_to_be_read_says_so(sign_in, reader):
    asked(reader, circulation={"must_acknowledge": False})

    assert "Declare it early Read by 2 December 2026" in words(sign_in(reader).get("/"))


@pytest.mark.parametrize(
    "fields",
    [
        {"opened_at": NOW, "acknowledged_at": NOW},
        {"left_on": TODAY},
        {"circulation": {"status": "ended", "ended_at": NOW}},
    ],
)
def test_what_is_done_or_asked_no_more_is_not_there(sign_in, reader, fields):
    if circulation := fields.get("circulation"):
        fields = {"circulation": {**circulation, "ended_by": reader.user}}
    asked(reader, **fields)
    asked(PersonFactory())

    assert sign_in(reader).get("/").context["to_read"] == []


def test_what_was_archived_is_not_there(sign_in, reader):
    recipient = asked(reader)
    publication = recipient.round.edition.publication
    type(publication).objects.update(archived_at=NOW, archived_by=reader.user)

    assert sign_in(reader).get("/").context["to_read"] == []


def test_what_two_circulations_ask_for_is_there_once_with_the_first_deadline(sign_in, reader):
    first = asked(reader, days=9)
    asked(reader, days=4, publication=first.round.edition.publication)

    [found] = sign_in(reader).get("/").context["to_read"]
    assert found.days == 4


def test_home_shows_five_and_leads_to_all(sign_in, reader):
    for number in range(6):
        asked(reader, title=f"Guide {number}", days=number)

    said = words(sign_in(reader).get("/"))

    assert "Guide 4" in said
    assert "Guide 5" not in said
    assert "All you are asked to read" in said


@pytest.mark.parametrize(
    "role", [Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER]
)
def test_a_department_sees_how_many_of_its_people_are_still_to_read(sign_in, role):
    department = DepartmentFactory()
    colleague = PersonFactory(posting__department=department)
    asked(colleague), asked(colleague)
    asked(PersonFactory(posting__department=department))
    asked(PersonFactory(posting__department=department), opened_at=NOW, acknowledged_at=NOW)
    asked(PersonFactory())

    said = words(sign_in(person_with_role(role, department)).get("/"))

    assert "People still to read what is in circulation 2 in 3 circulations" in said


def test_a_department_that_has_read_everything_is_not_told(sign_in):
    coordinator = person_with_role(Role.TRAINING_COORDINATOR)
    asked(PersonFactory())

    assert "still to read" not in words(sign_in(coordinator).get("/"))


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF])
def test_staff_see_how_many_circulations_are_under_way(as_role, role):
    asked(PersonFactory())
    CirculationFactory(draft=True)

    assert "Circulations under way 1 the list says" in words(as_role(role).get("/"))


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.TRAINING_COORDINATOR])
def test_home_takes_as_many_queries_for_one_as_for_three(sign_in, role):
    person = person_with_role(role)
    client = sign_in(person)
    asked(person)
    client.get("/")
    one = queries_of(client, "/")
    asked(person), asked(person)

    assert queries_of(client, "/") == one
