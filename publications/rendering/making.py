"""Making the picture and the words of a rendition, each by what its format needs."""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext_noop
from PIL import Image

from core import files
from core.models import StoredFile
from publications.models import Rendition
from publications.rendering import documents, videos
from publications.rendering.disk import on_disk
from publications.rendering.limits import ProgramFailed

# The longer side of a picture, in pixels.
EDGE = 800

NO_PICTURE_OF_PDF = gettext_noop("The first page of this PDF can't be drawn.")
NO_WORDS_OF_PDF = gettext_noop("The text of this PDF can't be read, so that no search finds it.")
NO_PICTURE_OF_IMAGE = gettext_noop("This image can't be made smaller.")
NO_PICTURE_OF_VIDEO = gettext_noop("No picture can be taken from this video. Upload a poster.")
NO_FFMPEG = gettext_noop(
    "Pictures of videos are not made here, because ffmpeg is not installed. Upload a poster."
)


@dataclass(frozen=True)
class Words:
    """A text found in a rendition, and the page it is on."""

    text: str
    page: int | None = None


@dataclass
class Made:
    """What could be made, and what kept the rest from being made."""

    picture: bytes | None = None
    words: list[Words] = field(default_factory=list)
    page_count: int | None = None
    duration: dt.timedelta | None = None
    problems: list[str] = field(default_factory=list)


def make(rendition: Rendition, poster: StoredFile | None) -> Made:
    """Make what a rendition's format allows. Failures we expect are among the problems."""
    made = Made()
    if maker := _MAKERS.get(rendition.format):
        maker(rendition, poster, made)
    return made


def _of_pdf(rendition: Rendition, _poster: StoredFile | None, made: Made) -> None:
    with on_disk(_stored(rendition)) as path:
        try:
            made.picture = documents.first_page(path, EDGE)
        except ProgramFailed:
            made.problems.append(NO_PICTURE_OF_PDF)
        try:
            pages = documents.pages(path)
        except ProgramFailed:
            made.problems.append(NO_WORDS_OF_PDF)
        else:
            made.page_count = pages.count
            made.words = [
                Words(words, number)
                for number, text in enumerate(pages.texts, start=1)
                if (words := _in_lines_of_any_length(text))
            ]


def _of_html(rendition: Rendition, _poster: StoredFile | None, made: Made) -> None:
    reader = _Text()
    reader.feed(rendition.text)
    reader.close()
    if words := _in_lines_of_any_length("".join(reader.parts)):
        made.words = [Words(words)]


def _of_image(rendition: Rendition, _poster: StoredFile | None, made: Made) -> None:
    made.picture = _smaller(_stored(rendition))
    if made.picture is None:
        made.problems.append(NO_PICTURE_OF_IMAGE)


def _of_video(rendition: Rendition, poster: StoredFile | None, made: Made) -> None:
    _of_audio(rendition, poster, made)
    if poster:
        made.picture = _smaller(poster)
    elif not videos.can_take_frames():
        made.problems.append(NO_FFMPEG)
    else:
        stored = _stored(rendition)
        with on_disk(stored) as path:
            try:
                made.picture = videos.frame(path, stored.content_type, EDGE)
            except ProgramFailed:
                made.problems.append(NO_PICTURE_OF_VIDEO)


def _of_audio(rendition: Rendition, _poster: StoredFile | None, made: Made) -> None:
    stored = _stored(rendition)
    with stored.file.open() as file:
        made.duration = files.duration_of(file)


_MAKERS: dict[str, Callable[[Rendition, StoredFile | None, Made], None]] = {
    Rendition.Format.PDF: _of_pdf,
    Rendition.Format.HTML: _of_html,
    Rendition.Format.IMAGE: _of_image,
    Rendition.Format.VIDEO: _of_video,
    Rendition.Format.AUDIO: _of_audio,
}


def _stored(rendition: Rendition) -> StoredFile:
    assert rendition.stored is not None  # noqa: S101 (kept by a constraint)
    return rendition.stored


def _smaller(stored: StoredFile) -> bytes | None:
    """Give a picture of ours, which was written anew when it came, at the size of a preview."""
    written = io.BytesIO()
    try:
        with stored.file.open() as file, Image.open(file, formats=("JPEG", "PNG", "WEBP")) as image:
            image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
            image.save(written, "PNG" if image.has_transparency_data else "JPEG", quality=85)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return written.getvalue()


class _Text(HTMLParser):
    """Reads what a page says, a blank where a tag was."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def _part(self, tag: str) -> None:
        # A word may be printed partly in bold.
        if tag not in {"a", "b", "em", "i", "span", "strong", "sub", "sup", "u"}:
            self.parts.append("\n")


# Chinese goes on in the next line without a blank, other writing with one.
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BROKEN_CHINESE = re.compile(rf"(?<=[{_CHINESE}])[ \t]*[\r\n]+[ \t]*(?=[{_CHINESE}])")
# What PostgreSQL does not keep, and what PDFs have where a letter is not known.
_UNKEPT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _in_lines_of_any_length(text: str) -> str:
    """Give a text as one line, so that what was broken over two is found."""
    return " ".join(_BROKEN_CHINESE.sub("", _UNKEPT.sub("", text)).split())
