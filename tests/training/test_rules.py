"""When reminders fall due."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.days import day_of, is_working_day
from tests.clock import at
from training.models import ReminderRule
from training.rules import reminder_due_at

NINE = dt.time(9, 0)


@pytest.mark.parametrize(
    ("unit", "amount", "time", "due"),
    [
        ("days", 7, NINE, at("2026-11-24", "09:00")),
        ("working_days", 1, NINE, at("2026-11-30", "09:00")),
        ("working_days", 2, NINE, at("2026-11-27", "09:00")),
        ("minutes", 30, None, at("2026-12-01", "09:00")),
    ],
)
def test_reminder_is_due_so_long_before_the_start(unit, amount, time, due):
    assert reminder_due_at(at("2026-12-01", "09:30"), unit, amount, time, set()) == due


def test_reminder_by_working_days_goes_around_general_holidays():
    lunar_new_year = {dt.date(2027, 2, 6), dt.date(2027, 2, 8), dt.date(2027, 2, 9)}

    due = reminder_due_at(at("2027-02-10", "14:00"), "working_days", 1, NINE, lunar_new_year)

    assert due == at("2027-02-05", "09:00")


@given(
    day=st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)),
    time=st.times(),
    amount=st.integers(1, 30),
)
def test_reminder_by_working_days_is_always_due_on_one_and_earlier(day, time, amount):
    starts_at = dt.datetime.combine(day, time, tzinfo=dt.UTC)

    due = reminder_due_at(starts_at, ReminderRule.Unit.WORKING_DAYS, amount, NINE, set())

    assert is_working_day(day_of(due), set())
    assert day_of(due) < day_of(starts_at)
