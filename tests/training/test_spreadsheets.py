"""Reading spreadsheets by their bytes, and making one that runs nothing."""

import csv
import io
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.clock import NOW
from tests.factories import PersonFactory, SessionFactory
from training import actions, spreadsheets
from training.spreadsheets import SpreadsheetRefused, attendance_template, read_rows

ROWS = [["E-mail", "出席"], ["chan@gov.example", "出席"]]


def excel(rows):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(line, column, cell)
    book.close()
    return file.getvalue()


def as_csv(rows, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize(
    "content",
    [
        excel(ROWS),
        as_csv(ROWS),
        as_csv(ROWS, "utf-8-sig"),
        as_csv(ROWS, "utf-16"),
        as_csv(ROWS, "big5hkscs"),
        as_csv(ROWS, delimiter=";"),
        as_csv(ROWS, delimiter="\t"),
    ],
    ids=["xlsx", "utf-8", "with BOM", "utf-16", "Big5", "semicolons", "tabs"],
)
def test_the_same_rows_are_read_however_they_were_saved(content):
    assert read_rows(content) == ROWS


def test_a_number_is_read_as_somebody_sees_it():
    assert read_rows(excel([["Registration"], [12], [12.5], [" a  b "], ["'=x"]])) == [
        ["Registration"],
        ["12"],
        ["12.5"],
        ["a b"],
        ["=x"],
    ]


def test_a_formula_is_never_run_nor_read():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet().write_formula(0, 0, '=HYPERLINK("http://x.example")', value="shown")
    book.close()

    assert read_rows(file.getvalue()) == [["shown"]]


def archive(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x" * (spreadsheets.LARGEST_FILE + 1), "larger than 2 MB"),
        (b"\xd0\xcf\x11\xe0rest", "old or protected Excel file"),
        (b"PK\x03\x04broken", "can't be read as a spreadsheet"),
        (archive(word__document="x"), "can't be read as a spreadsheet"),
        (archive(xl__workbook="x"), "can't be read as a spreadsheet"),
        (archive(xl__workbook="0" * (41 * 1024 * 1024)), "far larger than it looks"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a spreadsheet"),
        (as_csv([["a"]] * 2002), "more than 2,000 rows"),
        (b'"' + b"x" * 140_000, "can't be read as a table"),
    ],
    ids=["large", "old", "broken", "word", "hollow", "bomb", "picture", "long", "one huge cell"],
)
def test_what_is_no_spreadsheet_is_refused_by_its_bytes_in_a_sentence(content, sentence):
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_rows(content)

    assert sentence in str(refusal.value)


@pytest.mark.django_db
def test_the_template_has_everybody_with_a_place_and_runs_nothing():
    session = SessionFactory()
    person = PersonFactory(name_en="=1+1", name_zh="@陳", user__email="chan@gov.example")
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    content = attendance_template(session.meetings.get(), [registration])

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["Registration", "E-mail", "Name", "Chinese name", "Attendance"],
        [str(registration.pk), "chan@gov.example", "'=1+1", "'@陳", ""],
    ]
    assert read_rows(content)[1][2] == "=1+1"
