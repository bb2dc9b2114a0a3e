"""By which day one reads, when one is reminded, and when a circulation goes out again."""

import datetime as dt

import pytest

from core.models import GeneralHoliday
from publications.models import Circulation
from publications.queries.circulations import festival_days
from publications.rules import circulations as rules
from tests.clock import TODAY, at

FRIDAY, MONDAY = dt.date(2026, 11, 27), dt.date(2026, 11, 30)


def circulation(**fields):
    return Circulation(**{"days": 2, "unit": "days", "status": "sent", **fields})


def test_working_days_pass_over_weekends_and_general_holidays():
    asked_for = circulation(unit="working_days")

    day = rules.due_day(asked_for, FRIDAY, None, {MONDAY})

    assert day == dt.date(2026, 12, 2)


def test_calendar_days_pass_over_nothing():
    assert rules.due_day(circulation(), FRIDAY, None, {MONDAY}) == dt.date(2026, 11, 29)


def test_a_joiner_has_days_of_their_own_but_no_less_than_the_others():
    fixed = dt.date(2026, 12, 31)

    assert rules.due_day(circulation(), FRIDAY, fixed, ()) == fixed
    assert rules.due_day(circulation(), fixed, fixed, ()) == dt.date(2027, 1, 2)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"takes_joiners": False}, False),
        ({"joiners_until": TODAY}, True),
        ({"joiners_until": TODAY - dt.timedelta(days=1)}, False),
        ({"status": "sending"}, False),
        ({"status": "ended"}, False),
    ],
)
def test_joiners_are_asked_while_it_is_out_and_until_its_day(fields, expected):
    assert rules.takes_joiners(circulation(**fields), TODAY) is expected


@pytest.mark.parametrize(
    ("days_after_the_deadline", "step"),
    [
        (-8, None),
        (-7, 1),
        (-3, 1),
        (-2, 2),
        (0, 3),
        (6, 3),
        (7, 4),
        (14, 5),
        (20, 5),
        (21, None),
    ],
)
def test_each_reminder_counts_until_the_next(days_after_the_deadline, step):
    due = TODAY - dt.timedelta(days=days_after_the_deadline)

    steps = [each for each, first, last in rules.reminder_windows(TODAY) if first <= due <= last]

    assert steps == ([step] if step else [])


@pytest.mark.parametrize(
    ("first", "today", "expected"),
    [
        ("2026-11-22", "2026-11-22", None),
        ("2026-11-22", "2027-11-21", None),
        ("2026-11-22", "2027-11-22", "2027-11-22"),
        ("2026-11-22", "2028-01-05", "2027-11-22"),
        ("2024-02-29", "2025-03-02", "2025-03-01"),
    ],
)
def test_the_year_comes_round_on_its_day(first, today, expected):
    days = [dt.date.fromisoformat(day) for day in (first, today)]

    assert rules.last_anniversary(*days) == (expected and dt.date.fromisoformat(expected))


@pytest.mark.parametrize(
    ("started", "today", "expected"),
    [
        ("2026-11-01", "2026-12-17", False),  # Five working days before Friday the 25th.
        ("2026-11-01", "2026-12-18", True),
        ("2026-11-01", "2026-12-24", True),
        ("2026-11-01", "2026-12-25", False),
        ("2026-12-18", "2026-12-21", False),
    ],
)
def test_a_festivals_round_begins_so_many_working_days_before_it(started, today, expected):
    before = circulation(recurrence="festivals", days_before=5, starts_at=at(started))
    festival = dt.date(2026, 12, 25)

    due = rules.festival_round_is_due(before, festival, dt.date.fromisoformat(today), {festival})

    assert due is expected


@pytest.mark.django_db
def test_a_festival_is_the_first_of_its_general_holidays_in_a_year():
    for day, name in [
        ("2027-02-06", "Lunar New Year's Day"),
        ("2027-02-08", "The third day of Lunar New Year"),
        ("2027-09-16", "The day following the Chinese Mid-Autumn Festival"),
        ("2025-12-25", "Christmas Day"),
    ]:
        GeneralHoliday.objects.create(date=day, name_en=name, name_zh_hant=name, name_zh_hans=name)

    found = festival_days(["mid_autumn", "lunar_new_year", "christmas"], TODAY)

    assert found == [
        ("lunar_new_year", dt.date(2027, 2, 6)),
        ("mid_autumn", dt.date(2027, 9, 16)),
    ]
