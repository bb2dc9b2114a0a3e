"""Spreadsheets of attendance: reading what people upload, making the one to fill in."""

import csv
import io
import zipfile
from collections.abc import Collection, Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from core.errors import RuleViolation
from training.models import Attendance, Meeting, Registration

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 40
LONGEST_CELL = 500

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What spreadsheets of Hong Kong are saved in; Big5 comes last, because it reads nearly anything.
_ENCODINGS = ("utf-8-sig", "big5hkscs")
# A cell that begins so would be run as a formula by whoever opens the file.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class SpreadsheetRefused(RuleViolation):
    """The file can't be read as a spreadsheet."""


def read_rows(content: bytes) -> list[list[str]]:
    """Give the rows of the first sheet of an Excel or CSV file, each cell as text.

    What the file is, is decided by its bytes; what it is called does not matter.
    """
    if len(content) > LARGEST_FILE:
        raise SpreadsheetRefused(
            _("This file is larger than 2 MB. Remove pictures and other sheets, and try again.")
        )
    if content.startswith(_OLD_EXCEL):
        raise SpreadsheetRefused(
            _("This is an old or protected Excel file. Save it as .xlsx without a password.")
        )
    read = _rows_of_excel if content.startswith(_ZIP) else _rows_of_csv
    rows = [[_clean(cell) for cell in row[:MOST_COLUMNS]] for row in read(content)]
    if len([row for row in rows if any(row)]) > MOST_ROWS + 1:
        raise SpreadsheetRefused(
            _("This spreadsheet has more than 2,000 rows. Split it and read one after the other.")
        )
    return rows


def attendance_template(meeting: Meeting, registrations: Collection[Registration]) -> bytes:
    """Give the spreadsheet to fill in: a row for each person, with the marks that stand."""
    standing = {mark.registration_id: mark for mark in meeting.attendances.all()}
    labels = [str(label) for label in Attendance.Status.labels]
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Attendance")[:31])
    heading = book.add_format({"bold": True, "bg_color": "#e4f1ee", "bottom": 1})
    columns = [_("Registration"), _("E-mail"), _("Name"), _("Chinese name"), _("Attendance")]
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, heading)
    for line, registration in enumerate(registrations, start=1):
        person, mark = registration.person, standing.get(registration.pk)
        cells = [
            str(registration.pk),
            person.user.email if person.user else "",
            person.name_en,
            person.name_zh,
            mark.get_status_display() if mark else "",
        ]
        for column, text in enumerate(cells):
            sheet.write_string(line, column, guarded(text))
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 2, 32)
    sheet.set_column(3, 4, 18)
    sheet.freeze_panes(1, 0)
    sheet.data_validation(1, 4, MOST_ROWS, 4, {"validate": "list", "source": labels})
    book.close()
    return file.getvalue()


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _clean(cell: object) -> str:
    """A cell as somebody reads it: whole numbers without a point, no guard, no odd spaces."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).split()).removeprefix("'")
    return text[:LONGEST_CELL]


def _rows_of_excel(content: bytes) -> Sequence[Sequence[object]]:
    broken = SpreadsheetRefused(
        _("This file can't be read as a spreadsheet. Save it as .xlsx or .csv and try again.")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise broken from error
    if "xl/workbook.xml" not in names:
        raise broken
    if unpacked > LARGEST_UNPACKED:
        raise SpreadsheetRefused(
            _("This file is far larger than it looks. Copy the rows into a new spreadsheet.")
        )
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise broken from error


def _rows_of_csv(content: bytes) -> Sequence[Sequence[object]]:
    text = _text_of(content)
    first_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SpreadsheetRefused(
            _("This file can't be read as a table. Save it as .xlsx or .csv and try again.")
        ) from error


def _text_of(content: bytes) -> str:
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SpreadsheetRefused(
        _("This file is not a spreadsheet. Choose one saved as .xlsx or .csv.")
    )
