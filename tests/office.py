"""Our files as other programs read them: LibreOffice, and pdftotext and pdfinfo of poppler.

A test that needs them is skipped where they are missing; in CI it fails there.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.platform.tools import tool

# It reads a file in a second or two; the first time it makes itself a profile.
PATIENCE = 120

# The first sheet of a spreadsheet, as it shows it: commas, double quotes, UTF-8.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"


def converted(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Have LibreOffice open files, given by name, and write them anew; give those, by old name.

    `to` is an ending, with a filter where there are several: "pdf", or CSV.
    All at once: it is the start that takes long.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for file, content in files.items():
            (folder / "in" / file).write_bytes(content)
        said = subprocess.run(
            [
                tool("soffice"),
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                *("--convert-to", to, "--outdir", folder / "out"),
                *(folder / "in" / file for file in files),
            ],
            env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": name},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        ending = to.partition(":")[0]
        made = {file: folder / "out" / f"{Path(file).stem}.{ending}" for file in files}
        missing = [file for file, path in made.items() if not path.exists()]
        assert not missing, f"LibreOffice did not open {missing}: {said.stdout} {said.stderr}"
        return {file: path.read_bytes() for file, path in made.items()}


def pages_of(pdf: bytes) -> list[str]:
    """Give the text of each page in the order of the file, as pdftotext reads it."""
    text = _asked("pdftotext", "-raw", "-enc", "UTF-8", "-", "-", pdf=pdf)
    return text.removesuffix("\f").split("\f")


def facts_of(pdf: bytes) -> dict[str, str]:
    """Give what pdfinfo says of a PDF: Title, Tagged, Pages and so on."""
    lines = (line.partition(":") for line in _asked("pdfinfo", "-", pdf=pdf).splitlines())
    return {name: value.strip() for name, _colon, value in lines}


def structure_of(pdf: bytes) -> str:
    """Give the tree of tags that a screen reader walks."""
    return _asked("pdfinfo", "-struct-text", "-", pdf=pdf)


def reading(pdf: bytes, *, footer: str, notes: Iterable[str] = ()) -> str:
    """Give what a PDF says from its title to its end, without blanks and breaks of lines.

    `footer` is a pattern of what is at the foot of each page, blanks left out. The notes, in the
    order of their numbers, are taken from the pages and put to the end, for programs break pages
    at different places; each has to be there, with its number.
    """
    pages = [re.subn(footer, "", _without_blanks(page)) for page in pages_of(pdf)]
    assert {feet for _page, feet in pages} == {1}, "A page has not just one footer"
    body = "".join(page for page, _feet in pages)
    said = [_without_blanks(f"{number}{note}") for number, note in enumerate(notes, start=1)]
    for note in said:
        assert body.count(note) == 1, f"{note} is not there once, but {body.count(note)} times"
        body = body.replace(note, "")
    return "\n".join([body, *said])


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _asked(program: str, *arguments: str, pdf: bytes) -> str:
    return subprocess.run(
        [tool(program), *arguments], input=pdf, capture_output=True, check=True, timeout=PATIENCE
    ).stdout.decode()
