"""What an activity is told to be like when it is changed, and what it is not."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import ActivityFactory
from tests.ethics_officers.queries.test_activities import HELD_ON, attend, held
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "likeness"}
THAT_DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return person_with_role(Role.ETHICS_OFFICER)


@pytest.fixture
def department(officer):
    return officer.postings.get().department


@pytest.fixture
def as_officer(sign_in, officer):
    return sign_in(officer)


def address(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def logged(department, **fields):
    """An activity in the log, with the words that are searched."""
    activity = ActivityFactory(department=department, **fields)
    activity.search_text = activity.searchable()
    activity.save()
    return activity


def entry(**changes):
    values = {"happened_on": "2026-11-20", "kind": "talk", "title": "Talk at Kwai Chung"}
    return {**values, **changes}


def test_edit_asks_whether_what_it_is_called_now_is_in_the_system_already(as_officer, department):
    activity = logged(department, title="Visit")
    other = logged(department, title="Talk at Kwai Chung", happened_on=THAT_DAY)
    page = address("activity-edit", activity)

    asked = as_officer.post(page, entry(version="1"))
    answered = as_officer.post(page, entry(version="1", is_another="on"))

    assert asked.status_code == 422
    assert [each.pk for each in asked.context["form"].likeness.activities] == [other.pk]
    assert "is logged for this day already" in asked.text
    assert answered.status_code == 302


def test_edit_offers_to_link_the_session_that_the_activity_was(as_officer, department):
    session = held()
    attend(session, department)
    activity = logged(department, title="Visit")
    page = address("activity-edit", activity)

    asked = as_officer.post(
        page, entry(version="1", happened_on=HELD_ON.isoformat(), title=session.title_en)
    )
    linked = as_officer.post(
        page,
        entry(
            version="1", happened_on=HELD_ON.isoformat(), title=session.title_en, session=session.pk
        ),
    )

    assert "Link it and save" in asked.text
    assert linked.status_code == 302
    activity.refresh_from_db()
    assert activity.session == session


def test_edit_does_not_take_an_activity_for_its_own_likeness(as_officer, department):
    activity = logged(department, title="Visit", happened_on=THAT_DAY)

    response = as_officer.post(
        address("activity-edit", activity), entry(version="1", title="Visit, with the head")
    )

    assert response.status_code == 302


def test_edit_of_anything_but_day_name_and_topic_asks_nothing(as_officer, department):
    values = {"title": "Talk at Kwai Chung", "happened_on": THAT_DAY}
    activity, _ = logged(department, **values), logged(department, **values)

    response = as_officer.post(
        address("activity-edit", activity), entry(version="1", note="In the rain.")
    )

    assert response.status_code == 302


def test_likeness_is_shown_while_an_activity_is_being_changed(as_officer, department):
    activity = logged(department, title="Visit")
    other = logged(department, title="Talk at Kwai Chung", happened_on=THAT_DAY)

    response = as_officer.get(
        address("activity-edit", activity), entry(), headers={**HTMX, "HX-Target": "likeness"}
    )

    assert address("activity-detail", other) in response.text
    assert "<html" not in response.text
