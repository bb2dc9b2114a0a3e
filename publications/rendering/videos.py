"""A frame of a video, taken by ffmpeg where that is installed."""

import shutil
from pathlib import Path

from publications.rendering.limits import Limits, ProgramFailed, run

# What the content was found to be says how it is read; ffmpeg itself may not guess, for some of
# what it knows are lists of other files.
_READERS = {"video/mp4": "mov", "video/webm": "matroska"}
_LIMITS = Limits(seconds=60, output=16 * 1024**2)


def can_take_frames() -> bool:
    return shutil.which("ffmpeg") is not None


def frame(path: Path, content_type: str, edge: int) -> bytes:
    """Give a telling frame of the first seconds as a JPEG. Raises ProgramFailed if there is none.

    Of some hundred frames, ffmpeg's own filter chooses the one most like the others: not the black
    one at the beginning.
    """
    picture = run(
        [
            "ffmpeg", "-nostdin", "-v", "error", "-threads", "1",
            # No network, no other file than this one.
            "-protocol_whitelist", "file",
            "-f", _READERS[content_type], "-i", f"file:{path}",
            "-map", "0:v:0", "-an", "-sn", "-dn",
            "-vf", f"thumbnail=100,scale={edge}:{edge}:force_original_aspect_ratio=decrease",
            "-frames:v", "1", "-threads", "1", "-c:v", "mjpeg", "-q:v", "3",
            "-f", "image2pipe", "-protocol_whitelist", "pipe", "pipe:1",
        ],
        _LIMITS,
    )  # fmt: skip
    if not picture:
        raise ProgramFailed("There was no frame.")
    return picture
