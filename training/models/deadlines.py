"""Deadlines of a session: a moment that is given, or that follows from when the session starts."""

import datetime as dt
from dataclasses import dataclass

from core.days import day_of, instant_of


@dataclass(frozen=True)
class DaysBefore:
    """A deadline so many days before the day of the first meeting, at an hour of that day."""

    days: int
    at: dt.time

    def moment(self, starts_at: dt.datetime) -> dt.datetime:
        """Give the instant it falls on for something that starts then."""
        return instant_of(day_of(starts_at) - dt.timedelta(days=self.days), self.at)


Deadline = dt.datetime | DaysBefore


def moment_of(deadline: Deadline | None, starts_at: dt.datetime) -> dt.datetime | None:
    """Give the instant of a deadline of something that starts then, if there is a deadline."""
    return deadline.moment(starts_at) if isinstance(deadline, DaysBefore) else deadline
