"""Showing where the words that somebody looks for stand in a text, whatever script it is in."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.chinese import fold, simplify
from publications.models.words import LETTERS, Word

# How much is shown around the first hit; of Chinese, where a character is a word, half as much.
AROUND = 90
AROUND_CHINESE = 45


def pattern_of(words: Sequence[Word]) -> re.Pattern[str]:
    """Give what finds these words in a folded text: the longest first, where several would do."""
    longest_first = sorted(words, key=lambda word: -len(word.text))
    return re.compile(
        "|".join(
            within_lines(word) if word.is_chinese else _beginning(word) for word in longest_first
        )
    )


def _beginning(word: Word) -> str:
    end = rf"(?![{LETTERS}])" if word.is_whole else ""
    return rf"(?<![{LETTERS}]){word.text}{end}"


def within_lines(word: Word) -> str:
    """Give a Chinese word as a regular expression, also where a line ends in the middle of it."""
    return r"\s*".join(word.text)


@dataclass(frozen=True)
class Hits:
    """Where words stand in a text: spans of it, in their order."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def marked(self) -> SafeString:
        """The text with the words marked. All else in it is escaped: it is others' writing."""
        return _marked(self.text, self.spans, 0, len(self.text))

    @property
    def excerpt(self) -> SafeString:
        """What stands around the first word, marked; without one, as much of the beginning."""
        first = self.spans[0] if self.spans else (0, 0)
        around = AROUND if self.text[slice(*first)].isascii() else AROUND_CHINESE
        begin = _edge(self.text, first[0] - around, forward=True)
        end = _edge(self.text, max(first[1], begin + around) + around, forward=False)
        spans = tuple(span for span in self.spans if begin <= span[0] and span[1] <= end)
        return format_html(
            "{}{}{}",
            "… " if begin else "",
            _marked(self.text, spans, begin, end),
            " …" if end < len(self.text) else "",
        )


def hits(text: str, pattern: re.Pattern[str], folded: str | None = None) -> Hits:
    """Find words in a text. `folded` is its folded form, where that is kept."""
    folded = fold(text) if folded is None else folded
    found = tuple(match.span() for match in pattern.finditer(folded))
    if len(folded) != len(text):
        places = _places(text, folded)
        found = tuple((places[a], places[b - 1] + 1) for a, b in found) if places else ()
    return Hits(text, found)


def _places(text: str, folded: str) -> list[int]:
    """Give for each character of a folded text where it came from; nothing if that is unknown.

    Some characters are several once folded, as “ﬁ” is; then one can't count.
    """
    normal, places = [], []
    for at, character in enumerate(text):
        parts = unicodedata.normalize("NFKC", character).casefold()
        normal.append(parts)
        places.extend([at] * len(parts))
    whole = "".join(normal)
    return places if len(whole) == len(folded) and simplify(whole) == folded else []


def _marked(text: str, spans: tuple[tuple[int, int], ...], begin: int, end: int) -> SafeString:
    pieces, at = [], begin
    for start, stop in spans:
        pieces.append(conditional_escape(text[at:start]))
        pieces.append(format_html("<mark>{}</mark>", text[start:stop]))
        at = stop
    pieces.append(conditional_escape(text[at:end]))
    return mark_safe("".join(pieces))  # each piece is escaped


def _edge(text: str, at: int, *, forward: bool) -> int:
    """Move the edge of an excerpt to where a word begins or ends, if that is near."""
    if at <= 0 or at >= len(text):
        return min(max(at, 0), len(text))
    near = text[at : at + 15] if forward else text[at - 15 : at]
    space = near.find(" ") if forward else near.rfind(" ")
    if space < 0:
        return at
    return at + space + 1 if forward else at - len(near) + space
