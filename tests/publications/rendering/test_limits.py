"""What hostile files lead programs to stops nothing but those programs."""

import sys
import time

import pytest

from publications.rendering import make, making
from publications.rendering.limits import Limits, ProgramFailed, run
from tests import uploads
from tests.publications.factories import rendition_of

SMALL = Limits(seconds=1, memory=512 * 1024**2, output=1000)


def python(program):
    return [sys.executable, "-I", "-c", program]


def test_program_gives_what_it_wrote():
    assert run(python("print('done')"), SMALL) == b"done\n"


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "b'x' * 1024**3",
        "import sys; sys.stdout.write('x' * 2000)",
        "raise SystemExit(1)",
        "import os; os.abort()",
    ],
    ids=["computes", "waits", "swells", "writes", "ends in an error", "crashes"],
)
def test_program_that_goes_beyond_its_limits_is_ended(program):
    began = time.monotonic()

    with pytest.raises(ProgramFailed):
        run(python(program), SMALL)

    assert time.monotonic() - began < 10


def test_program_sees_nothing_of_our_settings(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")

    written = run(python("import os; print(sorted(os.environ))"), SMALL)

    assert b"SECRET_KEY" not in written
    assert b"DATABASE_URL" not in written


@pytest.mark.django_db
def test_pdf_that_turns_out_broken_gives_no_picture_and_says_so():
    rendition = rendition_of(uploads.pdf())
    with rendition.stored.file.storage.open(rendition.stored.file.name, "wb") as file:
        file.write(b"%PDF-1.7 and nothing more")

    made = make(rendition, None)

    assert (made.picture, made.words, made.page_count) == (None, [], None)
    assert made.problems == [making.NO_PICTURE_OF_PDF, making.NO_WORDS_OF_PDF]
