"""Inviting officers to sessions for them alone: who is in the audience now, each once."""

import datetime as dt

import pytest
import time_machine

from core.models import AuditEntry
from ethics_officers import actions, queries
from ethics_officers.models import Designation
from ethics_officers.tasks import invite_to_thematic_sessions
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import DesignationFactory
from tests.factories import (
    AudienceFactory,
    PersonFactory,
    SessionFactory,
    person_with_role,
)
from training import actions as training
from training.models import Session

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)
MIDNIGHT = at("2026-11-23", "00:00:00")
OFFICERS = [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER]


def session_for(*roles, **fields):
    return SessionFactory(audience=AudienceFactory(roles=list(roles)), **fields)


@pytest.fixture
def session():
    return session_for(*OFFICERS, title_en="Supervisory accountability")


def invite(now=NOW):
    return actions.invite_to_thematic_sessions(now=now)


def register(person, session):
    with time_machine.travel(NOW, tick=False):
        training.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def invited():
    return {(message.about_id, message.recipient.person) for message in Message.objects.all()}


def composed(now=NOW):
    messages = Message.objects.filter(kind=queries.THEMATIC_INVITATION).order_by("key")
    messages = list(messages.select_related("recipient__person"))
    return [each for _, each in compose(messages, now)]


def test_officers_and_assistants_are_invited_once_and_nobody_else(session):
    officer = DesignationFactory()
    assistant = DesignationFactory(capacity=Designation.Capacity.ASSISTANT)
    person_with_role(Role.HEAD_OF_DEPARTMENT)
    PersonFactory()

    assert [invite(), invite()] == [2, 0]

    assert invited() == {(session.pk, officer.person), (session.pk, assistant.person)}
    assert set(Message.objects.values_list("key", flat=True)) == {
        f"ethics_officers.thematic_invitation:{session.pk}:{each.person.user_id}"
        for each in (officer, assistant)
    }
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == ("ethics_officers.thematic_invited", None)


def test_who_is_designated_later_is_invited_in_the_next_run_and_a_past_officer_is_not(session):
    leaving = DesignationFactory(ends_on=TOMORROW)
    assert invite(MIDNIGHT - dt.timedelta(seconds=1)) == 1
    later = session_for(Role.ETHICS_OFFICER)
    successor = DesignationFactory(department=leaving.department, starts_on=TOMORROW)

    assert [invite(MIDNIGHT), invite(MIDNIGHT)] == [2, 0]

    assert invited() == {
        (session.pk, leaving.person),
        (session.pk, successor.person),
        (later.pk, successor.person),
    }


@pytest.mark.parametrize(
    "make",
    [
        lambda: session_for(*OFFICERS, draft=True),
        lambda: session_for(*OFFICERS, cancelled=True),
        lambda: session_for(*OFFICERS, closes_at=NOW),
        lambda: session_for(*OFFICERS, opens_at=NOW + dt.timedelta(seconds=1)),
        lambda: session_for(),
        lambda: session_for(Role.ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT),
    ],
    ids=["draft", "called off", "closed", "not open yet", "for everybody", "for others too"],
)
def test_nobody_is_invited_to_a_session_that_takes_none_or_is_for_others_too(make):
    DesignationFactory()
    make()

    assert invite() == 0


def test_who_has_registered_is_not_invited(session):
    officer = DesignationFactory()
    register(officer.person, session)

    assert invite() == 0


def test_invitation_says_when_and_where_and_leads_to_the_session(session):
    officer = DesignationFactory()
    invite()

    [mail] = composed()

    assert isinstance(mail, Mail)
    assert mail.subject == "Invitation for Ethics Officers: Supervisory accountability"
    assert f"Dear {officer.person.name_en}," in mail.text
    assert f"/sessions/{session.pk}/" in mail.text


def test_invitation_is_not_sent_to_an_officer_whose_designation_has_ended_meanwhile(session):
    DesignationFactory(ends_on=TOMORROW)
    invite()

    assert composed(MIDNIGHT) == [
        Unwanted("The recipient has registered, or is no longer in the audience.")
    ]


def test_invitation_is_not_sent_to_who_has_registered_meanwhile(session):
    officer = DesignationFactory()
    invite()
    register(officer.person, session)

    assert composed() == [
        Unwanted("The recipient has registered, or is no longer in the audience.")
    ]


def test_invitation_is_not_sent_once_the_session_is_closed_or_back_in_draft(session):
    DesignationFactory()
    invite()
    refusal = [Unwanted("The session takes no registrations any more.")]

    assert composed(session.closes_at) == refusal
    Session.objects.filter(pk=session.pk).update(status=Session.Status.DRAFT)
    assert composed() == refusal


def test_workers_invite(session):
    DesignationFactory()

    with time_machine.travel(NOW, tick=False):
        invite_to_thematic_sessions()

    assert Message.objects.count() == 1
