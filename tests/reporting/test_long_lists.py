"""A file of many rows: in little memory, and as other programs read it."""

import csv
import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage

from core.exports import FileFormat
from people.roles import Role
from reporting.actions import exports
from reporting.addresses import Address
from tests.clock import NOW
from tests.factories import person_with_role
from tests.office import converted
from tests.reporting.lists import holidays

MEGABYTE = 1024**2
# A hundred thousand rows of these six columns, kept as Python keeps them, are some 80 MB.
ALLOWED = 16 * MEGABYTE

# A CSV of the cells as they are shown, UTF-8, commas, quotes where needed.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


@pytest.fixture(autouse=True)
def _in_this_list(settings):
    settings.ROOT_URLCONF = "tests.reporting.lists"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def auditor(db):
    return person_with_role(Role.AUDITOR).user


def made(by, file_format, rows):
    export = exports.ask_for_export(
        address=Address("long-list"), file_format=file_format, by=by, now=NOW
    )
    with holidays(rows):
        exports.make_next(now=NOW)
    export.refresh_from_db()
    assert (export.state, export.total) == ("made", rows)
    return export


def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.parametrize(("file_format", "rows"), [("csv", 200_000), ("xlsx", 100_000)])
def test_a_file_takes_no_more_memory_the_more_rows_it_has(auditor, monkeypatch, file_format, rows):
    wrote, taken = exports._Progress.wrote, []

    def look(self, number):
        wrote(self, number)
        taken.append(resident())

    monkeypatch.setattr(exports._Progress, "wrote", look)

    made(auditor, file_format, rows)

    assert len(taken) == rows // 2000 + 1
    assert max(taken) - taken[0] < ALLOWED


def test_libreoffice_finds_types_and_whole_texts_and_runs_nothing(auditor):
    files = {}
    for file_format in FileFormat:
        export = made(auditor, file_format, 3)
        with default_storage.open(str(export.stored.file)) as file:
            files[f"{file_format}.{file_format}"] = file.read()

    read = converted(files, AS_SHOWN)

    shown = list(csv.reader(StringIO(_sheet(read, "xlsx.xlsx"))))
    assert shown == [
        ["Number", "Day", "Telephone", "名稱", "Formula", "Moment"],
        ["1", "2026-01-02", "+852 1", "假期1", "=1+1", "2026-01-01 17:00"],
        ["2", "2026-01-03", "+852 2", "假期2", "=1+2", "2026-01-01 17:00"],
        ["3", "2026-01-04", "+852 3", "假期3", "=1+3", "2026-01-01 17:00"],
    ]
    row = list(csv.reader(StringIO(_sheet(read, "csv.csv"))))[1]
    # Without its window it takes every CSV for Western European, so that only these can be read.
    assert [row[0], row[2], row[4]] == ["1", "'+852 1", "'=1+1"]
    assert dt.date(2026, 1, 2).isoformat() in {row[1], row[1].replace("/", "-")}


def _sheet(read, name):
    return read[name].decode("utf-8-sig")
