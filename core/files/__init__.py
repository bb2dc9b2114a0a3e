"""Files people hand in: told by their content, kept under names of ours, served with care."""

from core.files.captions import Cue, parse_captions
from core.files.contents import duration_of
from core.files.keeping import store, sweep
from core.files.kinds import FileKind, FileRefused, accepted_suffixes
from core.files.serving import serve

__all__ = [
    "Cue",
    "FileKind",
    "FileRefused",
    "accepted_suffixes",
    "duration_of",
    "parse_captions",
    "serve",
    "store",
    "sweep",
]
