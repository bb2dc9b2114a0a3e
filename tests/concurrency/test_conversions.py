"""Several workers at what is to be made of files, and workers that are killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction

from people.roles import Role
from publications.actions import conversions
from publications.actions.captions import put_captions
from publications.models import Conversion, Language
from publications.rendering import Made
from tests import uploads
from tests.clock import NOW
from tests.factories import person_with_role
from tests.publications.factories import rendition_of, video

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + conversions.STALE_AFTER * 2


def waiting(rendition):
    return conversions.queue_conversion(rendition=rendition)


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


def test_two_workers_take_the_same_when_they_look_without_claiming():
    conversion = waiting(rendition_of(uploads.photograph(), "image"))
    both_have_looked = threading.Barrier(2)

    def look_and_take():
        found = Conversion.objects.filter(state="waiting").first()
        both_have_looked.wait()
        Conversion.objects.filter(pk=found.pk).update(state="working", claimed_at=NOW)
        return found

    assert in_threads(2, look_and_take) == [conversion, conversion]


def test_workers_at_once_claim_each_their_own_and_no_more_than_may_be():
    made = {waiting(rendition_of(uploads.photograph(), "image")).pk for _ in range(4)}

    claimed = in_threads(4, lambda: conversions.claim_conversion(now=NOW))

    taken = [each.pk for each in claimed if each]
    assert len(taken) == len(set(taken)) == conversions.AT_ONCE
    assert made.issuperset(taken)


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


def test_captions_put_while_a_worker_finishes_are_the_transcript_alone():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    film = video()
    given = {"rendition_id": film.pk, "language": Language.ENGLISH, "by": staff, "now": NOW}
    put_captions(upload=uploads.captions(), **given)
    waiting(film)
    claimed = conversions.claim_conversion(now=NOW)

    def finish():
        try:
            conversions.finish_conversion(conversion=claimed, made=Made(), now=NOW)
        finally:
            connection.close()

    worker = threading.Thread(target=finish)
    with transaction.atomic():
        text = "WEBVTT\n\n00:00.000 --> 00:01.000\nAsk first.\n"
        put_captions(upload=uploads.captions(text=text), **given)
        worker.start()
        while worker.is_alive() and not somebody_waits_for_a_lock():
            time.sleep(0.05)
    worker.join()

    assert list(film.passages.values_list("text", flat=True)) == ["Ask first."]


@pytest.fixture
def ffmpeg(tmp_path, monkeypatch):
    """Stands in for ffmpeg, which the machine of a test may not have."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    picture = tmp_path / "frame.jpg"
    picture.write_bytes(uploads.photograph().read())

    def install(script):
        program = tmp_path / "ffmpeg"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    install(f"touch {tmp_path}/begun; exec sleep 30")
    return lambda: install(f"cat {picture}")


def test_killed_worker_leaves_what_it_was_making_to_the_next(ffmpeg, tmp_path):
    conversion = waiting(video())
    url = urlsplit(os.environ["DATABASE_URL"])
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.conversion_worker", str(settings.MEDIA_ROOT)],
        env={
            **os.environ,
            "DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        },
    )
    while not (tmp_path / "begun").exists():
        assert worker.poll() is None
        time.sleep(0.1)
    worker.kill()

    assert worker.wait(timeout=60) == -signal.SIGKILL
    conversion.refresh_from_db()
    assert (conversion.state, conversion.preview) == (Conversion.State.WORKING, None)

    ffmpeg()
    assert conversions.convert_next(now=LATER) is False
    assert conversions.release_stale_conversions(now=LATER) == 1
    assert conversions.convert_next(now=LATER) is True
    assert conversions.convert_next(now=LATER) is False
    conversion.refresh_from_db()
    assert (conversion.state, conversion.attempts) == (Conversion.State.DONE, 2)
    assert conversion.preview.content_type == "image/jpeg"
