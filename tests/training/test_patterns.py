"""Days of a series."""

import datetime as dt

from training.patterns import days_of


def days(*texts):
    return [dt.date.fromisoformat(text) for text in texts]


def test_every_week_and_every_two_weeks_count_from_the_first_day():
    first = dt.date(2026, 12, 8)

    assert days_of("weekly", first, count=3) == days("2026-12-08", "2026-12-15", "2026-12-22")
    assert days_of("fortnightly", first, count=2) == days("2026-12-08", "2026-12-22")


def test_every_month_keeps_to_the_same_weekday_of_the_month():
    second_tuesday = dt.date(2026, 12, 8)

    found = days_of("monthly", second_tuesday, count=3)

    assert found == days("2026-12-08", "2027-01-12", "2027-02-09")


def test_a_fifth_weekday_of_the_month_is_its_last():
    assert days_of("monthly", dt.date(2026, 12, 29), count=3) == days(
        "2026-12-29", "2027-01-26", "2027-02-23"
    )


def test_a_pattern_ends_on_the_day_given_and_never_goes_on_for_ever():
    first = dt.date(2026, 12, 8)

    assert days_of("weekly", first, until=dt.date(2026, 12, 15)) == days("2026-12-08", "2026-12-15")
    assert len(days_of("weekly", first, until=dt.date(2099, 1, 1))) == 60
