"""Reading the files that lists are exported to."""

import csv
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook


def content_of(response):
    """Read an answer to its end; not closed as a server does, which would end the connection."""
    content = b"".join(response.streaming_content)
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return content


def csv_rows(response):
    """Give the rows of a CSV answer, the headings first, every cell a text."""
    text = content_of(response).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def xlsx_book(response):
    return CalamineWorkbook.from_filelike(BytesIO(content_of(response)))


def xlsx_rows(response):
    """Give the rows of the first sheet of a spreadsheet, the headings first, cells with types."""
    return xlsx_book(response).get_sheet_by_index(0).to_python()
