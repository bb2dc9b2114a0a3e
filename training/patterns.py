"""Days of a pattern: every week, every other week, or the same weekday of every month."""

import datetime as dt
from itertools import islice

from dateutil import rrule
from django.db import models
from django.utils.translation import gettext_lazy as _

DAYS_AT_MOST = 60

_WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
_LAST_IN_MONTH = 5


class Frequency(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month, on the same weekday of it")


def days_of(
    frequency: str, first: dt.date, *, count: int | None = None, until: dt.date | None = None
) -> list[dt.date]:
    """Give the days of a pattern from the first on: so many, or until a day, at most 60.

    Monthly means the same weekday of the month, such as the second Tuesday; a fifth is the last.
    """
    start = dt.datetime.combine(first, dt.time.min)
    end = dt.datetime.combine(until, dt.time.min) if until else None
    if frequency == Frequency.MONTHLY:
        nth = (first.day + 6) // 7
        weekday = _WEEKDAYS[first.weekday()](-1 if nth == _LAST_IN_MONTH else nth)
        rule = rrule.rrule(rrule.MONTHLY, start, byweekday=weekday, count=count, until=end)
    else:
        interval = 2 if frequency == Frequency.FORTNIGHTLY else 1
        rule = rrule.rrule(rrule.WEEKLY, start, interval=interval, count=count, until=end)
    return [instant.date() for instant in islice(rule, DAYS_AT_MOST)]
