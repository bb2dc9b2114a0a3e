"""A real Celery worker and beat, on a real broker, sending real mail."""

import datetime as dt

import pytest
from django.utils import timezone

from notifications.models import Heartbeat, Message
from tests.factories import PersonFactory, ReminderRuleFactory, SessionFactory
from tests.integrity.celery_process import CeleryProcess, wait_until
from tests.mail import smtp_sink
from training import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def celery(tmp_path):
    with CeleryProcess(tmp_path) as process:
        yield process


def test_beat_finds_a_reminder_due_and_a_worker_sends_it_once(celery, settings):
    session = SessionFactory(
        starts_at=timezone.now() + dt.timedelta(days=2),
        closes_at=timezone.now() + dt.timedelta(days=1),
    )
    person = PersonFactory()
    now = timezone.now()
    actions.register(session_id=session.pk, person=person, by=person.user, now=now)
    ReminderRuleFactory(session=session, due_at=timezone.now())

    with smtp_sink(settings) as sink:
        celery.start(email_port=sink.port)
        reminder = wait_until(
            Message.objects.filter(kind="training.reminder", status=Message.Status.SENT).first
        )
        wait_until(Heartbeat.objects.filter(task="training.tasks.plan_reminders").exists)

    subjects = sorted(mail["Subject"].split(":")[0] for mail in sink.mails())
    assert subjects == ["Reminder", "You have a place"]
    assert reminder.recipient == person.user
