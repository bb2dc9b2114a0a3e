import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from notifications.models import Heartbeat, Message
from people.roles import Role
from tests.clock import NOW
from tests.factories import UserFactory, person_with_role
from tests.mail import MessageFactory

pytestmark = pytest.mark.django_db

CLAIM = "00000000-0000-4000-8000-00000000000a"


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "sending"}, "notifications_message_claimed_while_sending"),
        (
            {"status": "planned", "claim": CLAIM, "claimed_at": NOW},
            "notifications_message_claimed_while_sending",
        ),
        ({"status": "sending", "claim": CLAIM}, "notifications_message_claim_has_time"),
        ({"status": "planned", "claimed_at": NOW}, "notifications_message_claim_has_time"),
        ({"status": "sent"}, "notifications_message_sent_has_time"),
        ({"status": "planned", "sent_at": NOW}, "notifications_message_sent_has_time"),
        ({"status": "failed"}, "notifications_message_unsent_has_reason"),
        ({"status": "missed"}, "notifications_message_unsent_has_reason"),
        ({"status": "superseded"}, "notifications_message_unsent_has_reason"),
    ],
)
def test_message_is_never_stored_in_a_state_that_contradicts_itself(values, constraint):
    message = MessageFactory()

    with pytest.raises(IntegrityError, match=constraint):
        Message.objects.filter(pk=message.pk).update(**values)


def test_message_exists_once_for_a_key():
    MessageFactory(key="tests.note:1")

    with pytest.raises(IntegrityError, match="notifications_message_key"):
        MessageFactory(key="tests.note:1")


def test_heartbeat_exists_once_for_a_task():
    Heartbeat.objects.create(task="tests.beat", at=NOW)

    with pytest.raises(IntegrityError, match="notifications_heartbeat_task"), transaction.atomic():
        Heartbeat.objects.create(task="tests.beat", at=NOW)


def test_messages_are_visible_to_staff_all_and_to_others_their_own():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    reader = UserFactory()
    own, other = MessageFactory(recipient=reader), MessageFactory()

    assert set(Message.objects.visible_to(staff)) == {own, other}
    assert list(Message.objects.visible_to(reader)) == [own]


def test_heartbeats_are_visible_to_those_who_see_the_health_only():
    beat = Heartbeat.objects.create(task="tests.beat", at=NOW)

    assert list(Heartbeat.objects.visible_to(person_with_role(Role.AUDITOR).user)) == [beat]
    assert list(Heartbeat.objects.visible_to(UserFactory())) == []


def test_reason_in_words_is_empty_where_there_is_no_reason():
    with translation.override("zh-hant"):
        assert MessageFactory().reason_in_words == ""
