"""MP4, as phones, cameras and editing programs write it: boxes in boxes.

Only the boxes that say what the file holds are read; the film itself is passed over, so that a
large one costs no more than a small one.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _

from core.files.kinds import M4A, MP4, Content, FileRefused

# What a film consists of; anything else at its top is something else.
_TOP = {
    b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx",
    b"ssix", b"emsg", b"prft", b"pdin", b"udta", b"meta", b"uuid",
}  # fmt: skip
# What every browser in use plays.
_PICTURES = {b"avc1", b"avc3", b"vp09", b"av01"}
_SOUNDS = {b"mp4a", b"Opus", b"fLaC", b".mp3"}

_MOST_BOXES = 200_000


class _Broken(Exception):
    """The boxes do not fit into one another."""


@dataclass
class _Found:
    """What the film says of itself."""

    has_index: bool = False
    duration: dt.timedelta | None = None
    # The coding of each track, by what it is: `vide`, `soun`, and others, which don't matter.
    tracks: list[tuple[bytes, bytes]] = field(default_factory=list)
    boxes: int = 0


def read_mp4(file: IO[bytes], size: int) -> tuple[Content, dt.timedelta | None] | None:
    """Say whether it is a film or a recording, and how long; None if it is neither.

    Raises FileRefused for one that is damaged, or coded so that browsers don't play it.
    """
    found = _Found()
    try:
        for kind, start, stop in _boxes(file, 0, size, found):
            if kind not in _TOP:
                raise _Broken
            if kind == b"moov":
                found.has_index = True
                _read_index(file, start, stop, found)
    except _Broken as broken:
        raise FileRefused(
            _("This video or recording is damaged or cut short. Save it again and choose that one.")
        ) from broken
    if not found.has_index:
        return None
    pictures = [coding for handler, coding in found.tracks if handler == b"vide"]
    sounds = [coding for handler, coding in found.tracks if handler == b"soun"]
    if not pictures and not sounds:
        return None
    if not (_PICTURES.issuperset(pictures) and _SOUNDS.issuperset(sounds)):
        raise FileRefused(
            _(
                "This video or recording is coded in a way that not every browser plays. "
                "Save it as MP4 with H.264 and AAC."
            )
        )
    return MP4 if pictures else M4A, found.duration


def _boxes(
    file: IO[bytes], start: int, stop: int, found: _Found
) -> Iterator[tuple[bytes, int, int]]:
    """Give the kind of each box from start to stop, and where its content begins and ends."""
    while start < stop:
        found.boxes += 1
        if found.boxes > _MOST_BOXES:
            raise _Broken
        file.seek(start)
        head = file.read(16)
        length, kind, begins = int.from_bytes(head[:4]), head[4:8], start + 8
        if length == 1:
            length, begins = int.from_bytes(head[8:16]), start + 16
        elif length == 0:
            length = stop - start
        if len(head) < 8 or start + length > stop or start + length < begins:
            raise _Broken
        yield kind, begins, start + length
        start += length


def _read_index(file: IO[bytes], start: int, stop: int, found: _Found) -> None:
    for kind, begins, ends in _boxes(file, start, stop, found):
        if kind == b"mvhd":
            found.duration = _duration(_content(file, begins, ends)) or found.duration
        elif kind == b"trak":
            found.tracks.extend(_track(file, begins, ends, found))


def _track(file: IO[bytes], start: int, stop: int, found: _Found) -> list[tuple[bytes, bytes]]:
    handler = b""
    codings: list[bytes] = []
    spans = [(start, stop)]
    while spans:
        for kind, begins, ends in _boxes(file, *spans.pop(), found):
            if kind in {b"mdia", b"minf", b"stbl"}:
                spans.append((begins, ends))
            elif kind == b"hdlr" and not handler:
                handler = _content(file, begins, ends)[8:12]
            elif kind == b"stsd":
                # After a version and a number come the codings, each a box.
                codings = [coding for coding, _b, _e in _boxes(file, begins + 8, ends, found)]
    return [(handler, coding) for coding in codings]


def _content(file: IO[bytes], start: int, stop: int) -> bytes:
    file.seek(start)
    return file.read(min(stop - start, 256))


def _duration(header: bytes) -> dt.timedelta | None:
    """Read the length of the whole; films made to be sent in pieces leave it at nothing."""
    at, width = (20, 8) if header[:1] == b"\1" else (12, 4)
    units = int.from_bytes(header[at : at + 4])
    length = int.from_bytes(header[at + 4 : at + 4 + width])
    if not units or not length or length == 256**width - 1:
        return None
    return _seconds(length / units)


def _seconds(seconds: float) -> dt.timedelta | None:
    # Beyond a week it is not a length but nonsense.
    return dt.timedelta(seconds=seconds) if seconds < 7 * 24 * 3600 else None
