"""How an item of a plan stands on a day."""

import datetime as dt

import pytest

from ethics_officers.models import PlanItem
from ethics_officers.rules import Progress, progress

# From October to December, unless the test says otherwise.
FIRST, END = dt.date(2026, 10, 1), dt.date(2027, 1, 1)


def item(**fields):
    return PlanItem(**{"starts_on": FIRST, "ends_on": END, "target": 90, **fields})


@pytest.mark.parametrize("status", ["done", "explained", "dropped"])
def test_what_is_closed_stands_as_it_was_closed(status):
    assert progress(item(status=status), 0, END) == status


@pytest.mark.parametrize(
    ("day", "reached", "stands"),
    [
        (dt.date(2026, 9, 30), None, Progress.PLANNED),
        (dt.date(2026, 9, 30), 1, Progress.ON_TRACK),
        (dt.date(2026, 10, 31), None, Progress.ON_TRACK),
        (dt.date(2026, 11, 1), 29, Progress.BEHIND),
        (dt.date(2026, 11, 30), 30, Progress.ON_TRACK),
        (dt.date(2026, 12, 1), 59, Progress.BEHIND),
        (dt.date(2026, 12, 31), 60, Progress.ON_TRACK),
        (END, 89, Progress.BEHIND),
        (END, 90, Progress.ON_TRACK),
        (dt.date(2028, 1, 1), 90, Progress.ON_TRACK),
    ],
)
def test_with_a_target_the_whole_months_gone_by_say_what_is_due(day, reached, stands):
    assert progress(item(), reached, day) == stands


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (dt.date(2026, 9, 30), Progress.PLANNED),
        (FIRST, Progress.ON_TRACK),
        (dt.date(2026, 12, 31), Progress.ON_TRACK),
        (END, Progress.BEHIND),
    ],
)
def test_without_a_target_an_item_is_behind_when_its_months_are_over(day, stands):
    assert progress(item(target=None), None, day) == stands
