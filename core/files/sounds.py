"""Recordings: MP3, Ogg (Opus and Vorbis) and WAV, told by their structure."""

import datetime as dt
from typing import IO

from core.files.kinds import MP3, OGG, WAV, Content

_Read = tuple[Content, dt.timedelta | None] | None

_TAIL = 65_536
_MPEG_RATES = {
    # Kilobits in a second of layer III, by what the header says, of MPEG 1 and of MPEG 2.
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_SAMPLES = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}
_FRAMES_LOOKED_AT = 4


def read_mp3(file: IO[bytes], size: int) -> _Read:
    """Follow some frames from the first: each says how long it is, so the next must be there."""
    file.seek(0)
    start = 0
    head = file.read(10)
    if head.startswith(b"ID3") and len(head) == 10:
        start = 10 + sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True)
        )
    at, frames, rate = start, 0, 0
    for _frame in range(_FRAMES_LOOKED_AT):
        file.seek(at)
        frame = _mpeg_frame(file.read(4))
        if frame is None:
            return None
        length, rate = frame
        at += length
        frames += 1
        if at >= size:
            break
    if frames < 2:
        return None
    # Of a constant rate, as recordings of speech mostly are; of others it is near enough.
    return MP3, _seconds((size - start) * 8, rate * 1000)


def _mpeg_frame(head: bytes) -> tuple[int, int] | None:
    """Give the length of a frame of layer III in bytes, and its kilobits in a second."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sample, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or not 0 < rate < 15 or sample == 3:
        return None
    kilobits = _MPEG_RATES[3 if version == 3 else 2][rate]
    samples = 144_000 if version == 3 else 72_000
    return samples * kilobits // _MPEG_SAMPLES[version][sample] + padding, kilobits


def read_ogg(file: IO[bytes], size: int) -> _Read:
    """Look at what the first page begins, and count the samples up to the last page."""
    file.seek(0)
    first = file.read(128)
    begun = first[27 + first[26] :] if len(first) > 27 else b""
    if begun.startswith(b"OpusHead"):
        skipped, samples = int.from_bytes(begun[10:12], "little"), 48_000
    elif begun.startswith(b"\x01vorbis"):
        skipped, samples = 0, int.from_bytes(begun[12:16], "little")
    else:
        return None
    file.seek(max(size - _TAIL, 0))
    tail = file.read(_TAIL)
    last = tail.rfind(b"OggS")
    position = int.from_bytes(tail[last + 6 : last + 14], "little") if last >= 0 else 0
    return OGG, _seconds(position - skipped, samples)


def read_wav(file: IO[bytes], size: int) -> _Read:
    """Walk over the pieces of a WAV, which must add up to the file."""
    file.seek(0)
    head = file.read(12)
    if int.from_bytes(head[4:8], "little") + 8 not in {size, size - 1}:
        return None
    at, rate, length = 12, 0, 0
    for _piece in range(100):
        if at + 8 > size:
            break
        file.seek(at)
        piece = file.read(24)
        piece_length = int.from_bytes(piece[4:8], "little")
        if piece[:4] == b"fmt ":
            # Plain numbers, and those that say more of themselves.
            if int.from_bytes(piece[8:10], "little") not in {1, 3, 0xFFFE}:
                return None
            rate = int.from_bytes(piece[16:20], "little")
        elif piece[:4] == b"data":
            length = min(piece_length, size - at)
        at += 8 + piece_length + piece_length % 2
    return (WAV, _seconds(length, rate)) if rate and length else None


def _seconds(amount: int, in_a_second: int) -> dt.timedelta | None:
    seconds = amount / in_a_second if in_a_second else 0
    return dt.timedelta(seconds=seconds) if 0 < seconds < 7 * 24 * 3600 else None
