"""Lists as files, XLSX and CSV, written row by row: a large one needs no more memory than a small.

A list's own view answers `?export=xlsx` and `?export=csv`, so that a file holds exactly the rows
that its reader finds on the page, under the same permission, filters and order. The columns of a
list are said in the `exports` of its app; components/export_links.html leads to the files.

Whoever calls a view may follow the file it makes (`followed_by`): refuse it before it begins, or be
told how far it is. So long lists go to a worker, and no list knows of that.
"""

import csv
import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from io import StringIO
from typing import Any, Protocol

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext
from django_tables2 import RequestConfig, Table

from core.days import HONG_KONG, day_of

ROWS_AT_ONCE = 2000

# What a sheet can hold, by its format; there are as many sheets as it takes.
ROWS_OF_A_SHEET = 1_048_576

# A text that begins like this would be taken for a formula, and run.
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


class FileFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


class Follower(Protocol):
    """Whoever follows a file that a list's view makes; what it raises ends the making."""

    def begins(self, file_name: str, count: "Count") -> None:
        """The file is about to be made. `count(most)` counts its rows, up to so many if given."""

    def wrote(self, rows: int) -> None:
        """So many rows more are written."""


class Count(Protocol):
    def __call__(self, most: int | None = None, /) -> int: ...


_follower: ContextVar[Follower | None] = ContextVar("_follower", default=None)


@contextmanager
def followed_by(follower: Follower) -> Iterator[None]:
    """Let somebody follow the files that views make meanwhile, to their last row."""
    token = _follower.set(follower)
    try:
        yield
    finally:
        _follower.reset(token)


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading, the field it is read from, and how that is shown.

    `shown` gives a text, a number, a day or an instant. It is called for each row, when the answer
    has begun and the language of the page is no longer active: look up words before, as `labels`.
    """

    heading: Any
    source: str
    shown: Callable[[Any], Any] | None = None
    width: int = 18


def bilingual(
    heading: Any,
    *,
    en: str,
    zh: str,
    shown: Callable[[Any], Any] | None = None,
    width: int = 36,
) -> tuple[Column, Column]:
    """Give the columns of a text kept in English and Chinese, each headed in its own language."""
    headings = []
    for language in ("en", "zh-hant"):
        with translation.override(language):
            headings.append(str(heading))
    return Column(headings[0], en, shown, width), Column(headings[1], zh, shown, width)


def labels(choices: Iterable[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Show a choice by its label in the active language, and one that is gone as it is stored."""
    words = {value: str(label) for value, label in choices}
    return lambda value: words.get(value, value)


def yes_or_no() -> Callable[[Any], Any]:
    return labels([(True, gettext("Yes")), (False, gettext("No"))])


def joined(values: Iterable[Any] | None) -> str:
    """Show several values in one cell."""
    return "; ".join(str(value) for value in values or () if value)


def format_asked(request: HttpRequest) -> FileFormat | None:
    """Give the format in which a list is asked for, if it is asked for as a file."""
    asked = request.GET.get("export", "")
    return FileFormat(asked) if asked in set(FileFormat) else None


def in_order_asked(table: Table, request: HttpRequest) -> QuerySet[Any]:
    """Give all rows of a table of the page, in the order that the address asks for."""
    RequestConfig(request, paginate=False).configure(table)
    return table.data.data


def as_file(
    file_format: FileFormat,
    *,
    name: str,
    columns: Sequence[Column],
    rows: QuerySet[Any],
    now: dt.datetime,
) -> HttpResponseBase:
    """Answer with all rows, in their order; `name` and the day make the file's name."""
    file_name = _file_name(name, now, file_format)
    cells = _followed(_cells(columns, rows), file_name, partial(_count_rows, rows))
    return _answer(file_format, file_name, columns, cells)


def cells_as_file(
    file_format: FileFormat,
    *,
    name: str,
    columns: Sequence[Column],
    cells: Iterable[list[Any]],
    now: dt.datetime,
) -> HttpResponseBase:
    """Answer with rows that are not read from a table: of each, its cells in order."""
    file_name = _file_name(name, now, file_format)
    followed = _followed(cells, file_name, partial(_count_cells, cells))
    return _answer(file_format, file_name, columns, followed)


def _file_name(name: str, now: dt.datetime, file_format: FileFormat) -> str:
    return f"{name}-{day_of(now).isoformat()}.{file_format}"


def _count_rows(rows: QuerySet[Any], most: int | None = None) -> int:
    counted = rows.order_by()
    return (counted if most is None else counted[:most]).count()


def _count_cells(cells: Iterable[Any], most: int | None = None) -> int:
    """Count them if that is known before they are made; otherwise there are few."""
    return len(cells) if isinstance(cells, Sized) else 0


def _followed(
    cells: Iterable[list[Any]], file_name: str, count: Callable[..., int]
) -> Iterable[list[Any]]:
    follower = _follower.get()
    if follower is None:
        return cells
    follower.begins(file_name, count)
    return _told(cells, follower)


def _told(cells: Iterable[list[Any]], follower: Follower) -> Iterator[list[Any]]:
    number = 0
    for number, row in enumerate(cells, start=1):
        yield row
        if number % ROWS_AT_ONCE == 0:
            follower.wrote(ROWS_AT_ONCE)
    follower.wrote(number % ROWS_AT_ONCE)


def _answer(
    file_format: FileFormat,
    file_name: str,
    columns: Sequence[Column],
    cells: Iterable[list[Any]],
) -> HttpResponseBase:
    headings = [str(column.heading) for column in columns]
    if file_format == FileFormat.CSV:
        response = StreamingHttpResponse(
            _csv_parts(headings, cells), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    try:
        _write_xlsx(file, headings, [column.width for column in columns], cells)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=file_name,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def _cells(columns: Sequence[Column], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Read the rows by one statement, through a cursor that stays on the server."""
    shown = [(at, column.shown) for at, column in enumerate(columns) if column.shown]
    values = rows.values_list(*(column.source for column in columns))
    for stored in values.iterator(chunk_size=ROWS_AT_ONCE):
        row = list(stored)
        for at, show in shown:
            row[at] = show(row[at])
        yield row


def _csv_parts(headings: list[str], cells: Iterable[list[Any]]) -> Iterator[bytes]:
    buffer = StringIO()
    writer = csv.writer(buffer)

    def flush() -> bytes:
        part = buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
        return part

    buffer.write("\ufeff")  # By this mark spreadsheet programs know that it is UTF-8.
    writer.writerow(headings)
    for number, row in enumerate(cells, start=1):
        writer.writerow([_csv_cell(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield flush()
    yield flush()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_BEGINS) else value
    if isinstance(value, dt.datetime):
        return value.astimezone(HONG_KONG).strftime("%Y-%m-%d %H:%M")
    return value


def _write_xlsx(
    file: Any, headings: list[str], widths: list[int], cells: Iterable[list[Any]]
) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "instant": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            # Shown as it is and, when somebody edits the cell, still no formula.
            "text": book.add_format({"quote_prefix": True}),
        }
        sheet, line = _begin_sheet(book, headings, widths, formats), 1
        for row in cells:
            if line == ROWS_OF_A_SHEET:
                sheet, line = _begin_sheet(book, headings, widths, formats), 1
            _write_row(sheet, line, row, formats)
            line += 1


def _begin_sheet(
    book: xlsxwriter.Workbook,
    headings: list[str],
    widths: list[int],
    formats: Mapping[str, Any],
) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, formats["heading"])
    return sheet


def _write_row(sheet: Any, line: int, row: list[Any], formats: Mapping[str, Any]) -> None:
    for at, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            text_format = formats["text"] if value.startswith(_FORMULA_BEGINS) else None
            sheet.write_string(line, at, value, text_format)
        elif isinstance(value, dt.datetime):
            local = value.astimezone(HONG_KONG).replace(tzinfo=None)
            sheet.write_datetime(line, at, local, formats["instant"])
        elif isinstance(value, dt.date):
            sheet.write_datetime(line, at, value, formats["day"])
        else:
            sheet.write_number(line, at, value)
