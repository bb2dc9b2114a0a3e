"""Serving files: nothing in them acts as a page of ours."""

import pytest
from django.test import RequestFactory

from core import files
from core.files import FileKind
from tests import uploads
from tests.clock import NOW
from tests.factories import PersonFactory


@pytest.fixture
def stored(db):
    return store(uploads.pdf("報告 1.pdf"))


def store(upload):
    return files.store(upload, kinds=set(FileKind), by=PersonFactory().user, now=NOW)


def whole(stored):
    with stored.file.open() as file:
        return file.read()


def content(response):
    return b"".join(response.streaming_content)


def asked(**headers):
    return RequestFactory().get("/", headers=headers)


def test_file_is_an_attachment_under_the_name_it_came_with(stored):
    response = files.serve(stored)

    assert content(response) == whole(stored)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(stored.size)
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%A0%B1%E5%91%8A%201.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("upload", "way"),
    [
        (uploads.photograph("a.jpg"), "inline"),
        (uploads.pdf("a.pdf"), "inline"),
        (uploads.word("a.docx"), "attachment"),
        (uploads.clip("film.mp4"), "inline"),
        (uploads.clip("film.webm"), "inline"),
        (uploads.clip("sound.mp3"), "inline"),
        (uploads.wav(), "inline"),
        (uploads.captions(), "inline"),
    ],
)
def test_what_is_harmless_is_shown_where_asked(db, upload, way):
    response = files.serve(store(upload), inline=True)

    assert response["Content-Disposition"].split(";")[0] == way
    response.close()


def test_film_is_shown_in_a_page_of_its_own_that_may_do_nothing_but_play_it(db):
    response = files.serve(store(uploads.clip("film.mp4")), inline=True)

    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; media-src 'self'; frame-ancestors 'none'; sandbox"
    )
    response.close()


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_page_or_drawing_is_never_shown_even_if_one_were_stored(stored, content_type):
    stored.content_type = content_type

    response = files.serve(stored, inline=True)

    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_browser_that_has_the_file_is_told_so(stored):
    response = files.serve(stored, request=asked(**{"If-None-Match": f'"{stored.sha256}"'}))

    assert response.status_code == 304
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("span", "start", "stop"),
    [("bytes=0-9", 0, 10), ("bytes=10-", 10, None), ("bytes=-5", -5, None),
     ("bytes=10-99999999", 10, None)],
)  # fmt: skip
def test_part_asked_for_is_given(stored, span, start, stop):
    response = files.serve(stored, request=asked(Range=span))

    part = whole(stored)[start:stop]
    first = start if start >= 0 else stored.size + start
    assert response.status_code == 206
    assert content(response) == part
    assert response["Content-Length"] == str(len(part))
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{stored.size}"


@pytest.mark.parametrize("span", ["bytes=-", "bytes=a-b", "bytes=0-1,5-6", "lines=1-2", ""])
def test_part_nobody_can_understand_is_the_whole(stored, span):
    response = files.serve(stored, request=asked(Range=span))

    assert response.status_code == 200
    assert content(response) == whole(stored)


@pytest.mark.parametrize("span", ["bytes=99999999-", "bytes=5-4", "bytes=-0"])
def test_part_outside_of_the_file_is_refused(stored, span):
    response = files.serve(stored, request=asked(Range=span))

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{stored.size}"


def test_every_span_of_a_film_is_the_same_bytes_as_in_the_file(db):
    film = store(uploads.clip("film.mp4"))
    content_of_film = whole(film)
    spans = [
        (first, last)
        for first in range(0, film.size, 1499)
        for last in range(first, film.size, 2503)
    ]

    for first, last in spans:
        response = files.serve(film, inline=True, request=asked(Range=f"bytes={first}-{last}"))
        assert content(response) == content_of_film[first : last + 1]

    assert len(spans) > 10


def test_head_tells_of_the_file_or_the_part_without_giving_it(stored):
    heads = [
        files.serve(stored, request=RequestFactory().head("/", headers=headers))
        for headers in ({}, {"Range": "bytes=0-9"})
    ]

    assert [(head.status_code, head["Content-Length"], head.content) for head in heads] == [
        (200, str(stored.size), b""), (206, "10", b""),
    ]  # fmt: skip


def test_part_of_another_version_of_the_file_is_the_whole(stored):
    response = files.serve(stored, request=asked(Range="bytes=0-9", **{"If-Range": '"other"'}))

    assert response.status_code == 200
    response.close()


def test_nginx_is_told_which_file_to_send(stored, settings):
    settings.FILES_BY_NGINX = True

    response = files.serve(stored, request=asked())

    assert response["X-Accel-Redirect"] == f"/kept-files/{stored.file.name}"
    assert response["Content-Type"] == "application/pdf"
    assert response.content == b""
