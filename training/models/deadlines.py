"""Deadlines of a session: a moment that is given, or that follows from when the session starts."""

import datetime as dt
from dataclasses import dataclass

from django.db import models

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


class WithDeadlines(models.Model):
    """Something that starts, and the deadlines of registering for it.

    `opens_at`, `closes_at` and `cancel_by` are the deadlines as they hold. Those that were given
    as days before the start keep the days and the hour beside them, to be worked out again when
    the session moves or is copied. Until `cancel_by` a registration is cancelled without a reason;
    null means until the start.
    """

    starts_at: models.DateTimeField

    opens_at = models.DateTimeField(null=True, blank=True)
    opens_days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    opens_time = models.TimeField(null=True, blank=True)
    closes_at = models.DateTimeField()
    closes_days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    closes_time = models.TimeField(null=True, blank=True)
    cancel_by = models.DateTimeField(null=True, blank=True)
    cancel_days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    cancel_time = models.TimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def opens(self) -> Deadline | None:
        """When registration opens, as it was asked for; None is on publication."""
        return _as_asked(self.opens_at, self.opens_days_before, self.opens_time)

    @opens.setter
    def opens(self, deadline: Deadline | None) -> None:
        self.opens_days_before, self.opens_time = _parts_of(deadline)
        self.opens_at = moment_of(deadline, self.starts_at)

    @property
    def closes(self) -> Deadline:
        """When registration closes, as it was asked for."""
        return (
            _as_asked(self.closes_at, self.closes_days_before, self.closes_time) or self.closes_at
        )

    @closes.setter
    def closes(self, deadline: Deadline) -> None:
        self.closes_days_before, self.closes_time = _parts_of(deadline)
        self.closes_at = self._by_the_start(deadline) or self.starts_at

    @property
    def cancellable_until(self) -> Deadline | None:
        """Until when one cancels without a reason, as it was asked for; None is the start."""
        return _as_asked(self.cancel_by, self.cancel_days_before, self.cancel_time)

    @cancellable_until.setter
    def cancellable_until(self, deadline: Deadline | None) -> None:
        self.cancel_days_before, self.cancel_time = _parts_of(deadline)
        self.cancel_by = self._by_the_start(deadline)

    def _by_the_start(self, deadline: Deadline | None) -> dt.datetime | None:
        """The moment of a deadline, which never comes after the start, whatever has moved."""
        moment = moment_of(deadline, self.starts_at)
        return min(moment, self.starts_at) if moment else None


def _as_asked(
    moment: dt.datetime | None, days: int | None, time: dt.time | None
) -> Deadline | None:
    return moment if days is None or time is None else DaysBefore(days, time)


def _parts_of(deadline: Deadline | None) -> tuple[int | None, dt.time | None]:
    if isinstance(deadline, DaysBefore):
        return deadline.days, deadline.at
    return None, None
