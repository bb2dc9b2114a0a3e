"""WebM, as browsers and free programs write it: elements in elements, each with its length.

Only what says what the file holds is read; the film itself is passed over.
"""

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _

from core.files.kinds import WEBM, WEBM_SOUND, Content, FileRefused

_HEADER, _DOCUMENT_TYPE = 0x1A45DFA3, 0x4282
_SEGMENT, _VOID, _CHECKSUM = 0x18538067, 0xEC, 0xBF
_INFORMATION, _SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _TRACK, _TRACK_TYPE, _CODING = 0x1654AE6B, 0xAE, 0x83, 0x86
_CLUSTER, _CUES, _SEEK_HEAD, _TAGS, _CHAPTERS = (
    0x1F43B675, 0x1C53BB6B, 0x114D9B74, 0x1254C367, 0x1043A770,
)  # fmt: skip
# What a segment consists of; files attached to a film are not among it.
_IN_SEGMENT = {
    _INFORMATION, _TRACKS, _CLUSTER, _CUES, _SEEK_HEAD, _TAGS, _CHAPTERS, _VOID, _CHECKSUM,
}  # fmt: skip

_PICTURES = {b"V_VP8", b"V_VP9", b"V_AV1"}
_SOUNDS = {b"A_OPUS", b"A_VORBIS"}
_OF_PICTURES, _OF_SOUNDS = 1, 2

_MOST_ELEMENTS = 200_000
_LONGEST_VALUE = 256


class _Broken(Exception):
    """The elements do not fit into one another."""


@dataclass
class _Found:
    document_type: bytes = b""
    scale: int = 1_000_000
    length: float = 0.0
    tracks: list[tuple[int, bytes]] = field(default_factory=list)
    elements: int = 0


def read_webm(file: IO[bytes], size: int) -> tuple[Content, dt.timedelta | None] | None:
    """Say whether it is a film or a recording, and how long; None if it is no WebM.

    Raises FileRefused for one that is damaged, or coded so that browsers don't play it.
    """
    found = _Found()
    try:
        for kind, start, stop in _elements(file, 0, size, found):
            if kind == _HEADER:
                found.document_type = _value_in(file, start, stop, _DOCUMENT_TYPE, found)
            elif kind == _SEGMENT and found.document_type == b"webm":
                _read_segment(file, start, stop, found)
            elif kind != _VOID and found.document_type == b"webm":
                raise _Broken
            else:
                break
    except _Broken as broken:
        raise FileRefused(
            _("This video or recording is damaged or cut short. Save it again and choose that one.")
        ) from broken
    kinds = {kind for kind, _coding in found.tracks}
    if found.document_type != b"webm" or not kinds & {_OF_PICTURES, _OF_SOUNDS}:
        return None
    if not all(
        coding in {_OF_PICTURES: _PICTURES, _OF_SOUNDS: _SOUNDS}.get(kind, {coding})
        for kind, coding in found.tracks
    ):
        raise FileRefused(
            _(
                "This video or recording is coded in a way that not every browser plays. "
                "Save it as MP4 with H.264 and AAC."
            )
        )
    return WEBM if _OF_PICTURES in kinds else WEBM_SOUND, _duration(found)


def _elements(
    file: IO[bytes], start: int, stop: int, found: _Found
) -> Iterator[tuple[int, int, int]]:
    """Give the kind of each element from start to stop, and where its content begins and ends."""
    while start < stop:
        found.elements += 1
        if found.elements > _MOST_ELEMENTS:
            raise _Broken
        file.seek(start)
        head = file.read(12)
        kind, width = _number(head, keeps_marker=True)
        length, length_width = _number(head[width:], keeps_marker=False)
        begins = start + width + length_width
        is_unknown = length == 2 ** (7 * length_width) - 1
        ends = stop if is_unknown else begins + length
        if ends > stop:
            raise _Broken
        yield kind, begins, ends
        start = ends


def _number(head: bytes, *, keeps_marker: bool) -> tuple[int, int]:
    """Read a number that says by its first bits how many bytes it has."""
    if not head or not head[0]:
        raise _Broken
    width = 9 - head[0].bit_length()
    if len(head) < width:
        raise _Broken
    number = int.from_bytes(head[:width])
    return (number if keeps_marker else number & (2 ** (7 * width) - 1)), width


def _read_segment(file: IO[bytes], start: int, stop: int, found: _Found) -> None:
    for kind, begins, ends in _elements(file, start, stop, found):
        if kind not in _IN_SEGMENT:
            raise _Broken
        if kind == _INFORMATION:
            scale = _value_in(file, begins, ends, _SCALE, found)
            found.scale = int.from_bytes(scale) or found.scale
            length = _value_in(file, begins, ends, _DURATION, found)
            if len(length) in {4, 8}:
                found.length = struct.unpack(">f" if len(length) == 4 else ">d", length)[0]
        elif kind == _TRACKS:
            for inner, track_begins, track_ends in _elements(file, begins, ends, found):
                if inner == _TRACK:
                    track = (track_begins, track_ends)
                    of = int.from_bytes(_value_in(file, *track, _TRACK_TYPE, found))
                    found.tracks.append((of, _value_in(file, *track, _CODING, found)))


def _value_in(file: IO[bytes], start: int, stop: int, wanted: int, found: _Found) -> bytes:
    for kind, begins, ends in _elements(file, start, stop, found):
        if kind == wanted:
            file.seek(begins)
            return file.read(min(ends - begins, _LONGEST_VALUE))
    return b""


def _duration(found: _Found) -> dt.timedelta | None:
    seconds = found.length * found.scale / 1e9
    # A film that a browser has recorded does not say; beyond a week it is nonsense.
    return dt.timedelta(seconds=seconds) if 0 < seconds < 7 * 24 * 3600 else None
