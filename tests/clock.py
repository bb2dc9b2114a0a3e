"""The time at which tests happen, passed in: a Sunday noon in Hong Kong, before a full week."""

import datetime as dt

from core.days import HONG_KONG

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=HONG_KONG)
TODAY = NOW.date()


def at(day: str, time: str = "09:30") -> dt.datetime:
    """Give an instant from Hong Kong's date and clock: `at("2026-12-01", "09:30")`."""
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=HONG_KONG)
