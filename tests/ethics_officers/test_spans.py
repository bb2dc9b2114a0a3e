"""Spans of days that figures are counted over."""

import datetime as dt

import pytest

from ethics_officers.figures import Span

YEAR = (dt.date(2025, 4, 1), dt.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("today", "ends_on"),
    [
        (dt.date(2025, 3, 1), dt.date(2025, 4, 2)),
        (dt.date(2025, 9, 30), dt.date(2025, 10, 1)),
        (dt.date(2026, 3, 31), YEAR[1]),
        (dt.date(2027, 1, 1), YEAR[1]),
    ],
)
def test_span_until_a_day_ends_with_that_day_or_with_itself(today, ends_on):
    assert Span(*YEAR).until(today) == Span(YEAR[0], ends_on)
