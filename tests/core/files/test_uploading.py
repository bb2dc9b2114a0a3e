"""How files come in: to disk, piece by piece, and away again if they don't come whole."""

import datetime as dt
import io
import os
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from core import files
from core.files import FileKind, FileRefused, largest_body, takes_large_files
from core.files.uploading import Incoming, sweep_incoming
from people.access import requires
from people.roles import Permission, Role
from tests import uploads
from tests.clock import NOW
from tests.factories import PersonFactory, person_with_role

MEGABYTE = 1024 * 1024
BOUNDARY = "line-between"


def coming_in():
    return sorted(Path(settings.INCOMING_DIR).glob("*"))


class Body(io.RawIOBase):
    """What a browser sends: a form with one film of so many megabytes, made while it is read.

    It breaks off after `stops_after` megabytes: by an end that comes too early, or by an error.
    """

    def __init__(self, megabytes, *, stops_after=None, error=None):
        film = uploads.clip("film.mp4").read()
        padding = megabytes * MEGABYTE
        self.head = (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            'name="file"; filename="../../a.mp4"\r\nContent-Type: text/html\r\n\r\n'
        ).encode() + film
        self.head += (padding + 8).to_bytes(4) + b"free"
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(self.head) + padding + len(self.tail)
        self.at, self.error = 0, error
        self.stop = self.length if stops_after is None else stops_after * MEGABYTE

    def read(self, size=-1):
        size = min(self.length - self.at if size < 0 else size, self.stop - self.at)
        if size <= 0 and self.error and self.stop < self.length:
            raise self.error
        start, stop = self.at, self.at + size
        self.at = stop
        middle_ends = self.length - len(self.tail)
        part = self.head[start:stop]
        part += b"\0" * (min(stop, middle_ends) - max(start, len(self.head)))
        return part + self.tail[max(start - middle_ends, 0) : max(stop - middle_ends, 0)]


def request_with(body):
    return WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(body.length),
            "wsgi.input": body,
        }
    )


@pytest.fixture
def owner(db):
    return PersonFactory().user


def test_large_file_comes_in_beside_the_storage_and_is_moved_into_it(owner):
    upload = request_with(Body(3)).FILES["file"]
    came_as = Path(upload.temporary_file_path())
    inode = came_as.stat().st_ino

    stored = files.store(upload, kinds={FileKind.VIDEO}, by=owner, now=NOW)

    kept = Path(settings.MEDIA_ROOT) / stored.file.name
    assert came_as.parent == settings.INCOMING_DIR
    assert (kept.stat().st_ino, came_as.exists()) == (inode, False)
    assert f"{kept.stat().st_mode:o}"[-3:] == "644"
    assert (stored.name, stored.content_type) == ("a.mp4", "video/mp4")
    upload.close()
    assert kept.exists()


def test_file_that_was_not_kept_is_gone_with_the_request():
    request = request_with(Body(3))
    assert len(request.FILES) == len(coming_in()) == 1

    request.close()

    assert coming_in() == []


def test_upload_that_ends_too_early_is_no_file_and_leaves_nothing_behind():
    request = request_with(Body(9, stops_after=5))

    assert dict(request.FILES) == {}
    request.close()
    assert coming_in() == []


@pytest.mark.parametrize("error", [None, ConnectionResetError()])
def test_upload_whose_connection_breaks_leaves_nothing_behind(owner, error):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    browser.cookies["csrftoken"] = "a" * 32  # whose like is looked for in the form
    body = Body(9, stops_after=5, error=error)

    response = browser.generic(
        "POST",
        reverse("language-set"),
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=str(body.length),
        **{"wsgi.input": body},
    )

    assert (response.status_code, body.at) == (403, 5 * MEGABYTE)
    assert coming_in() == []


def test_keeping_a_large_film_takes_no_more_memory_than_a_few_pieces_of_it(owner):
    tracemalloc.start()

    upload = request_with(Body(64)).FILES["file"]
    files.store(upload, kinds={FileKind.VIDEO}, by=owner, now=NOW)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    upload.close()
    assert peak < 8 * MEGABYTE


def test_upload_of_four_gigabytes_with_nothing_in_it_is_refused_without_being_read(owner, tmp_path):
    hole = tmp_path / "hole"
    hole.touch()
    os.truncate(hole, 4 * 1024**3)

    class Unread(io.FileIO):
        def read(self, size=-1):
            raise AssertionError("it was read")

        readinto = readall = read

    with Unread(hole) as file:
        upload = SimpleUploadedFile("a.mp4", b"")
        upload.file, upload.size = file, 4 * 1024**3
        with pytest.raises(FileRefused, match=r"has 4\.0\xa0GB, and up to 2\.0\xa0GB are taken"):
            files.store(upload, kinds={FileKind.VIDEO}, by=owner, now=NOW)


def test_what_a_killed_process_left_is_removed_after_a_day():
    folder = Path(settings.INCOMING_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    old, new = folder / "old.upload", folder / "new.upload"
    for path, age in ((old, 25), (new, 23)):
        path.touch()
        then = (NOW - dt.timedelta(hours=age)).timestamp()
        os.utime(path, (then, then))

    assert sweep_incoming(NOW) == 1

    assert coming_in() == [new]
    new.unlink()


def test_file_that_came_in_says_its_name_without_a_path():
    upload = Incoming("../../etc/passwd", "text/plain", 0, None)

    assert upload.name == "passwd"
    upload.close()
    assert coming_in() == []


@takes_large_files
@requires(Permission.MANAGE_LIBRARY)
def for_large_files(request):
    return HttpResponse()


@requires(Permission.MANAGE_LIBRARY)
def for_forms(request):
    return HttpResponse()


def asked_by(user):
    request = request_with(Body(0))
    request.user = user
    return request


def test_strangers_may_send_words_members_a_form_and_those_who_keep_films_a_film(db):
    staff = asked_by(person_with_role(Role.PROGRAMME_STAFF).user)
    reader = asked_by(PersonFactory().user)
    stranger = asked_by(AnonymousUser())

    assert [largest_body(each, for_large_files) for each in (stranger, reader, staff)] == [
        MEGABYTE, 100 * MEGABYTE, 2049 * MEGABYTE,
    ]  # fmt: skip
    assert largest_body(staff, for_forms) == 100 * MEGABYTE


@takes_large_files
def redirecting(request):
    return redirect("/publications/1/")


@pytest.mark.parametrize(
    ("headers", "way"),
    [({}, (302, "Location")), ({"HX-Request": "true"}, (200, "HX-Redirect"))],
)
def test_script_that_has_sent_the_form_is_led_on_as_the_browser_is(rf, headers, way):
    request = rf.post("/", headers=headers)
    request.htmx = HtmxDetails(request)

    response = redirecting(request)

    status, header = way
    assert (response.status_code, response[header]) == (status, "/publications/1/")
