import pytest

from core.tasks import seal_audit_log
from notifications import tasks
from notifications.actions import BATCH_SIZE, enqueue_all
from notifications.models import Heartbeat, Message
from tests.clock import NOW
from tests.factories import UserFactory
from tests.mail import MessageFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_send_due_messages_sends_until_nothing_is_due(sink):
    messages = MessageFactory.build_batch(BATCH_SIZE + 1, recipient=UserFactory())
    enqueue_all(messages)

    tasks.send_due_messages()

    assert set(sink.message_ids()) == {f"<{message.pk}@127.0.0.1>" for message in messages}


def test_send_due_messages_takes_over_what_a_dead_worker_left(sink):
    message = MessageFactory(sending=True, claimed_at=NOW)

    tasks.send_due_messages()

    assert sink.message_ids() == [f"<{message.pk}@127.0.0.1>"]
    assert Message.objects.get().status == "sent"


def test_send_due_messages_stops_at_a_mail_server_that_takes_nothing(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    MessageFactory.create_batch(3)

    tasks.send_due_messages()

    assert set(Message.objects.values_list("status", "reason")) == {
        ("planned", "The mail server could not be reached.")
    }


def test_recurring_tasks_leave_a_heartbeat_when_they_end(sink):
    tasks.send_due_messages.apply()
    seal_audit_log.apply()

    assert list(Heartbeat.objects.values_list("task", flat=True)) == [
        "core.tasks.seal_audit_log",
        "notifications.tasks.send_due_messages",
    ]


def test_a_task_that_fails_leaves_no_heartbeat(settings):
    settings.EMAIL_BACKEND = "no.such.backend"
    MessageFactory()

    result = tasks.send_due_messages.apply()

    assert result.failed()
    assert Heartbeat.objects.count() == 0


def test_a_task_that_beat_does_not_ask_for_leaves_no_heartbeat(settings, sink):
    settings.CELERY_BEAT_SCHEDULE = {}

    tasks.send_due_messages.apply()

    assert Heartbeat.objects.count() == 0
