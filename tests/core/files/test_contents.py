"""What a file is, by its bytes."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import FileKind, FileRefused, accepted_suffixes, duration_of
from core.files.contents import check_content, recognise
from core.files.kinds import (
    EXCEL,
    JPEG,
    M4A,
    MP3,
    MP4,
    OGG,
    PDF,
    PNG,
    WAV,
    WEBM,
    WEBM_SOUND,
    WEBP,
    WEBVTT,
    WORD,
)
from tests import uploads

ALL = set(FileKind)


@pytest.mark.parametrize(
    ("upload", "content"),
    [
        (uploads.photograph("a.exe"), JPEG),
        (uploads.photograph("a.jpg", format_="PNG"), PNG),
        (uploads.photograph("a.txt", format_="WEBP"), WEBP),
        (uploads.pdf("a.jpg"), PDF),
        (uploads.word("a.zip"), WORD),
        (uploads.excel("a.html"), EXCEL),
        (uploads.clip("film.mp4"), MP4),
        (uploads.clip("pieces.mp4"), MP4),
        (uploads.clip("film.webm"), WEBM),
        (uploads.clip("sound.mp3"), MP3),
        (uploads.clip("sound.m4a"), M4A),
        (uploads.clip("sound.ogg"), OGG),
        (uploads.clip("sound.weba"), WEBM_SOUND),
        (uploads.wav("a.mp4"), WAV),
        (uploads.captions("a.txt"), WEBVTT),
    ],
)
def test_file_is_what_its_bytes_say_whatever_it_is_called(upload, content):
    assert recognise(upload, ALL) == content


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"MZ\x90\x00",
        b"\x7fELF",
        b"GIF89a",
        b"#!/bin/sh\n",
        b"x",
        b"\0" * 100,
        b"\xff\xfbnothing that follows is a frame of sound",
        b"ID3\4\0\0\0\0\0\0<script>alert(1)</script>",
        b"OggS" + b"\0" * 100,
        b"RIFF\x04\0\0\0WAVE",
        b"\0\0\0\x10ftypisom\0\0\0\0",
        b"WEBVTTwith no space",
        (uploads.CLIPS / "film.mkv").read_bytes(),
    ],
)
def test_file_of_another_kind_is_refused_by_a_sentence_that_says_what_is_taken(content):
    with pytest.raises(FileRefused) as refusal:
        recognise(SimpleUploadedFile("a.pdf", content), ALL)

    assert str(refusal.value) == (
        "This kind of file is not taken. Choose a photograph (JPEG, PNG or WebP), a PDF, "
        "a file of Word, Excel or PowerPoint, a video (MP4 or WebM), "
        "a recording (MP3, M4A, Ogg or WAV) or captions (WebVTT)."
    )


def test_known_file_is_refused_where_its_kind_was_not_asked_for():
    with pytest.raises(FileRefused) as refusal:
        recognise(uploads.pdf(), {FileKind.IMAGE})

    assert str(refusal.value) == (
        "This kind of file is not taken. Choose a photograph (JPEG, PNG or WebP)."
    )


def test_photograph_of_an_apple_phone_is_refused_by_a_sentence_that_tells_the_way_out():
    with pytest.raises(FileRefused, match="HEIC"):
        recognise(SimpleUploadedFile("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0"), ALL)


def test_old_office_file_is_refused_by_a_sentence_that_tells_the_way_out():
    with pytest.raises(FileRefused, match=r"\.docx, \.xlsx or \.pptx without a password"):
        recognise(
            SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99), ALL
        )


@pytest.mark.parametrize(
    "upload",
    [
        uploads.word(main=uploads.MACROS),
        uploads.word(parts=["word/document.xml", "word/vbaProject.bin"]),
        uploads.word(parts=["word/document.xml", "word/activeX/activeX1.xml"]),
        # The same word, told letter by letter.
        uploads.word(main=uploads.MACROS.replace("macro", "&#109;acro")),
    ],
)
def test_office_file_with_macros_is_refused(upload):
    with pytest.raises(FileRefused, match="contains macros"):
        recognise(upload, ALL)


def test_archive_that_is_not_of_office_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("evil.html", "<script>")

    with pytest.raises(FileRefused, match="is not taken"):
        recognise(SimpleUploadedFile("a.docx", file.getvalue()), ALL)


@pytest.mark.parametrize(
    "types",
    [
        "<Types",
        "<!DOCTYPE Types [<!ENTITY a 'b'>]><Types/>",
        "<Types/>" + " " * 1024 * 1024,
        "<Types/>",
    ],
    ids=["broken", "with a document type", "too long", "empty"],
)
def test_office_file_whose_list_of_contents_is_odd_is_refused(types):
    with pytest.raises(FileRefused, match="is not taken"):
        recognise(uploads.word(types=types), ALL)


def test_office_file_cut_short_is_refused():
    content = uploads.excel().read()

    with pytest.raises(FileRefused, match="is not taken"):
        recognise(SimpleUploadedFile("a.xlsx", content[: len(content) // 2]), ALL)


def test_file_that_begins_like_a_page_is_refused_whatever_it_is():
    upload = uploads.clip("film.mp4")
    content = upload.read()
    # A box whose content no player looks at.
    page = b"<script>alert(1)</script>"
    hidden = (len(page) + 8).to_bytes(4) + b"free" + page
    first = int.from_bytes(content[:4])
    polyglot = SimpleUploadedFile("a.mp4", content[:first] + hidden + content[first:])

    with pytest.raises(FileRefused, match="two kinds of file at once"):
        check_content(polyglot, recognise(polyglot, ALL))


def archive():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("evil.html", "<script>")
    return file.getvalue()


@pytest.mark.parametrize(
    "upload", [uploads.pdf(), uploads.clip("sound.mp3"), uploads.captions()], ids=str
)
def test_file_that_is_an_archive_as_well_is_refused(upload):
    polyglot = SimpleUploadedFile(upload.name, upload.read() + archive())

    with pytest.raises(FileRefused, match="two kinds of file at once"):
        check_content(polyglot, recognise(polyglot, ALL))


def test_archive_hidden_in_a_film_is_found():
    hidden = archive()
    content = uploads.clip("film.mp4").read() + (len(hidden) + 8).to_bytes(4) + b"free" + hidden
    polyglot = SimpleUploadedFile("a.mp4", content)

    with pytest.raises(FileRefused, match="two kinds of file at once"):
        check_content(polyglot, recognise(polyglot, ALL))


def test_document_that_is_a_pdf_as_well_is_refused():
    upload = uploads.word(parts=["%PDF-1.7", "word/document.xml"])

    with pytest.raises(FileRefused, match="two kinds of file at once"):
        check_content(upload, recognise(upload, ALL))


@pytest.mark.parametrize(
    "upload",
    [uploads.pdf(), uploads.word(), uploads.clip("film.webm"), uploads.wav(), uploads.captions()],
    ids=str,
)
def test_file_that_is_one_thing_passes(upload):
    assert check_content(upload, recognise(upload, ALL)) is None


@pytest.mark.parametrize(
    ("upload", "seconds"),
    [
        (uploads.clip("film.mp4"), 2.0),
        (uploads.clip("film.webm"), 2.008),
        (uploads.clip("sound.m4a"), 2.0),
        (uploads.clip("sound.mp3"), 2.088),
        (uploads.clip("sound.ogg"), 2.0),
        (uploads.wav(seconds=3), 3.0),
    ],
    ids=str,
)
def test_film_or_recording_says_how_long_it_is(upload, seconds):
    assert duration_of(upload).total_seconds() == seconds


@pytest.mark.parametrize("upload", [uploads.pdf(), uploads.clip("pieces.mp4")], ids=str)
def test_what_does_not_say_how_long_it_is_has_no_duration(upload):
    assert duration_of(upload) is None


def test_input_of_a_form_offers_what_is_taken():
    assert accepted_suffixes({FileKind.IMAGE, FileKind.PDF}) == ".jpg,.png,.webp,.pdf,.jpeg"
    assert accepted_suffixes([FileKind.DOCUMENT]) == ".docx,.xlsx,.pptx"
    assert accepted_suffixes([FileKind.VIDEO, FileKind.CAPTIONS]) == ".mp4,.webm,.vtt"
