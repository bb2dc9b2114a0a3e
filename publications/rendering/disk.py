"""Files we keep, where a program of its own can open them."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.models import StoredFile


@contextmanager
def on_disk(stored: StoredFile) -> Iterator[Path]:
    """Give the path of a file; one that is kept elsewhere is copied here for the while."""
    try:
        path = Path(stored.file.path)
    except NotImplementedError:  # How Django's storages say that they keep no folder.
        with tempfile.NamedTemporaryFile() as copy:
            with stored.file.open() as original:
                shutil.copyfileobj(original, copy, 1024 * 1024)
            copy.flush()
            yield Path(copy.name)
    else:
        yield path
