"""Open a PDF: `pdf_program.py picture FILE EDGE` or `pdf_program.py words FILE`.

It runs as a program of its own, under limits: see limits.py. The picture is a JPEG of the first
page; the words are lines of JSON, first the number of pages, then the text of each page.
"""

import json
import sys

import pypdfium2

_LARGEST_SCALE = 4
_MOST_PAGES = 3_000
_LONGEST_PAGE = 20_000
_LONGEST_TEXT = 5_000_000


def _picture(document: pypdfium2.PdfDocument, edge: int) -> None:
    page = document[0]
    # A page may say that it is kilometres wide.
    scale = min(edge / max(*page.get_size(), 1), _LARGEST_SCALE)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    picture.save(sys.stdout.buffer, "JPEG", quality=85)


def _words(document: pypdfium2.PdfDocument) -> None:
    print(json.dumps(len(document)))  # noqa: T201 (this is what the program gives)
    left = _LONGEST_TEXT
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            text = document[number].get_textpage().get_text_bounded()[: min(_LONGEST_PAGE, left)]
        except pypdfium2.PdfiumError:
            text = ""  # One page that can't be read keeps none of the others back.
        left -= len(text)
        print(json.dumps(text))  # noqa: T201


if __name__ == "__main__":
    opened = pypdfium2.PdfDocument(sys.argv[2])
    if sys.argv[1] == "picture":
        _picture(opened, int(sys.argv[3]))
    else:
        _words(opened)
