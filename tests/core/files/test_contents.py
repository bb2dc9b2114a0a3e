"""What a file is, by its bytes."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import FileKind, FileRefused, accepted_suffixes
from core.files.contents import (
    EXCEL,
    JPEG,
    PDF,
    PNG,
    WEBP,
    WORD,
    check_pdf,
    recognise,
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
    ],
)
def test_file_of_another_kind_is_refused_by_a_sentence_that_says_what_is_taken(content):
    with pytest.raises(FileRefused) as refusal:
        recognise(SimpleUploadedFile("a.pdf", content), ALL)

    assert str(refusal.value) == (
        "This kind of file is not taken. Choose a photograph (JPEG, PNG or WebP), a PDF or "
        "a file of Word, Excel or PowerPoint."
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


def test_pdf_that_can_be_read_passes():
    check_pdf(uploads.pdf())


def test_pdf_in_name_and_first_bytes_only_is_refused():
    with pytest.raises(FileRefused, match="This PDF is damaged or needs a password"):
        check_pdf(SimpleUploadedFile("a.pdf", b"%PDF-1.7\n<script>alert(1)</script>"))


def test_input_of_a_form_offers_what_is_taken():
    assert accepted_suffixes({FileKind.IMAGE, FileKind.PDF}) == ".jpg,.png,.webp,.pdf,.jpeg"
    assert accepted_suffixes([FileKind.DOCUMENT]) == ".docx,.xlsx,.pptx"
