"""Prose with marks in it: `{attendances}` stands where a figure shall be read, `{period}` a period.

A text is pieces of prose and marks. Braces are for marks alone.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

PERIOD = "period"

_PIECE = re.compile(r"\{([a-z][a-z0-9_]*)\}|[{}]")
_SHOWN = 20


@dataclass(frozen=True)
class Mark:
    """A place in a text where a figure is read, or the period."""

    key: str

    def __str__(self) -> str:
        return f"{{{self.key}}}"


class ProseRefused(ValueError):
    """The text can't be read as prose with marks; `str()` says why and how to mend it."""


def pieces(text: str) -> Iterator[str | Mark]:
    """Give prose and marks in order. Raises ProseRefused at a brace that is no part of a mark."""
    done = 0
    for found in _PIECE.finditer(text):
        if found[1] is None:
            raise ProseRefused(_what_is_wrong(text, found.start()))
        if before := text[done : found.start()]:
            yield before
        yield Mark(found[1])
        done = found.end()
    if rest := text[done:]:
        yield rest


def keys_in(text: str) -> list[str]:
    """Give the keys of the marks of a text, each once, in the order they are first in."""
    return list(dict.fromkeys(each.key for each in pieces(text) if isinstance(each, Mark)))


def check(text: str, known: Collection[str]) -> None:
    """Raise ProseRefused unless each brace is part of a mark, and each mark is one that exists."""
    for key in keys_in(text):
        if key not in known:
            raise ProseRefused(_unknown(key, known))


def _what_is_wrong(text: str, at: int) -> str:
    around = text[at : at + _SHOWN] if text[at] == "{" else text[max(at - _SHOWN, 0) : at + 1]
    words = {"text": " ".join(around.split()), "example": "{attendances}"}
    if text[at] == "}":
        return (
            _(
                "A brace is closed that was not opened, at “%(text)s”. Take it away, or write the "
                "whole mark, such as %(example)s."
            )
            % words
        )
    if "}" not in text[at:].split("{", 2)[1]:
        return (
            _(
                "A brace is opened and not closed, at “%(text)s”. Take it away, or write the whole "
                "mark, such as %(example)s."
            )
            % words
        )
    return (
        _(
            "At “%(text)s” there is a mark with other signs than small letters, digits and _. "
            "Write it such as %(example)s."
        )
        % words
    )


def _unknown(key: str, known: Collection[str]) -> str:
    words = {"mark": Mark(key), "known": " ".join(str(Mark(each)) for each in sorted(known))}
    if near := get_close_matches(key, sorted(known), n=1):
        return _("There is no %(mark)s. Did you mean %(near)s? There are: %(known)s") % {
            **words,
            "near": Mark(near[0]),
        }
    return _("There is no %(mark)s. Take it away, or write one of these: %(known)s") % words
