"""Files people hand in: told by their content, kept under names of ours, served with care."""

from core.files.captions import Cue, parse_captions
from core.files.contents import duration_of
from core.files.keeping import keep_made, store, sweep
from core.files.kinds import FileKind, FileRefused, accepted_suffixes
from core.files.pdfs import opened as opened_pdf
from core.files.quarantine import delete_quarantined
from core.files.serving import serve
from core.files.uploading import (
    Incoming,
    drop_what_broke_off,
    largest_body,
    takes_large_files,
)

__all__ = [
    "Cue",
    "FileKind",
    "FileRefused",
    "Incoming",
    "accepted_suffixes",
    "delete_quarantined",
    "drop_what_broke_off",
    "duration_of",
    "keep_made",
    "largest_body",
    "opened_pdf",
    "parse_captions",
    "serve",
    "store",
    "sweep",
    "takes_large_files",
]
