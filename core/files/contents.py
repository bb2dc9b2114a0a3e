"""What a file is, by its bytes. What it is called, and what the browser says of it, count nothing.

The first bytes say which library is to read it; only what that library can read is taken.
"""

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Collection
from typing import IO
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from core.files.captions import looks_like_captions, parse_captions
from core.files.kinds import (
    EXCEL,
    JPEG,
    PDF,
    PNG,
    POWERPOINT,
    WEBP,
    WEBVTT,
    WORD,
    Content,
    FileKind,
    FileRefused,
    words,
)
from core.files.mp4 import read_mp4
from core.files.pdfs import check_pdf
from core.files.sounds import read_mp3, read_ogg, read_wav
from core.files.webm import read_webm

_OFFICE_BY_MAIN_PART = {
    f"{found.content_type}.main+xml": found for found in (WORD, EXCEL, POWERPOINT)
}

# Office keeps the types of all parts of a file in this one, which is some kilobytes long.
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_CONTENT_TYPES = 1024 * 1024
_MOST_PARTS = 20_000
_MACROS = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)

# What the libraries raise on an archive that is damaged, packed in a way of its own, or locked.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    OSError,
    RuntimeError,
    ValueError,
    EOFError,
)

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_APPLE_PHOTOGRAPHS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

# Where an archive says at its end what it holds, and where readers of PDF look for its beginning.
_END_OF_ARCHIVE, _IN_ARCHIVE = b"PK\x05\x06", b"PK\x01\x02"
_TAIL, _HEAD = 65_557, 1024
_PAGES = (b"<html", b"<script", b"<!doctype", b"<svg")


def recognise(file: IO[bytes], kinds: Collection[FileKind]) -> Content:
    """Say what a file is. Raises FileRefused if it is none of the kinds asked for."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(_OLD_OFFICE):
        raise FileRefused(
            _(
                "This is an old or protected Office file. "
                "Save it as .docx, .xlsx or .pptx without a password."
            )
        )
    if head[4:8] == b"ftyp" and head[8:12] in _APPLE_PHOTOGRAPHS:
        raise FileRefused(
            _(
                "This photograph is in the format HEIC, which not everybody can open. "
                "Save it as JPEG and choose that one."
            )
        )
    if head[4:12] == b"ftypqt  ":
        raise FileRefused(
            _(
                "This video is in the format QuickTime, which not every browser plays. "
                "Save it as MP4."
            )
        )
    found = _read(file)
    if found is None or found[0].kind not in kinds:
        raise FileRefused(
            _("This kind of file is not taken. Choose %(kinds)s.") % {"kinds": words(kinds)}
        )
    return found[0]


def check_content(file: IO[bytes], content: Content) -> None:
    """Read what is to be read whole, once it is known to be small enough. Raises FileRefused."""
    _check_is_one_thing(file, content)
    if content.kind == FileKind.PDF:
        check_pdf(file)
    if content.kind == FileKind.CAPTIONS:
        file.seek(0)
        parse_captions(file.read())


def duration_of(file: IO[bytes]) -> dt.timedelta | None:
    """Say how long a film or a recording is, where it says so itself."""
    found = _read(file)
    return found[1] if found else None


def _read(file: IO[bytes]) -> tuple[Content, dt.timedelta | None] | None:
    """Have the file read by what reads files that begin so."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(256)
    if still := _still(file, head):
        return still, None
    if head[4:8] == b"ftyp":
        return read_mp4(file, size)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return read_webm(file, size)
    if head.startswith(b"OggS"):
        return read_ogg(file, size)
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return read_wav(file, size)
    if head.startswith(b"ID3") or head[:1] == b"\xff":
        return read_mp3(file, size)
    return None


def _still(file: IO[bytes], head: bytes) -> Content | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    if looks_like_captions(head):
        return WEBVTT
    return _office(file) if head.startswith(_ZIP) else None


def _check_is_one_thing(file: IO[bytes], content: Content) -> None:
    """Refuse a file that other programs would take for something else.

    A photograph is written anew, which leaves only the photograph of it.
    """
    if content.kind == FileKind.IMAGE:
        return
    file.seek(0)
    head = file.read(_HEAD).lower()
    if (
        (content != PDF and b"%pdf-" in head)
        or any(page in head for page in _PAGES)
        or (content.kind != FileKind.DOCUMENT and _ends_as_archive(file))
    ):
        raise FileRefused(
            _("This file is two kinds of file at once. Save it again and choose that one.")
        )


def _ends_as_archive(file: IO[bytes]) -> bool:
    size = file.seek(0, 2)
    begins = max(size - _TAIL, 0)
    file.seek(begins)
    tail = file.read(_TAIL)
    at = tail.rfind(_END_OF_ARCHIVE)
    while at >= 0:
        listed = int.from_bytes(tail[at + 12 : at + 16], "little")
        file.seek(max(begins + at - listed, 0))
        if file.read(4) == _IN_ARCHIVE:
            return True
        at = tail.rfind(_END_OF_ARCHIVE, 0, at)
    return False


def _office(file: IO[bytes]) -> Content | None:
    """Look into an archive: is it Office's, and free of macros?"""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.namelist()
            if _CONTENT_TYPES not in parts or len(parts) > _MOST_PARTS:
                return None
            with archive.open(_CONTENT_TYPES) as part:
                text = part.read(_LONGEST_CONTENT_TYPES + 1)
        # Without a document type there are no entities, and so none that swell.
        if len(text) > _LONGEST_CONTENT_TYPES or b"<!" in text:
            return None
        types = {
            value
            for element in ElementTree.fromstring(text)  # noqa: S314
            for name, value in element.items()
            if name == "ContentType"
        }
    except _BROKEN:
        return None
    if any(_MACROS.search(words) for words in [*types, *parts]):
        raise FileRefused(
            _("This file contains macros. Save it without them, as .docx, .xlsx or .pptx.")
        )
    found = [_OFFICE_BY_MAIN_PART[words] for words in types if words in _OFFICE_BY_MAIN_PART]
    return found[0] if len(found) == 1 else None
