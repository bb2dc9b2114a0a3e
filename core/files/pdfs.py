"""PDFs: opened by the library that browsers open them with, and searched for what acts."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pypdfium2
from django.utils.translation import gettext as _

from core.files.kinds import FileRefused

# PDFium is not made for several threads, and a large file takes its memory once.
_ONE_AT_A_TIME = threading.Lock()

_MOST_PARTS = 2_000_000
_SCRIPTS = {"/JS", "/XFA"}
_SCRIPT_ACTIONS = {"/JavaScript"}
_OUTWARD_ACTIONS = {"/Launch", "/ImportData", "/GoToE"}
_FILES = {"/EF", "/EmbeddedFiles"}
_PLAYED = {"/RichMedia", "/3D", "/Movie"}


def check_pdf(file: Any) -> None:
    """Refuse what begins like a PDF and is none, what needs a password, and what does things.

    Scripts, programs to start, other files inside, and films: a publication or a document needs
    none of them. `file` is an upload: a large one lies on disk and is read from there.
    """
    with _ONE_AT_A_TIME:
        _check_opens(file)
        _check_is_still(file)


@contextmanager
def opened(file: Any) -> Iterator[pikepdf.Pdf]:
    """Give the parts of a PDF, which may be an upload or a file we keep."""
    on_disk = getattr(file, "temporary_file_path", None)
    if on_disk is None:
        file.seek(0)
    with pikepdf.open(on_disk() if on_disk else io.BytesIO(file.read())) as document:
        yield document


def _check_opens(file: Any) -> None:
    file.seek(0)
    on_disk = getattr(file, "temporary_file_path", None)
    try:
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


def _check_is_still(file: Any) -> None:
    try:
        with opened(file) as document:
            for part in _parts(document):
                _check_part(part)
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError) as broken:
        raise FileRefused(
            _("This PDF is damaged or needs a password. Save it again without one.")
        ) from broken


def _parts(document: pikepdf.Pdf) -> Iterator[Any]:
    """Give every dictionary there is, in whatever it lies, each once."""
    waiting: list[Any] = [document.trailer]
    waiting.extend(document.objects)
    seen = 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Stream):
            part = part.stream_dict
        if isinstance(part, pikepdf.Dictionary):
            inner = [value for _key, value in part.items()]
            yield part
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        else:
            continue
        seen += 1 + len(inner)
        if seen > _MOST_PARTS:
            raise FileRefused(_("This PDF has too many parts. Save it again, in several files."))
        # What has a number of its own comes by itself.
        waiting.extend(
            value for value in inner if isinstance(value, pikepdf.Object) and not value.is_indirect
        )


def _check_part(part: pikepdf.Dictionary) -> None:
    keys = set(part.keys())
    action, subtype = _name(part, "/S"), _name(part, "/Subtype")
    if keys & _SCRIPTS or action in _SCRIPT_ACTIONS:
        raise FileRefused(
            _("This PDF contains a script. Print it to a new PDF and choose that one.")
        )
    if action in _OUTWARD_ACTIONS:
        raise FileRefused(
            _("This PDF starts programs or opens other files. Save it again without that.")
        )
    if keys & _FILES or _name(part, "/Type") == "/EmbeddedFile":
        raise FileRefused(
            _("This PDF has other files in it. Save it without them, and add them by themselves.")
        )
    if subtype in _PLAYED:
        raise FileRefused(
            _(
                "This PDF has films or models in it. "
                "Save it without them, and add them by themselves."
            )
        )


def _name(part: pikepdf.Dictionary, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
