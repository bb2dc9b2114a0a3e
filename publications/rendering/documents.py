"""The first page of a PDF as a picture, and the text of each page."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from publications.rendering.limits import Limits, ProgramFailed, run

_PROGRAM = str(Path(__file__).with_name("pdf_program.py"))


@dataclass(frozen=True)
class Pages:
    """How many pages a PDF has, and what those say that were read."""

    count: int
    texts: list[str]


def first_page(path: Path, edge: int) -> bytes:
    """Draw the first page, its longer side as long as told. Raises ProgramFailed if it can't."""
    program = [sys.executable, "-I", _PROGRAM, "picture", str(path), str(edge)]
    return run(program, Limits(seconds=30))


def pages(path: Path) -> Pages:
    """Read the text of the pages, up to many. Raises ProgramFailed if they can't be read."""
    written = run([sys.executable, "-I", _PROGRAM, "words", str(path)], Limits(seconds=60))
    try:
        count, *texts = map(json.loads, written.decode().splitlines())
    except ValueError as broken:
        raise ProgramFailed("It wrote nothing that can be read.") from broken
    return Pages(count, texts)
