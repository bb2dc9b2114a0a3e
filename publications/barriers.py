"""What keeps people with disabilities out of a file, as far as a machine can tell."""

import pikepdf

from core.files import opened_pdf
from publications.models import Rendition

_Barrier = Rendition.Barrier
# The space for titles of the description that PDFs carry beside the older one.
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def check(rendition: Rendition) -> list[Rendition.Barrier]:
    """Give what is found in the file of a rendition, or missing beside it.

    Captions and transcripts of recordings are not asked for here: they come after the file.
    """
    if rendition.format == Rendition.Format.IMAGE:
        return [] if rendition.alternative_text.strip() else [_Barrier.NO_ALTERNATIVE_TEXT]
    if rendition.format != Rendition.Format.PDF or rendition.stored is None:
        return []
    with rendition.stored.file.open() as file, opened_pdf(file) as document:
        found = {
            _Barrier.UNTAGGED: not _is_tagged(document),
            _Barrier.NO_TITLE: not _title(document),
            _Barrier.NO_LANGUAGE: not str(document.Root.get("/Lang", "")).strip(),
        }
    return [barrier for barrier, is_there in found.items() if is_there]


def _is_tagged(document: pikepdf.Pdf) -> bool:
    """A program that reads aloud needs both the word that there are tags, and the tags."""
    mark = document.Root.get("/MarkInfo")
    is_marked = isinstance(mark, pikepdf.Dictionary) and mark.get("/Marked") is True
    return is_marked and "/StructTreeRoot" in document.Root


def _title(document: pikepdf.Pdf) -> str:
    title = document.docinfo.get("/Title") or document.open_metadata().get(_TITLE)
    return str(title or "").strip()
