"""The staff's calendar: the meetings of a month or a week, by day, and in a week by venue too."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.days import day_of, instant_of
from core.models import GeneralHoliday
from training.models import Meeting, Session, Venue

MONTH, WEEK = "month", "week"

# The lanes beside those of the venues.
ONLINE, NO_VENUE = "online", "none"

_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Entry:
    """A meeting in the calendar, with those that want its venue at the same time."""

    meeting: Meeting
    clashes: Sequence[Meeting]

    @property
    def lane(self) -> str:
        return lane_of(self.meeting)


@dataclass
class Day:
    date: dt.date
    holiday: GeneralHoliday | None
    is_today: bool
    is_past: bool
    is_outside: bool  # in the grid of a month for a whole week's sake
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Lane:
    """A venue, or what has none, through the days of a week."""

    key: str
    name: str
    venue: Venue | None
    days: Sequence[tuple[Day, Sequence[Entry]]]

    @property
    def is_empty(self) -> bool:
        return not any(entries for _, entries in self.days)


@dataclass(frozen=True)
class Page:
    """A month or a week of the calendar, with the dates that the pages beside it are asked by."""

    view: str
    first: dt.date
    days: Sequence[Day]
    before: dt.date
    after: dt.date

    @property
    def count(self) -> int:
        return sum(len(day.entries) for day in self.days if not day.is_outside)

    @property
    def weeks(self) -> list[Sequence[Day]]:
        return [
            self.days[at : at + _DAYS_OF_A_WEEK] for at in range(0, len(self.days), _DAYS_OF_A_WEEK)
        ]


def lane_of(meeting: Meeting) -> str:
    if meeting.venue_id:
        return str(meeting.venue_id)
    return ONLINE if meeting.link else NO_VENUE


def page_of(
    sessions: QuerySet[Session],
    *,
    view: str,
    date: dt.date,
    venue: str,
    status: str,
    now: dt.datetime,
) -> Page:
    """Give the month or week around a date, of the sessions in one's scope.

    `venue` limits it to a lane, `status` to sessions of that state; without one, all are shown
    but those that are called off. Clashes are found among all of the scope, shown or not.
    """
    today = day_of(now)
    if view == WEEK:
        first = date - dt.timedelta(days=date.weekday())
        dates = [first + dt.timedelta(days=day) for day in range(_DAYS_OF_A_WEEK)]
        before, after = (first + dt.timedelta(days=step) for step in (-7, 7))
    else:
        first = date.replace(day=1)
        dates = list(calendar.Calendar().itermonthdates(date.year, date.month))
        before = (first - dt.timedelta(days=1)).replace(day=1)
        after = (first + dt.timedelta(days=31)).replace(day=1)
    holidays = {
        holiday.date: holiday
        for holiday in GeneralHoliday.objects.filter(date__range=(dates[0], dates[-1]))
    }
    days = {
        day: Day(
            date=day,
            holiday=holidays.get(day),
            is_today=day == today,
            is_past=day < today,
            is_outside=view == MONTH and day.month != date.month,
        )
        for day in dates
    }
    for entry in _entries(sessions, dates[0], dates[-1]):
        if _is_wanted(entry, venue, status):
            days[day_of(entry.meeting.starts_at)].entries.append(entry)
    return Page(view, first, list(days.values()), before, after)


def lanes(page: Page, venues: Iterable[Venue], *, venue: str, every: bool) -> list[Lane]:
    """Give the lanes of a week: those with meetings, and with `every` also those that are free."""
    filled = {entry.lane for day in page.days for entry in day.entries}
    named: list[tuple[str, str, Venue | None]]
    named = [(str(each.pk), each.name, each) for each in venues]
    named += [(ONLINE, _("Online"), None), (NO_VENUE, _("No venue yet"), None)]
    return [
        Lane(
            key,
            name,
            place,
            [(day, [entry for entry in day.entries if entry.lane == key]) for day in page.days],
        )
        for key, name, place in named
        if key == venue or not venue
        if key in filled or (every and (place is None or place.is_active))
    ]


def _entries(sessions: QuerySet[Session], first: dt.date, last: dt.date) -> list[Entry]:
    meetings = list(
        Meeting.objects.filter(
            session__in=sessions,
            starts_at__gte=instant_of(first, dt.time.min),
            starts_at__lt=instant_of(last + dt.timedelta(days=1), dt.time.min),
        )
        .select_related("session", "venue")
        .order_by("starts_at", "pk")
    )
    return [Entry(meeting, _clashes(meeting, meetings)) for meeting in meetings]


def _clashes(meeting: Meeting, others: Iterable[Meeting]) -> list[Meeting]:
    """Give what else is to be in the venue then. Only drafts clash: see docs/decisions/0005."""
    if meeting.session.status != Session.Status.DRAFT or not meeting.venue_id:
        return []
    return [
        other
        for other in others
        if other.venue_id == meeting.venue_id
        and other.session_id != meeting.session_id
        and other.session.status != Session.Status.CANCELLED
        and other.starts_at < meeting.ends_at
        and other.ends_at > meeting.starts_at
    ]


def _is_wanted(entry: Entry, venue: str, status: str) -> bool:
    state = entry.meeting.session.status
    return (not venue or entry.lane == venue) and (
        state == status if status else state != Session.Status.CANCELLED
    )
