"""The general holidays of a year as a spreadsheet tells them: what is read is a proposal."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.chinese import fold
from training.spreadsheets import SpreadsheetRefused

_HEADINGS = {
    "date": ("Date", "Day", "日期"),
    "name_en": ("English name", "Name", "Holiday", "General holiday", "name_en", "英文名稱"),
    "name_zh_hant": ("Chinese name", "name_zh", "name_zh_hant", "中文名稱", "名稱", "公眾假期"),
}
_DAY_FORMATS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%Y%m%d")


def read_holidays(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Give the values of a holiday for each row of a spreadsheet, for staff to check.

    Raises SpreadsheetRefused where the columns or a date can't be made out.
    """
    heading = next((number for number, row in enumerate(rows) if any(row)), None)
    if heading is None or not any(map(any, rows[heading + 1 :])):
        raise SpreadsheetRefused(_("There is nothing in this spreadsheet. Choose another one."))
    columns = _columns(rows[heading])
    return [
        {
            "date": _day(number, row[columns["date"]]),
            "name_en": row[columns["name_en"]],
            "name_zh_hant": row[columns["name_zh_hant"]],
        }
        for number, row in enumerate(rows[heading + 1 :], start=heading + 2)
        if any(row)
    ]


def _columns(headings: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, heading in enumerate(headings):
        for name, words in _HEADINGS.items():
            if fold(heading) in {fold(word) for word in words}:
                columns.setdefault(name, at)
    if columns.keys() != _HEADINGS.keys():
        raise SpreadsheetRefused(
            _("The first row must name the columns: “Date”, “English name” and “Chinese name”.")
        )
    return columns


def _day(number: int, text: str) -> dt.date:
    for day_format in _DAY_FORMATS:
        try:
            return dt.datetime.strptime(text, day_format).date()  # noqa: DTZ007 (a day alone)
        except ValueError:
            continue
    raise SpreadsheetRefused(
        _("Row %(number)s: “%(text)s” is no date. Write it as 2027-01-01.")
        % {"number": number, "text": text}
    )
