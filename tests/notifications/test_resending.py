"""A message that failed or was missed, looked at and sent again."""

import uuid

import pytest
from django.urls import reverse

from core.errors import PermissionRefused
from core.models import AuditEntry
from notifications import actions, rules
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW
from tests.factories import PersonFactory, person_with_role
from tests.mail import MessageFactory
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF)


def detail(message):
    return reverse("notifications:message-detail", args=[message.pk])


def resend(message):
    return reverse("notifications:message-resend", args=[message.pk])


def test_resend_puts_one_more_message_in_the_outbox_however_often_it_is_asked(staff):
    failed = MessageFactory(failed=True, context={"invites": True})

    first = actions.resend(message_id=failed.pk, by=staff.user, now=NOW)
    second = actions.resend(message_id=failed.pk, by=staff.user, now=NOW)

    assert first == second
    assert Message.objects.count() == 2
    assert (first.status, first.recipient, first.about_id, first.context, first.due_at) == (
        "planned",
        failed.recipient,
        failed.about_id,
        {"invites": True},
        NOW,
    )
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action) == (staff.user, "notifications.message_resent")
    assert entry.details == {"message": str(failed.pk), "again": str(first.pk)}


def test_resend_of_what_failed_again_is_a_third_message(staff):
    failed = MessageFactory(failed=True)
    again = actions.resend(message_id=failed.pk, by=staff.user, now=NOW)
    Message.objects.filter(pk=again.pk).update(status="failed", reason="It broke again.")

    third = actions.resend(message_id=again.pk, by=staff.user, now=NOW)

    assert third.key == f"again:{again.pk}"
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Only a message that failed or was missed can be sent again"),
        ({"sent": True}, "this one is marked “sent”"),
        (
            {"failed": True, "context": {"is_unwanted": True}},
            "It would not be sent: The note was withdrawn.",
        ),
        (
            {"status": "missed", "reason": "Too late.", "context": {"is_late": True}},
            "It would not be sent: The note came too late.",
        ),
    ],
)
def test_resend_of_what_would_not_go_out_is_refused(staff, fields, sentence):
    message = MessageFactory(**fields)

    with pytest.raises(rules.ResendRefused, match=sentence):
        actions.resend(message_id=message.pk, by=staff.user, now=NOW)

    assert Message.objects.count() == 1


def test_resend_is_refused_to_those_who_may_only_look():
    with pytest.raises(PermissionRefused):
        actions.resend(
            message_id=MessageFactory(failed=True).pk,
            by=person_with_role(Role.AUDITOR).user,
            now=NOW,
        )


def test_message_page_tells_all_there_is_to_know(as_role):
    person = PersonFactory(name_en="LEE Siu-yuk", name_zh="", user__email="sy@gov.example")
    message = MessageFactory(
        key="tests.note:1", recipient=person.user, failed=True, answer="550 No", attempts=6
    )

    page = words(as_role(Role.AUDITOR).get(detail(message)))

    assert (
        "Recipient LEE Siu-yuk sy@gov.example Why The mail server is gone. "
        "What the mail server said 550 No Attempts 6 "
        "Written 22 November 2026, 12:00 Due 22 November 2026, 12:00 "
        f"Kept under the key tests.note:1 Number of the message {message.pk}"
    ) in page
    assert "Send it again" not in page


def test_pressing_send_it_again_twice_leads_twice_to_the_one_new_message(sign_in, staff):
    message = MessageFactory(failed=True)
    client = sign_in(staff)
    assert "Send it again" in words(client.get(detail(message)))

    first = client.post(resend(message))
    second = client.post(resend(message))

    again = Message.objects.exclude(pk=message.pk).get()
    assert first.url == second.url == detail(again)
    assert "Sent in place of 22 November 2026, 12:00, Failed" in words(client.get(detail(again)))
    old = words(client.get(detail(message)))
    assert "It was put in the outbox again on" in old
    assert "Send it again" not in old


def test_a_refusal_is_shown_on_the_page_of_the_message(sign_in, staff):
    message = MessageFactory(failed=True, context={"is_unwanted": True})

    response = sign_in(staff).post(resend(message), follow=True)

    assert response.redirect_chain == [(detail(message), 302)]
    assert "It would not be sent: The note was withdrawn." in words(response)


def test_the_page_of_a_message_that_is_not_there_is_not_there(sign_in, staff):
    client = sign_in(staff)

    assert client.get(detail(Message(pk=uuid.uuid4()))).status_code == 404
    assert client.post(resend(Message(pk=uuid.uuid4()))).status_code == 404
