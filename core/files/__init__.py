"""Files people hand in: told by their content, kept under names of ours, served with care."""

from core.files.contents import FileKind, FileRefused, accepted_suffixes
from core.files.keeping import store, sweep
from core.files.serving import serve

__all__ = ["FileKind", "FileRefused", "accepted_suffixes", "serve", "store", "sweep"]
