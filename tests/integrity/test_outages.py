"""Workers that are killed and a broker that stops, with real processes in the middle of work."""

import datetime as dt
import signal
import subprocess
import threading
from collections import Counter

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from notifications import actions as outbox
from notifications.models import Message
from scripts import redis_server
from tests.factories import PersonFactory, ReminderRuleFactory, SessionFactory
from tests.integrity.celery_process import CeleryProcess, wait_until
from tests.mail import free_port, smtp_sink
from training.models import Registration

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture
def sink(settings):
    with smtp_sink(settings) as running:
        yield running


@pytest.fixture
def celery(tmp_path):
    with CeleryProcess(tmp_path) as process:
        yield process


def full_session(count):
    """A session in two days in which so many people have a place, and its reminder, due now."""
    now = timezone.now()
    session = SessionFactory(
        starts_at=now + dt.timedelta(days=2),
        closes_at=now + dt.timedelta(days=1),
        capacity=count + 1,
        places_taken=count,
    )
    first = PersonFactory()
    people = [first, *PersonFactory.create_batch(count - 1, posting=None)]
    Registration.objects.bulk_create(
        Registration(
            session=session,
            person=person,
            status="confirmed",
            registered_at=now,
            registered_by=first.user,
            confirmed_at=now,
        )
        for person in people
    )
    ReminderRuleFactory(session=session, due_at=timezone.now())
    return session


def message_ids():
    host = "127.0.0.1"
    return {f"<{message}@{host}>" for message in Message.objects.values_list("pk", flat=True)}


def all_sent(count):
    return lambda: Message.objects.filter(status="sent").count() == count


def test_a_worker_killed_amid_500_reminders_loses_none_and_repeats_the_one_in_flight(celery, sink):
    full_session(500)
    has_started = threading.Event()

    def kill_at_the_250th(number):
        if number == 250:
            has_started.wait()
            celery.kill()

    sink.on_mail = kill_at_the_250th
    celery.start(email_port=sink.port)
    has_started.set()
    wait_until(celery.has_ended)

    assert celery.process.returncode == -signal.SIGKILL
    by_status = Counter(Message.objects.values_list("status", flat=True))
    assert by_status == {"sent": 249, "sending": 51, "planned": 200}
    in_flight = sink.message_ids()[249]

    # The claim goes stale by time alone; the test has not five minutes.
    Message.objects.filter(status="sending").update(
        claimed_at=F("claimed_at") - outbox.STALE_AFTER - dt.timedelta(seconds=1)
    )
    celery.start(email_port=sink.port)
    wait_until(all_sent(500))

    received = Counter(sink.message_ids())
    assert received == {**dict.fromkeys(message_ids(), 1), in_flight: 2}


class Broker:
    """A broker of our own, which can be stopped and started at one address."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(
            [redis_server.program(), *options, "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def broker(tmp_path):
    running = Broker(tmp_path)
    running.start()
    yield running
    running.stop()


def test_a_broker_that_stops_in_mid_work_delays_messages_and_loses_none(
    broker, celery, sink, client, settings
):
    session = full_session(200)
    late = PersonFactory()
    settings.REDIS_URL = settings.CELERY_BROKER_URL = broker.address
    stopped = threading.Event()

    def stop_at_the_50th(number):
        if number == 50:
            broker.stop()
            stopped.set()

    sink.on_mail = stop_at_the_50th
    celery.start(email_port=sink.port, broker=broker.address)
    assert stopped.wait(timeout=90)
    # What is under way needs no broker.
    wait_until(all_sent(200))

    # Without it pages answer, and a seat is taken; the confirmation waits in the outbox.
    client.force_login(late.user)
    page = reverse("training:session-detail", args=[session.pk])
    assert client.get(page).status_code == 200
    registered = client.post(reverse("training:registration-create", args=[session.pk]))
    assert registered.status_code == 302
    confirmation = Message.objects.get(kind="training.confirmed")
    assert confirmation.status == "planned"

    broker.start()
    wait_until(all_sent(201))
    confirmation.refresh_from_db()
    assert confirmation.status == "sent"
    assert Counter(sink.message_ids()) == dict.fromkeys(message_ids(), 1)
