"""What a file is, by its bytes. What it is called, and what the browser says of it, count nothing.

The first bytes say which library is to read it; only what that library can read is taken.
"""

import re
import threading
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any
from xml.etree import ElementTree

import pypdfium2
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.errors import RuleViolation


class FileKind(StrEnum):
    """What a caller may ask for; settings.LARGEST_FILES has the limit of each."""

    IMAGE = "image"
    PDF = "pdf"
    DOCUMENT = "document"


class FileRefused(RuleViolation):
    """The file is not taken."""


@dataclass(frozen=True)
class Content:
    """What was found in the bytes of a file."""

    kind: FileKind
    content_type: str
    suffix: str


JPEG = Content(FileKind.IMAGE, "image/jpeg", ".jpg")
PNG = Content(FileKind.IMAGE, "image/png", ".png")
WEBP = Content(FileKind.IMAGE, "image/webp", ".webp")
PDF = Content(FileKind.PDF, "application/pdf", ".pdf")

_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = Content(FileKind.DOCUMENT, f"{_OFFICE}wordprocessingml.document", ".docx")
EXCEL = Content(FileKind.DOCUMENT, f"{_OFFICE}spreadsheetml.sheet", ".xlsx")
POWERPOINT = Content(FileKind.DOCUMENT, f"{_OFFICE}presentationml.presentation", ".pptx")

_ALL = (JPEG, PNG, WEBP, PDF, WORD, EXCEL, POWERPOINT)
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

# PDFium is not made for several threads.
_ONE_PDF_AT_A_TIME = threading.Lock()


def accepted_suffixes(kinds: Collection[FileKind]) -> str:
    """Give what an input of these kinds says in its `accept`."""
    suffixes = [content.suffix for content in _ALL if content.kind in kinds]
    return ",".join([*suffixes, ".jpeg"] if FileKind.IMAGE in kinds else suffixes)


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
    content = _content_of(file, head)
    if content is None or content.kind not in kinds:
        raise FileRefused(
            _("This kind of file is not taken. Choose %(kinds)s.") % {"kinds": _words(kinds)}
        )
    return content


def check_pdf(file: Any) -> None:
    """Refuse what begins like a PDF and is none, and what only opens with a password.

    `file` is an upload: a large one lies on disk and is read from there.
    """
    file.seek(0)
    on_disk = getattr(file, "temporary_file_path", None)
    try:
        with _ONE_PDF_AT_A_TIME:
            document = pypdfium2.PdfDocument(on_disk() if on_disk else file.read())
            try:
                pages = len(document)
            finally:
                document.close()
    except pypdfium2.PdfiumError as broken:
        raise FileRefused(
            _("This PDF is damaged or needs a password. Save it again without one.")
        ) from broken
    if pages == 0:
        raise FileRefused(_("This PDF has no pages. Choose another file."))


def _content_of(file: IO[bytes], head: bytes) -> Content | None:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    return _office(file) if head.startswith(_ZIP) else None


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


def _words(kinds: Collection[FileKind]) -> str:
    names = {
        FileKind.IMAGE: _("a photograph (JPEG, PNG or WebP)"),
        FileKind.PDF: _("a PDF"),
        FileKind.DOCUMENT: _("a file of Word, Excel or PowerPoint"),
    }
    return get_text_list([words for kind, words in names.items() if kind in kinds], _("or"))
