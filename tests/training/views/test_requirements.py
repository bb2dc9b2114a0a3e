"""The pages on which staff require courses."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.factories import CourseFactory, PersonFactory, RequirementFactory, SessionFactory
from tests.queries import queries_of
from training.models import Requirement

pytestmark = pytest.mark.django_db

LIST = reverse("training:requirement-list")
NEW = reverse("training:requirement-create")
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(**fields):
    values = {
        "course": CourseFactory().pk,
        "basis": "by_date",
        "due_on": "2026-12-31",
        "days": "60",
        "starts_on": TODAY.isoformat(),
        "levels": ["recruit"],
    }
    return values | fields


def test_form_tells_how_many_it_touches_before_anything_is_saved(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    PersonFactory.create_batch(2, posting__level=Level.RECRUIT)

    response = client.post(NEW, asked() | {"require": "1"})

    assert response.status_code == 200
    assert (response.context["touched"].audience, response.context["touched"].asked) == (2, 2)
    assert Requirement.objects.count() == 0


def test_form_requires_the_course_of_those_that_were_told(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    PersonFactory.create_batch(2, posting__level=Level.RECRUIT)

    response = client.post(NEW, asked() | {"require": "1", "told": "2"})

    assert response.url == LIST
    assert Requirement.objects.get().audience.levels == [Level.RECRUIT]


def test_form_tells_anew_when_the_audience_has_changed_in_between(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    PersonFactory.create_batch(2, posting__level=Level.RECRUIT)

    response = client.post(NEW, asked() | {"require": "1", "told": "1"})

    assert response.context["touched"].audience == 2
    assert Requirement.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": ""}, "due_on"),
        ({"due_on": "2026-11-21"}, "due_on"),
        ({"days": ""}, "days"),
        ({"days": "0"}, "days"),
        ({"course": ""}, "course"),
    ],
)
def test_form_refuses_what_cannot_be_meant(as_role, wrong, field):
    response = as_role(Role.PROGRAMME_STAFF).post(NEW, asked(**wrong))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_form_refuses_the_past_and_keeps_what_was_typed(as_role):
    past = asked(starts_on="2026-11-21", due_on="2026-12-30")

    response = as_role(Role.PROGRAMME_STAFF).post(NEW, past | {"require": "1", "told": "0"})

    assert response.status_code == 422
    assert b"Let it begin today or later." in response.content
    assert b"2026-12-30" in response.content


def test_form_asks_only_those_whose_probation_is_not_over(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    for day in (TODAY - dt.timedelta(days=1), TODAY):
        PersonFactory(
            appointed_on=dt.date(2024, 1, 1),
            probation_ends_on=day,
            posting__level=Level.RECRUIT,
        )

    response = client.post(NEW, asked(basis="within_probation"))

    assert (response.context["touched"].audience, response.context["touched"].asked) == (2, 1)


def test_a_requirement_to_come_is_changed(as_role):
    requirement = RequirementFactory(starts_on=TOMORROW)
    address = reverse("training:requirement-edit", args=[requirement.pk])
    changes = asked(course=requirement.course_id, starts_on=TOMORROW.isoformat(), days="30")

    response = as_role(Role.ICAC_STAFF).post(address, changes | {"require": "1", "told": "0"})

    assert response.url == LIST
    assert Requirement.objects.get().days == 30


def test_ending_says_how_many_have_not_completed_it(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    requirement = RequirementFactory()
    address = reverse("training:requirement-end", args=[requirement.pk])
    asked_for = PersonFactory()
    everybody = client.get(address).context["open"]
    asked_for.postings.update(ends_on=TODAY)

    assert client.get(address).context["open"] == everybody - 1
    assert client.post(address, {"ends_on": TOMORROW.isoformat()}).url == LIST
    assert Requirement.objects.get().ends_on == TOMORROW


def test_ending_in_the_past_is_refused(as_role):
    address = reverse("training:requirement-end", args=[RequirementFactory().pk])

    response = as_role(Role.PROGRAMME_STAFF).post(address, {"ends_on": "2026-11-21"})

    assert response.status_code == 422
    assert Requirement.objects.get().ends_on is None


def test_list_takes_the_same_number_of_queries_for_one_and_for_three(as_role):
    client = as_role(Role.PROGRAMME_STAFF)
    RequirementFactory()
    of_one = queries_of(client, LIST)
    RequirementFactory.create_batch(2)

    assert queries_of(client, LIST) == of_one


def test_list_is_there_as_a_file(as_role):
    RequirementFactory()

    response = as_role(Role.AUDITOR).get(LIST, {"export": "csv"})

    assert b"By a date" in b"".join(response)


def test_sessions_are_found_by_the_course_that_is_due(sign_in):
    wanted, _other = SessionFactory(), SessionFactory()
    SessionFactory(course=wanted.course, capacity=1, places_taken=1)
    client = sign_in(PersonFactory())

    response = client.get(
        reverse("training:session-list"), {"course": wanted.course_id, "seats": "on"}
    )

    assert [row.pk for _, rows in response.context["months"] for row in rows] == [wanted.pk]
