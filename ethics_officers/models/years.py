"""Financial and calendar years, and the months they are made of."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

MONTHS_OF_A_YEAR = 12
FIRST_FINANCIAL_MONTH = 4


class YearBasis(models.TextChoices):
    """Which year is meant by its number: the financial year is named by the one it begins in."""

    FINANCIAL = "financial", _("Financial year, 1 April to 31 March")
    CALENDAR = "calendar", _("Calendar year")


def first_day(basis: str, year: int) -> dt.date:
    """Give the first day of a year; the last day is the one before the next year's first."""
    return dt.date(year, FIRST_FINANCIAL_MONTH if basis == YearBasis.FINANCIAL else 1, 1)


def later(first: dt.date, months: int) -> dt.date:
    """Give the first of a month that comes so many months after another first of a month."""
    years, month = divmod(first.month - 1 + months, MONTHS_OF_A_YEAR)
    return dt.date(first.year + years, month + 1, 1)


def year_name(basis: str, year: int) -> str:
    """Write a year: 2026–27 for a financial year, 2026 for a calendar year."""
    return f"{year}–{(year + 1) % 100:02}" if basis == YearBasis.FINANCIAL else f"{year}"


def whole_months(first: dt.date, day: dt.date) -> int:
    """Count the months from the first of a month that are over on a day; negative before it."""
    return (day.year - first.year) * MONTHS_OF_A_YEAR + day.month - first.month


def financial_year_of(day: dt.date) -> int:
    """Give the year in which the financial year of a day began."""
    return day.year if day.month >= FIRST_FINANCIAL_MONTH else day.year - 1
