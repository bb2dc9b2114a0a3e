"""A real Celery worker and beat, on a real broker, sending real mail."""

import datetime as dt
import os
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as configured
from django.utils import timezone

from notifications.models import Heartbeat, Message
from tests.factories import PersonFactory, ReminderRuleFactory, SessionFactory
from tests.mail import smtp_sink
from training import actions

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 90


@pytest.fixture
def celery(tmp_path):
    """Start a worker with beat in it: `celery(email_port)`. It ends with the test."""
    started = []

    def start(email_port):
        database = configured.DATABASES["default"]
        address = f"postgres://{database['USER']}:{database['PASSWORD']}"
        address += f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "integrity.settings",
            "DATABASE_URL": address,
            # A keyspace of its own, so that no other worker takes its tasks.
            "REDIS_URL": urlunsplit(urlsplit(configured.REDIS_URL)._replace(path="/9")),
            "EMAIL_URL": f"smtp://127.0.0.1:{email_port}",
        }
        schedule = ["--beat", "--schedule", str(tmp_path / "schedule")]
        command = [sys.executable, "-m", "celery", "-A", "integrity", "worker", *schedule]
        with (tmp_path / "log").open("w") as log:
            started.append(
                subprocess.Popen(
                    [*command, "--pool", "solo"], env=environment, stdout=log, stderr=log
                )
            )

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=30)


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, "It did not happen in time"
        time.sleep(0.2)
    return found


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
        celery(sink.port)
        reminder = wait_until(
            Message.objects.filter(kind="training.reminder", status=Message.Status.SENT).first
        )
        wait_until(Heartbeat.objects.filter(task="training.tasks.plan_reminders").exists)

    subjects = sorted(mail["Subject"].split(":")[0] for mail in sink.mails())
    assert subjects == ["Reminder", "You have a place"]
    assert reminder.recipient == person.user
