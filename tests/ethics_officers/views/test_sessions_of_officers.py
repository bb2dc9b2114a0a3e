"""Sessions for Ethics Officers alone: a past officer sees none to come, and keeps the record."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import AudienceFactory, SessionFactory
from tests.pages import words
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


@pytest.mark.parametrize("gives_up", [False, True])
def test_record_of_a_past_officer_says_why_it_does_not_lead_to_such_a_session(
    leaving, thematic, sign_in, gives_up
):
    registration = thematic.registrations.get()
    record = reverse("training:my-record")
    link = f'href="{reverse("training:session-detail", args=[thematic.pk])}"'
    with time_machine.travel(at("2026-11-22", "23:59"), tick=False):
        before = sign_in(leaving).get(record)
    with time_machine.travel(at("2026-11-23", "00:00"), tick=False):
        client = sign_in(leaving)
        if gives_up:
            client.post(reverse("training:registration-cancel", args=[registration.pk]))
        after = client.get(record)
    with time_machine.travel(thematic.starts_at, tick=False):
        once_begun = sign_in(leaving).get(record)

    assert [link in page.text for page in (before, after, once_begun)] == [True, False, True]
    assert thematic.title_en in words(after)
    reason = (
        "This session is for certain roles alone (Ethics Officer), "
        "and you hold none of them any more, so its page is closed to you."
    )
    assert [reason in words(page) for page in (before, after, once_begun)] == [False, True, False]


def test_session_that_has_begun_stays_in_the_record_of_a_past_officer(leaving, thematic):
    assert seen_by(leaving, thematic.starts_at) == {thematic}


def test_place_keeps_a_session_visible_whose_audience_names_no_role(leaving):
    session = registered(leaving)
    session.audience.levels = ["junior"]
    session.audience.save()

    assert seen_by(leaving, at("2026-11-23", "00:00")) == {session}
