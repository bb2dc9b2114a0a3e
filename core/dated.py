"""Rows that hold from a day, inclusive, to a day, exclusive, which may be open."""

import datetime as dt
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

Row = TypeVar("Row", bound=models.Model)


def in_force(day: dt.date | F, prefix: str = "") -> Q:
    """The condition that a row holds on a day; the prefix leads to it, such as `postings__`.

    The day may be that of another field.
    """
    begun = Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day}))


class Dated(models.QuerySet[Row]):
    """What can be asked of rows with `starts_on` and `ends_on`."""

    def current(self, day: dt.date) -> Self:
        """Those in force on a day."""
        return self.filter(in_force(day))

    def overlapping(self, starts_on: dt.date, ends_on: dt.date | None) -> Self:
        """Those in force on at least one of the days of a span, which may be open."""
        begun = self if ends_on is None else self.filter(starts_on__lt=ends_on)
        return begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on))
