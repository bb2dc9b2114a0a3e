"""On which days a report is sent, and when a list can be saved."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from people.models import User
from reporting.addresses import Address
from reporting.models import SavedReport
from reporting.replaying import NotAList, NotOpen, check_gives_a_list

# A mail each time to each of them, and a file made for each.
MOST_READERS = 50


class NotSaveable(RuleViolation):
    """The list can't be saved."""


class ReportEnded(RuleViolation):
    """The report is ended."""


@dataclass(frozen=True)
class Rhythm:
    """How often a report is sent: never, on a day of the week (1 is Monday), or of the month."""

    kind: str = SavedReport.Rhythm.NEVER
    weekday: int | None = None
    month_day: int | None = None

    def next_day(self, after: dt.date) -> dt.date | None:
        """Give the first day after a day on which it is sent.

        In a month that has not that many days, it is the last one.
        """
        if self.weekday is not None:
            return after + dt.timedelta(days=(self.weekday - after.isoweekday() - 1) % 7 + 1)
        if self.month_day is not None:
            this_month = _day_of_month(after.year, after.month, self.month_day)
            if this_month > after:
                return this_month
            return _day_of_month(
                after.year + after.month // 12, after.month % 12 + 1, self.month_day
            )
        return None


def _day_of_month(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def rhythm_of(report: SavedReport) -> Rhythm:
    return Rhythm(report.rhythm, report.weekday, report.month_day)


def check_can_be_saved(address: Address | None, by: User) -> None:
    """Refuse what is no list, and what its owner may not open."""
    try:
        if address is None:
            raise NotAList
        check_gives_a_list(address, by=by)
    except NotAList as refusal:
        raise NotSaveable(
            _(
                "This can't be saved: it is no list, or its filter is wrong. Open the list, "
                "filter it as you want it, and choose to save it there."
            )
        ) from refusal
    except NotOpen as refusal:
        raise NotSaveable(
            _("This can't be saved: you may not open this list, or it is no longer there.")
        ) from refusal


def check_is_standing(report: SavedReport) -> None:
    if report.ended_at is not None:
        raise ReportEnded(
            _("This report is ended. Open the list again and save it under a name anew.")
        )


def check_is_sent_to_few(readers: int) -> None:
    if readers > MOST_READERS:
        raise RuleViolation(
            _("Name up to %(most)s people. Share it with a role or a department instead.")
            % {"most": MOST_READERS}
        )
