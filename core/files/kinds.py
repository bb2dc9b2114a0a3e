"""Kinds of files, and the contents we know of each."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.errors import RuleViolation


class FileKind(StrEnum):
    """What a caller may ask for; settings.LARGEST_FILES has the limit of each."""

    IMAGE = "image"
    PDF = "pdf"
    DOCUMENT = "document"
    VIDEO = "video"
    AUDIO = "audio"
    CAPTIONS = "captions"


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

MP4 = Content(FileKind.VIDEO, "video/mp4", ".mp4")
WEBM = Content(FileKind.VIDEO, "video/webm", ".webm")

MP3 = Content(FileKind.AUDIO, "audio/mpeg", ".mp3")
M4A = Content(FileKind.AUDIO, "audio/mp4", ".m4a")
OGG = Content(FileKind.AUDIO, "audio/ogg", ".ogg")
WAV = Content(FileKind.AUDIO, "audio/wav", ".wav")
WEBM_SOUND = Content(FileKind.AUDIO, "audio/webm", ".weba")

WEBVTT = Content(FileKind.CAPTIONS, "text/vtt", ".vtt")

_ALL = (
    JPEG, PNG, WEBP, PDF, WORD, EXCEL, POWERPOINT,
    MP4, WEBM, MP3, M4A, OGG, WAV, WEBM_SOUND, WEBVTT,
)  # fmt: skip


def accepted_suffixes(kinds: Collection[FileKind]) -> str:
    """Give what an input of these kinds says in its `accept`."""
    suffixes = [content.suffix for content in _ALL if content.kind in kinds]
    return ",".join([*suffixes, ".jpeg"] if FileKind.IMAGE in kinds else suffixes)


def words(kinds: Collection[FileKind]) -> str:
    """Name the kinds in a sentence that asks to choose one of them."""
    names = {
        FileKind.IMAGE: _("a photograph (JPEG, PNG or WebP)"),
        FileKind.PDF: _("a PDF"),
        FileKind.DOCUMENT: _("a file of Word, Excel or PowerPoint"),
        FileKind.VIDEO: _("a video (MP4 or WebM)"),
        FileKind.AUDIO: _("a recording (MP3, M4A, Ogg or WAV)"),
        FileKind.CAPTIONS: _("captions (WebVTT)"),
    }
    return get_text_list([name for kind, name in names.items() if kind in kinds], _("or"))
