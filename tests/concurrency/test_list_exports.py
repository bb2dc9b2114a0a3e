"""Several workers at files of lists, several schedulers at reports, and workers that are killed."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from core.exports import FileFormat
from notifications.models import Message
from people.roles import Role
from reporting.actions import exports, saved
from reporting.addresses import Address
from reporting.models import ListExport, SavedReport
from tests.clock import NOW, at
from tests.factories import person_with_role
from tests.reporting.factories import SavedReportFactory

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + exports.STALE_AFTER * 2
PEOPLE = Address("people:person-list")
MORNING = at("2026-11-23", "07:00")


@pytest.fixture
def auditor():
    return person_with_role(Role.AUDITOR).user


def ask(by, address=PEOPLE):
    return exports.ask_for_export(address=address, file_format=FileFormat.CSV, by=by, now=NOW)


def in_threads(count, work):
    """Let so many do it at once; give what each got."""
    all_are_ready, given = threading.Barrier(count), []

    def run():
        all_are_ready.wait()
        try:
            given.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_two_workers_take_the_same_when_they_look_without_claiming(auditor):
    export = ask(auditor)
    both_have_looked = threading.Barrier(2)

    def look_and_take():
        found = ListExport.objects.filter(state="waiting").first()
        both_have_looked.wait()
        return found

    assert in_threads(2, look_and_take) == [export, export]


def test_workers_at_once_claim_each_their_own_and_no_more_than_may_be(auditor):
    waiting = {ask(auditor, Address("people:person-list", {}, f"q={n}")).pk for n in range(4)}

    claimed = in_threads(4, lambda: exports.claim_next(now=NOW))

    taken = [each.pk for each in claimed if each]
    assert len(taken) == len(set(taken)) == exports.AT_ONCE
    assert waiting.issuperset(taken)


def test_one_file_is_made_once_however_many_workers_look(auditor):
    export = ask(auditor)

    made = in_threads(3, lambda: exports.make_next(now=NOW))

    assert sorted(made) == [False, False, True]
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("made", 1)


def test_pressing_at_once_asks_for_one_file(auditor):
    asked = in_threads(3, lambda: ask(auditor).pk)

    assert len(set(asked)) == ListExport.objects.count() == 1


def test_saving_at_once_saves_one_report(auditor):
    def save():
        return saved.save_report(
            address=PEOPLE,
            name="All people",
            sharing=saved.Sharing(),
            rhythm=saved.Rhythm(),
            file_format="csv",
            by=auditor,
            now=NOW,
        ).pk

    reports = in_threads(3, save)

    assert len(set(reports)) == SavedReport.objects.count() == 1


def test_two_schedulers_both_find_a_report_due_when_they_look_without_locking(auditor):
    SavedReportFactory(owner=auditor, sent_weekly=True)
    both_have_looked = threading.Barrier(2)

    def look():
        found = SavedReport.objects.due(MORNING.date()).count()
        both_have_looked.wait()
        return found

    assert in_threads(2, look) == [1, 1]


def test_schedulers_and_workers_at_once_send_one_mail(auditor):
    SavedReportFactory(owner=auditor, sent_weekly=True)

    sent = in_threads(3, lambda: saved.send_next_due(now=MORNING))
    in_threads(3, lambda: exports.make_next(now=MORNING))

    assert sum(sent) == 1
    assert ListExport.objects.get().due_on == dt.date(2026, 11, 22)
    assert Message.objects.get().recipient == auditor


def test_a_killed_worker_leaves_what_it_was_making_to_the_next(auditor, tmp_path, settings):
    settings.ROOT_URLCONF = "tests.reporting.lists"
    export = ask(auditor, Address("slow-list"))
    begun = tmp_path / "begun"
    worker = _worker(begun)
    while not begun.exists():
        assert worker.poll() is None
        time.sleep(0.1)
    worker.kill()

    assert worker.wait(timeout=60) == -signal.SIGKILL
    export.refresh_from_db()
    assert (export.state, export.stored) == ("working", None)
    assert exports.make_next(now=LATER) is False
    assert exports.release_stale(now=LATER) == 1
    assert exports.make_next(now=LATER) is True
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("made", 2)
    with default_storage.open(str(export.stored.file)) as file:
        assert file.read().decode("utf-8-sig") == "x\r\nA row\r\n"


def _worker(begun):
    url = urlsplit(os.environ["DATABASE_URL"])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.export_worker", str(settings.MEDIA_ROOT)],
        env={
            **os.environ,
            "DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "BEGUN": str(begun),
        },
    )
