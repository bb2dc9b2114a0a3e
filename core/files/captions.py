"""Captions as WebVTT: read cue by cue, and refused where something is wrong or might act."""

import datetime as dt
import html
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.files.kinds import FileRefused

_BEGINNING = re.compile(rb"(\xef\xbb\xbf)?WEBVTT([ \t\r\n]|$)")
_SUBRIP = re.compile(rb"(\xef\xbb\xbf)?\s*\d+\s*\r?\n\d{2}:\d{2}:\d{2},\d{3} --> ")

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
# What the format knows inside a cue. A browser ignores other tags; we refuse them, for whatever
# else may come to read the file.
_CLASSES = r"(?:\.[^\s<>&.]+)*"
_TAG = re.compile(
    rf"<(?:c|i|b|u|ruby|rt){_CLASSES}>|<(?:v|lang){_CLASSES}[ \t][^<>]*>"
    r"|</(?:c|i|b|u|v|lang|ruby|rt)>"
)
_TIME_TAG = re.compile(rf"<{_TIME}>")


@dataclass(frozen=True)
class Cue:
    """What is said from one moment to another, counted from the beginning, without any markup."""

    start: dt.timedelta
    end: dt.timedelta
    text: str


def looks_like_captions(head: bytes) -> bool:
    """Say whether a file begins as captions do. Raises FileRefused for those of another format."""
    if _SUBRIP.match(head):
        raise FileRefused(
            _("These captions are in the format SubRip. Save them as WebVTT and choose that file.")
        )
    return _BEGINNING.match(head) is not None


def parse_captions(content: bytes) -> list[Cue]:
    """Give the cues of a WebVTT file in the order of their time.

    Raises FileRefused, with the line, where the file is not to be understood, or has markup or
    styles beyond what captions need.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise FileRefused(
            _("These captions are not in UTF-8. Save them again in UTF-8.")
        ) from broken
    if "\0" in text or not _BEGINNING.match(content):
        raise FileRefused(
            _("These captions don't begin with the word WEBVTT. Save them as WebVTT.")
        )
    lines = re.split(r"\r\n|\n|\r", text)
    cues = [cue for block in _blocks(lines) if (cue := _cue(block))]
    if not cues:
        raise FileRefused(_("There is no caption in this file. Choose another file."))
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


# The lines of a block, each with its number.
_Block = list[tuple[int, str]]


def _blocks(lines: list[str]) -> list[_Block]:
    """Give the blocks after the first, which is the head of the file."""
    blocks: list[_Block] = [[]]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            blocks[-1].append((number, line))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks[1:] if block]


def _cue(block: _Block) -> Cue | None:
    """Read one block; comments and regions give None."""
    number, first = block[0]
    if "-->" not in first:
        if first.split()[0] in {"NOTE", "REGION"}:
            return None
        if first.strip() == "STYLE":
            raise FileRefused(
                _("Line %(line)s of these captions begins styles. Take them out.")
                % {"line": number}
            )
        # The line before the times is a name for the cue.
        block = block[1:]
    timing = _TIMING.fullmatch(block[0][1].strip()) if block else None
    if timing is None:
        raise FileRefused(
            _("Line %(line)s of these captions should have times such as %(example)s. Mend it.")
            % {"line": block[0][0] if block else number + 1, "example": "00:01.000 --> 00:04.000"}
        )
    times = timing.groups()
    start, end = _moment(*times[:4]), _moment(*times[4:])
    if end <= start:
        raise FileRefused(
            _("The caption at line %(line)s ends before it starts. Mend its times.")
            % {"line": block[0][0]}
        )
    return Cue(start, end, "\n".join(_plain(line, number) for number, line in block[1:]))


def _moment(hours: str | None, minutes: str, seconds: str, thousandths: str) -> dt.timedelta:
    return dt.timedelta(
        hours=int(hours or 0),
        minutes=int(minutes),
        seconds=int(seconds),
        milliseconds=int(thousandths),
    )


def _plain(line: str, number: int) -> str:
    """Take the markup that the format knows out of a line; refuse any other."""
    text = _TIME_TAG.sub("", _TAG.sub("", line))
    if "<" in text:
        raise FileRefused(
            _(
                "Line %(line)s of these captions has markup that captions don't have. "
                "Take it out, and write < as &lt;."
            )
            % {"line": number}
        )
    if "-->" in text:
        raise FileRefused(
            _("An empty line is missing before the times in line %(line)s of these captions.")
            % {"line": number}
        )
    return " ".join(html.unescape(text).split())
