"""Sessions for Ethics Officers alone: a past officer sees none to come, and keeps the record."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import AudienceFactory, SessionFactory
from training import actions
from training.models import Session

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)


def registered(person, **fields):
    session = SessionFactory(**fields)
    with time_machine.travel(NOW, tick=False):
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    return session


def seen_by(person, moment):
    with time_machine.travel(moment, tick=False):
        user = type(person.user).objects.get(pk=person.user_id)
        return set(Session.objects.visible_to(user))


@pytest.fixture
def leaving():
    return DesignationFactory(ends_on=TOMORROW).person


@pytest.fixture
def thematic(leaving):
    return registered(leaving, audience=AudienceFactory(roles=[Role.ETHICS_OFFICER]))


def test_past_officer_sees_a_session_for_officers_no_longer_despite_a_place_in_it(
    leaving, thematic
):
    assert seen_by(leaving, at("2026-11-22", "23:59")) == {thematic}
    assert seen_by(leaving, at("2026-11-23", "00:00")) == set()


def test_page_of_such_a_session_is_absent_but_the_place_can_be_given_up(leaving, thematic, sign_in):
    registration = thematic.registrations.get()
    with time_machine.travel(at("2026-11-23", "00:00"), tick=False):
        client = sign_in(leaving)
        page = client.get(reverse("training:session-detail", args=[thematic.pk]))
        given_up = client.post(reverse("training:registration-cancel", args=[registration.pk]))

    registration.refresh_from_db()
    assert page.status_code == 404
    assert (given_up.status_code, given_up.url) == (302, reverse("training:my-record"))
    assert registration.status == "cancelled"


def test_session_that_has_begun_stays_in_the_record_of_a_past_officer(leaving, thematic):
    assert seen_by(leaving, thematic.starts_at) == {thematic}


def test_place_keeps_a_session_visible_whose_audience_names_no_role(leaving):
    session = registered(leaving)
    session.audience.levels = ["junior"]
    session.audience.save()

    assert seen_by(leaving, at("2026-11-23", "00:00")) == {session}
