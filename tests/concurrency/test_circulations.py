"""A worker killed in mid-circulation, two at once, and an acknowledgement from two tabs."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from notifications.models import Message
from people.models import Person
from publications.actions import acknowledging, rounds
from publications.models import Acknowledgement, CirculationRound, Recipient
from publications.rules.circulations import fingerprint
from tests.clock import NOW, TODAY
from tests.concurrency.test_last_seats import at_once
from tests.factories import DepartmentFactory, EditionFactory, PersonFactory
from tests.publications.factories import (
    CirculationFactory,
    RecipientFactory,
    RenditionFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def due_to_go_out(people):
    department = DepartmentFactory()
    for _ in range(people):
        PersonFactory(posting__department=department)
    circulation = CirculationFactory(status="planned")
    RenditionFactory(edition=circulation.edition)
    return RoundFactory(circulation=circulation, begun_at=None, finished_at=None)


def worker():
    url = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.circulation_worker"], env=environment
    )


def until(is_so):
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("It took too long.")


def is_waiting_for_the_outbox():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted"
            " AND relation = 'notifications_message'::regclass"
        )
        return cursor.fetchone()[0] == 1


def test_a_worker_killed_in_a_batch_leaves_nobody_out_and_nobody_is_asked_twice():
    out = due_to_go_out(35)
    rounds.send_batch(now=NOW, limit=10)

    # The next batch has its recipients written, and hangs at its messages, when it is killed.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE notifications_message IN SHARE MODE")
        process = worker()
        until(is_waiting_for_the_outbox)
        process.kill()
        process.wait(timeout=60)
    until(lambda: not holds_a_lock(out))

    assert process.returncode == -signal.SIGKILL
    assert (Recipient.objects.count(), Message.objects.count()) == (10, 10)

    assert worker().wait(timeout=120) == 0

    everybody = set(Person.objects.values_list("pk", flat=True))
    recipients = list(Recipient.objects.values_list("person", flat=True))
    assert (len(recipients), set(recipients)) == (35, everybody)
    told = list(Message.objects.values_list("recipient__person", flat=True))
    assert (len(told), set(told)) == (35, everybody)
    out.refresh_from_db()
    assert (out.asked, out.batches) == (35, 4)


def holds_a_lock(out):
    """Say whether the killed worker's transaction still holds the circulation."""
    with transaction.atomic():
        circulations = type(out.circulation).objects.select_for_update(skip_locked=True)
        return not circulations.filter(pk=out.circulation_id).exists()


def test_two_workers_at_once_ask_everybody_once():
    out = due_to_go_out(40)

    def work(_worker):
        while rounds.send_batch(now=NOW, limit=5) is not None:
            pass

    assert at_once(work, [1, 2]) == [None, None]
    work(0)

    assert (Recipient.objects.count(), Message.objects.count()) == (40, 40)
    assert CirculationRound.objects.get(pk=out.pk).asked == 40


def test_without_the_lock_two_tabs_come_to_the_same_acknowledgement():
    """Why the lock is there: look, then write, as two tabs would. The constraint stops one."""
    recipient = RecipientFactory()
    rendition = RenditionFactory(edition=recipient.round.edition)
    looked = threading.Barrier(2)

    def look_then_write(_tab):
        with transaction.atomic():
            is_open = not Acknowledgement.objects.filter(recipient=recipient).exists()
            looked.wait(timeout=30)
            if is_open:
                Acknowledgement.objects.create(
                    recipient=recipient,
                    person=recipient.person,
                    edition=rendition.edition,
                    rendition=rendition,
                    language="en",
                    sha256="a" * 64,
                    acknowledged_at=NOW,
                )

    results = at_once(look_then_write, [1, 2])

    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "NoneType"]


def test_two_tabs_that_acknowledge_at_once_get_one_acknowledgement():
    recipient = RecipientFactory()
    rendition = RenditionFactory(edition=recipient.round.edition)

    def press(_tab):
        return acknowledging.acknowledge(
            publication_id=rendition.edition.publication_id,
            rendition_id=rendition.pk,
            sha256=fingerprint(rendition),
            by=type(recipient.person.user).objects.get(pk=recipient.person.user_id),
            now=NOW,
        )

    first, second = at_once(press, [1, 2])

    assert first == second
    assert Acknowledgement.objects.count() == 1


def test_two_runs_at_once_repeat_a_circulation_once():
    out = RoundFactory()
    EditionFactory(
        publication=out.edition.publication, number=2, change="material", what_changed_en="More."
    )

    at_once(lambda _run: rounds.begin_round(circulation_id=out.circulation_id, now=NOW), [1, 2])

    assert list(out.circulation.rounds.values_list("number", flat=True)) == [2, 1]


def test_two_runs_at_once_remind_each_once():
    out = RoundFactory()
    asked_at = NOW - dt.timedelta(days=9)
    for _ in range(6):
        RecipientFactory(round=out, due_on=TODAY, asked_at=asked_at)

    def remind(_run):
        while rounds.plan_reminders(now=NOW, limit=2):
            pass

    at_once(remind, [1, 2])
    remind(0)

    assert Message.objects.count() == 6


def test_two_looks_at_an_audience_at_once_ask_each_joiner_once():
    out = RoundFactory()
    for _ in range(6):
        PersonFactory()

    def follow(_run):
        while rounds.follow_audience(circulation_id=out.circulation_id, now=NOW, limit=2):
            pass

    at_once(follow, [1, 2])
    follow(0)

    assert (Recipient.objects.count(), Message.objects.count()) == (6, 6)
