"""Several workers at one outbox, and workers that are killed."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core.mail import get_connection
from django.db import connection, transaction

from notifications import actions, emails
from notifications.models import Message
from tests.clock import NOW
from tests.factories import UserFactory
from tests.mail import MessageFactory, smtp_sink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sink(settings):
    with smtp_sink(settings) as running:
        yield running


def outbox(count: int) -> list[str]:
    """Fill the outbox with due messages; give their Message-IDs."""
    reader = UserFactory()
    messages = MessageFactory.build_batch(count, recipient=reader)
    actions.enqueue_all(messages)
    return [f"<{message.pk}@127.0.0.1>" for message in messages]


def in_two_threads(work: Callable[[], None]) -> None:
    errors = []

    def run() -> None:
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_two_workers_send_everything_twice_when_they_look_without_claiming(sink):
    message_ids = outbox(20)
    both_have_looked = threading.Barrier(2)

    def send_without_claiming():
        due = list(Message.objects.due(NOW).select_related("recipient"))
        both_have_looked.wait()
        with get_connection() as server:
            for message, mail in emails.compose(due, NOW):
                server.send_messages([emails.as_email(message, mail, NOW)])
                Message.objects.filter(pk=message.pk).update(status="sent", sent_at=NOW)

    in_two_threads(send_without_claiming)

    assert Counter(sink.message_ids()) == dict.fromkeys(message_ids, 2)


def test_two_workers_share_the_outbox_and_send_everything_once(sink):
    message_ids = outbox(200)
    claimed = []

    def send():
        while (batch := actions.send_due(now=NOW, limit=10)).claimed:
            claimed.append(batch.claimed)

    in_two_threads(send)

    assert Counter(sink.message_ids()) == dict.fromkeys(message_ids, 1)
    assert sum(claimed) == 200
    assert Message.objects.filter(status="sent", claim=None, attempts=1).count() == 200


def test_a_worker_neither_waits_for_what_another_claims_nor_takes_it():
    outbox(3)
    claimed = []

    def claim():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        claimed.extend(actions.claim_due(now=NOW))
        connection.close()

    with transaction.atomic():
        locked = list(Message.objects.select_for_update().order_by("due_at", "id")[:1])
        thread = threading.Thread(target=claim)
        thread.start()
        thread.join()

    assert len(claimed) == 2
    assert locked[0] not in claimed


def test_two_writers_of_the_same_messages_write_them_once_without_a_deadlock():
    reader = UserFactory()
    both_are_ready = threading.Barrier(2)
    orders = [range(300), reversed(range(300))]

    def write():
        numbers = orders.pop()
        messages = [
            MessageFactory.build(key=f"tests.note:{number}", recipient=reader) for number in numbers
        ]
        both_are_ready.wait()
        actions.enqueue_all(messages)

    in_two_threads(write)

    assert Message.objects.count() == 300


def test_a_killed_worker_loses_nothing_and_repeats_the_one_mail_in_flight(sink):
    message_ids = outbox(100)
    url = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    worker = None
    has_worker = threading.Event()

    def kill_at_the_31st(number):
        if number == 31:
            has_worker.wait()
            worker.kill()
            worker.wait()

    sink.on_mail = kill_at_the_31st
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.outbox_worker", str(sink.port)], env=environment
    )
    has_worker.set()
    worker.wait(timeout=60)

    assert worker.returncode == -signal.SIGKILL
    by_status = Counter(Message.objects.values_list("status", flat=True))
    assert by_status == {"sent": 30, "sending": 70}

    assert actions.release_stale_claims(now=NOW + actions.STALE_AFTER / 2) == 0
    later = NOW + actions.STALE_AFTER * 2
    assert actions.release_stale_claims(now=later) == 70
    actions.send_due(now=later)

    assert Counter(Message.objects.values_list("status", flat=True)) == {"sent": 100}
    received = Counter(sink.message_ids())
    assert set(received) == set(message_ids)
    in_flight = sink.message_ids()[30]
    assert received == {**dict.fromkeys(message_ids, 1), in_flight: 2}
