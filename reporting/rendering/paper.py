"""What is printed: a document as blocks, whatever file it becomes.

A `Paper` is made once and given to `as_docx` and to `as_pdf`, so that both say the same. It knows
no page, font or file; what it holds is plain text, never markup.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# What XML 1.0 does not know: control characters but tab and line feed, halves of a character.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Language(StrEnum):
    """The language a paper is written in, by its code in our addresses and catalogues."""

    ENGLISH = "en"
    TRADITIONAL = "zh-hant"
    SIMPLIFIED = "zh-hans"

    @property
    def own_name(self) -> str:
        """What the language calls itself, as it is named everywhere."""
        return _OWN_NAMES[self]


_OWN_NAMES = {
    Language.ENGLISH: "English",
    Language.TRADITIONAL: "繁體中文",
    Language.SIMPLIFIED: "简体中文",
}


@dataclass(frozen=True)
class Note:
    """A footnote. It stands in a text where its mark shall stand."""

    text: str


# Plain text, or its pieces in order with the notes between them, such as
# “1,234”, the note, “ people were trained.”
Text = str | Sequence[str | Note]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; the title of the paper itself is above them and is no block."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Listing:
    """Items of a list with marks in front, or with numbers."""

    items: Sequence[Text]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with one row of headings; a caption says what it shows.

    `numbers` are the columns of figures, counted from 0: they are set flush right. `widths` are
    shares of the line, one for each column; without them each gets the same.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[Text]]
    numbers: frozenset[int] = frozenset()
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Picture:
    """A picture with what it says in words, for those who do not see it.

    `data` is an SVG or a PNG, `width` its share of the line.
    """

    data: bytes
    alternative: str
    caption: str = ""
    width: float = 1.0

    @property
    def is_svg(self) -> bool:
        return not self.data.startswith(b"\x89PNG")


Block = Heading | Paragraph | Listing | Table | Picture


@dataclass(frozen=True)
class Paper:
    """A document: its title and language, the line below the title, and what follows.

    `subject` says in a sentence what it is, for the properties of the file; `author` is the body
    that issues it. The same paper made for the same moment is the same file, byte for byte.
    """

    title: str
    language: Language
    subject: str
    author: str
    made_at: dt.datetime
    blocks: Sequence[Block]
    subtitle: str = ""


def pieces(text: Text) -> Iterator[str | Note]:
    """Give the pieces of a text in order, empty ones left out."""
    for piece in [text] if isinstance(text, str) else text:
        if isinstance(piece, Note):
            yield Note(printable(piece.text))
        elif piece:
            yield printable(piece)


def printable(text: str) -> str:
    """Give the text without the characters that no file of this kind can hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
