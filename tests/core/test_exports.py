"""Lists as files: what a cell becomes, how much it takes."""

import datetime as dt
import re
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from core import exports
from core.exports import (
    Column,
    FileFormat,
    as_file,
    bilingual,
    cells_as_file,
    followed_by,
    format_asked,
    labels,
)
from people.models import Person
from tests.clock import NOW
from tests.factories import PersonFactory
from tests.files import content_of, csv_rows, xlsx_book, xlsx_rows

pytestmark = pytest.mark.django_db

BEGINS_LIKE_A_FORMULA = ["=1+1", "+852 2123 4567", "-2", "@SUM(A1)", "\tx", "\rx"]


NOON = dt.datetime(2026, 11, 22, 12)  # noqa: DTZ001 (spreadsheets know no zones)


def cell_formats(styles):
    return re.findall("<xf [^>]+>", styles.partition("<cellXfs")[2])[:3]


def name_file(file_format, **columns):
    given = [Column("Name", "name_en", **columns)]
    rows = Person.objects.order_by("pk")
    return as_file(file_format, name="people", columns=given, rows=rows, now=NOW)


@pytest.mark.parametrize("text", BEGINS_LIKE_A_FORMULA)
def test_csv_marks_as_text_what_would_be_taken_for_a_formula_and_keeps_it_whole(text):
    PersonFactory(name_en=text)

    assert csv_rows(name_file(FileFormat.CSV)) == [["Name"], [f"'{text}"]]


@pytest.mark.parametrize("text", BEGINS_LIKE_A_FORMULA)
def test_xlsx_holds_as_text_what_would_be_taken_for_a_formula(text):
    PersonFactory(name_en=text)

    content = content_of(name_file(FileFormat.XLSX))

    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert re.findall(r'<c r="A2" s="(\d)" t="(\w+)">', sheet) == [("2", "inlineStr")]
    assert ["quotePrefix" in style for style in cell_formats(styles)] == [False, False, True]


def test_xlsx_keeps_a_telephone_number_as_it_is_written():
    PersonFactory(name_en="+852 2123 4567")

    assert xlsx_rows(name_file(FileFormat.XLSX)) == [["Name"], ["+852 2123 4567"]]


def test_numbers_days_and_instants_keep_their_types_in_xlsx():
    PersonFactory()
    values = iter([7, dt.date(2026, 12, 1), NOW.astimezone(dt.UTC), None])
    columns = [Column(name, "pk", lambda _: next(values)) for name in ("n", "day", "at", "none")]

    response = as_file(
        FileFormat.XLSX, name="x", columns=columns, rows=Person.objects.all(), now=NOW
    )

    assert xlsx_rows(response)[1] == [7, dt.date(2026, 12, 1), NOON, ""]


def test_instants_are_written_in_hong_kong_time_in_csv():
    PersonFactory()

    rows = csv_rows(name_file(FileFormat.CSV, shown=lambda _: NOW.astimezone(dt.UTC)))

    assert rows[1] == ["2026-11-22 12:00"]


def test_the_heading_stays_in_sight():
    content = content_of(name_file(FileFormat.XLSX))

    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(exports, "ROWS_OF_A_SHEET", 3)
    for name in ("A", "B", "C"):
        PersonFactory(name_en=name)

    book = xlsx_book(name_file(FileFormat.XLSX))

    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert sheets == [[["Name"], ["A"], ["B"]], [["Name"], ["C"]]]


def test_a_text_too_long_for_a_cell_is_cut_rather_than_lost():
    PersonFactory()

    rows = xlsx_rows(name_file(FileFormat.XLSX, shown=lambda _: "政" * 40_000))

    assert rows[1] == ["政" * 32_767]


@pytest.mark.parametrize("file_format", FileFormat)
def test_the_file_is_named_after_the_list_and_the_day(file_format):
    response = name_file(file_format)

    disposition = f'attachment; filename="people-2026-11-22.{file_format}"'
    assert response["Content-Disposition"] == disposition
    content_of(response)


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize("count", [1, 3])
def test_a_file_takes_one_statement_however_many_rows_it_has(monkeypatch, file_format, count):
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 2)
    PersonFactory.create_batch(count)

    with CaptureQueriesContext(connection) as captured:
        content = content_of(name_file(file_format))

    assert len(captured) == 1
    assert "DECLARE" in captured[0]["sql"]
    assert content


def test_csv_begins_before_all_rows_are_read(monkeypatch):
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 1)
    PersonFactory.create_batch(3)

    parts = list(name_file(FileFormat.CSV).streaming_content)

    assert [part.count(b"\r\n") for part in parts] == [2, 1, 1, 0]


def test_a_text_in_two_languages_has_two_columns_each_headed_in_its_own():
    columns = bilingual(gettext_lazy("Venue"), en="name_en", zh="name_zh_hant")

    assert [(column.heading, column.source) for column in columns] == [
        ("Venue", "name_en"),
        ("場地", "name_zh_hant"),
    ]


def test_labels_show_a_choice_in_words_and_an_old_one_as_it_is_stored():
    shown = labels([("a", "Apple")])

    assert (shown("a"), shown("b"), shown(None)) == ("Apple", "b", None)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("xlsx", FileFormat.XLSX), ("csv", FileFormat.CSV), ("pdf", None), ("", None)],
)
def test_a_file_is_asked_for_in_the_address(asked, given):
    assert format_asked(RequestFactory().get("/", {"export": asked})) == given


class Following:
    """Notes what it is told of a file; may be told to refuse it."""

    def __init__(self, refuses=False):
        self.refuses, self.told = refuses, []

    def begins(self, file_name, count):
        self.told.append((file_name, count(), count(2)))
        if self.refuses:
            raise LookupError

    def wrote(self, rows):
        self.told.append(rows)


@pytest.mark.parametrize("file_format", FileFormat)
def test_who_follows_a_file_is_told_how_many_rows_there_are_and_are_written(
    monkeypatch, file_format
):
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 2)
    PersonFactory.create_batch(3)
    following = Following()

    with followed_by(following):
        response = name_file(file_format)
    content_of(response)

    assert following.told == [(f"people-2026-11-22.{file_format}", 3, 2), 2, 1]


@pytest.mark.parametrize("file_format", FileFormat)
def test_who_follows_a_file_may_refuse_it_before_any_row_is_read(file_format):
    PersonFactory()

    with followed_by(Following(refuses=True)), pytest.raises(LookupError):
        name_file(file_format)


@pytest.mark.parametrize(("cells", "known"), [([[1], [2], [3]], 3), (iter([[1], [2], [3]]), 0)])
def test_rows_that_are_not_read_from_a_table_are_counted_if_that_is_known(cells, known):
    following = Following()

    with followed_by(following):
        response = cells_as_file(
            FileFormat.CSV, name="x", columns=[Column("n", "")], cells=cells, now=NOW
        )
    content_of(response)

    assert following.told == [("x-2026-11-22.csv", known, known), 3]


def test_nobody_follows_the_next_file():
    following = Following()
    with followed_by(following):
        pass

    content_of(name_file(FileFormat.CSV))

    assert following.told == []
