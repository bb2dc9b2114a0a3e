"""Days and hours of Hong Kong."""

import datetime as dt

import pytest

from core.days import (
    day_of,
    instant_of,
    is_working_day,
    working_days_after,
    working_days_before,
)
from core.models import GeneralHoliday

MONDAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (dt.datetime(2026, 11, 22, 15, 59, tzinfo=dt.UTC), dt.date(2026, 11, 22)),
        (dt.datetime(2026, 11, 22, 16, 0, tzinfo=dt.UTC), dt.date(2026, 11, 23)),
    ],
)
def test_a_day_begins_at_midnight_in_hong_kong(instant, day):
    assert day_of(instant) == day


def test_an_instant_is_what_the_clocks_of_hong_kong_show():
    assert instant_of(MONDAY, dt.time(9)) == dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (MONDAY, True),
        (MONDAY - dt.timedelta(days=1), False),
        (MONDAY - dt.timedelta(days=2), False),
        (dt.date(2026, 12, 25), False),
    ],
)
def test_a_working_day_is_neither_of_a_weekend_nor_a_general_holiday(day, expected):
    assert is_working_day(day, {dt.date(2026, 12, 25)}) is expected


def test_working_days_are_counted_back_from_any_day():
    assert working_days_before(MONDAY, 1, set()) == dt.date(2026, 11, 20)
    assert working_days_before(dt.date(2026, 11, 22), 1, set()) == dt.date(2026, 11, 20)
    assert working_days_before(MONDAY, 0, set()) == MONDAY


@pytest.mark.django_db
def test_general_holidays_are_rows():
    names = {"name_en": "Christmas Day", "name_zh_hant": "聖誕節", "name_zh_hans": "圣诞节"}
    GeneralHoliday.objects.create(date=dt.date(2026, 12, 25), **names)

    assert GeneralHoliday.objects.days() == {dt.date(2026, 12, 25)}


def test_working_days_after_pass_over_weekends_and_general_holidays():
    friday = dt.date(2026, 11, 20)

    assert working_days_after(friday, 1, set()) == MONDAY
    assert working_days_after(friday, 1, {MONDAY}) == MONDAY + dt.timedelta(days=1)
    assert working_days_after(friday, 0, set()) == friday
