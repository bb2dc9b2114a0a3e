"""Days and hours of Hong Kong. Instants are kept in UTC; a day is a Hong Kong day."""

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

HONG_KONG = ZoneInfo("Asia/Hong_Kong")

_SATURDAY = 5


def day_of(instant: dt.datetime) -> dt.date:
    """Give the Hong Kong day on which an instant falls."""
    return instant.astimezone(HONG_KONG).date()


def day_text(day: dt.date) -> str:
    """Write a day as a reader of the active language does."""
    return date_format(day, "DATE_FORMAT")


def instant_of(day: dt.date, time: dt.time) -> dt.datetime:
    """Give the instant at which Hong Kong's clocks show this time on this day."""
    return dt.datetime.combine(day, time, tzinfo=HONG_KONG)


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Say whether offices of the five-day week are open: Monday to Friday, no general holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def working_days_before(day: dt.date, count: int, holidays: Collection[dt.date]) -> dt.date:
    """Give the day that lies `count` working days before this one, which need not be one itself."""
    while count > 0:
        day -= dt.timedelta(days=1)
        if is_working_day(day, holidays):
            count -= 1
    return day


def working_days_after(day: dt.date, count: int, holidays: Collection[dt.date]) -> dt.date:
    """Give the day that lies `count` working days after this one, which need not be one itself."""
    while count > 0:
        day += dt.timedelta(days=1)
        if is_working_day(day, holidays):
            count -= 1
    return day
