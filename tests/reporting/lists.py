"""A list of any length to make files of: the general holidays, of which there can be a million."""

import datetime as dt
import os
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from core import audit
from core.exports import Column, as_file, cells_as_file, format_asked
from core.models import GeneralHoliday
from integrity.urls import urlpatterns as own_addresses
from people.access import requires
from people.roles import Permission


@contextmanager
def holidays(count):
    """Let there be so many, in a table that hides the real one from this connection alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TEMPORARY TABLE core_generalholiday AS
            SELECT n AS id, date '2026-01-01' + n %% 3650 AS date, '+852 ' || n AS name_en,
                   '假期' || n AS name_zh_hant, '=1+' || n AS name_zh_hans
            FROM generate_series(1, %s) AS n
            """,
            [count],
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE pg_temp.core_generalholiday")


@requires(Permission.VIEW_SCHEDULE)
def holiday_list(request):
    file_format = format_asked(request)
    if file_format is None:
        return HttpResponse("A list.")
    audit.record(request.user, "tests.list_exported", at=timezone.now(), format=file_format)
    columns = [
        Column("Number", "pk"),
        Column("Day", "date"),
        Column("Telephone", "name_en"),
        Column("名稱", "name_zh_hant"),
        Column("Formula", "name_zh_hans"),
        Column("Moment", "date", lambda day: dt.datetime(day.year, 1, 1, 9, tzinfo=dt.UTC)),
    ]
    rows = GeneralHoliday.objects.order_by("pk")
    return as_file(file_format, name="holidays", columns=columns, rows=rows, now=timezone.now())


@requires(Permission.VIEW_SCHEDULE)
def broken_list(request):
    raise ZeroDivisionError


@requires(Permission.VIEW_SCHEDULE)
def slow_list(request):
    """One row, after which a worker that is to be killed waits for it."""

    def rows():
        yield ["A row"]
        if begun := os.environ.get("BEGUN"):
            Path(begun).touch()
            time.sleep(60)

    return cells_as_file(
        format_asked(request),
        name="slow",
        columns=[Column("x", "")],
        cells=rows(),
        now=timezone.now(),
    )


urlpatterns = [
    path("tests/slow/", slow_list, name="slow-list"),
    path("tests/broken/", broken_list, name="broken-list"),
    path("tests/holidays/", holiday_list, name="long-list"),
    *own_addresses,
]
