"""When the sample's sessions are: five months around the day of loading, and the years before."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from core.days import day_of, instant_of, is_working_day, working_days_before
from ethics_officers.models import YearBasis, first_day
from ethics_officers.models.years import financial_year_of
from integrity.sample.data.courses import SUBJECTS, Subject
from integrity.sample.people import SEED

PAST, TO_COME = 24, 36
DAYS_BACK, DAYS_AHEAD = 60, 90

# Sessions to come that show something in particular, by their number, the soonest being 0.
CLOSING_SOON, TAKEN_BY_CAST, FULL, CANCELLED, FOR_ETHICS_OFFICERS = 2, 4, 6, 9, 12
NOT_YET_OPEN = range(28, 32)
DRAFTS = range(32, 36)
# Their courses, and those of a few that are over, which have negative numbers.
_SUBJECTS = {CLOSING_SOON: 2, TAKEN_BY_CAST: 1, FULL: 0, CANCELLED: 6, FOR_ETHICS_OFFICERS: 5}
_SUBJECTS |= {-3: 0, -9: 8, -14: 5, -17: 2}

_STARTS = (dt.time(9, 30), dt.time(14, 30))
_OPENS_AT, _CLOSES_AT = dt.time(9, 0), dt.time(17, 0)
_ANNOUNCED_DAYS_BEFORE = 45
_OPENS_DAYS_BEFORE = 30
_FULL_SIZE = 24

# Whole financial years before this one, and how many sessions a month had then.
YEARS_BACK = 3
_A_MONTH = (1, 2, 2)
# There was no Code to teach before.
_SINCE = {"The Civil Service Code: twelve core values": dt.date(2024, 7, 1)}


@dataclass(frozen=True)
class Slot:
    """A session of the sample before it is one. Numbers from 0 on are to come."""

    number: int
    subject: Subject
    starts_at: dt.datetime
    announced_at: dt.datetime
    closes_at: dt.datetime

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.subject.minutes)

    @property
    def opens_at(self) -> dt.datetime | None:
        if self.number not in NOT_YET_OPEN:
            return None
        return instant_of(day_of(self.starts_at) - dt.timedelta(days=_OPENS_DAYS_BEFORE), _OPENS_AT)

    @property
    def capacity(self) -> int:
        return _FULL_SIZE if self.number == FULL else self.subject.capacity


def slots(now: dt.datetime, holidays: Collection[dt.date]) -> Iterator[Slot]:
    """Give the sessions of the sample in the order of time, spread evenly over working days."""
    random = Random(f"{SEED}:timetable")
    today = day_of(now)
    days = [today + dt.timedelta(days=offset) for offset in range(-DAYS_BACK, DAYS_AHEAD)]
    working = [day for day in days if is_working_day(day, holidays)]
    past = _evenly([day for day in working if day < today], PAST)
    to_come = _evenly([day for day in working if day >= today], TO_COME)
    for number, day in enumerate([*past, *to_come], start=-PAST):
        subject = random.choices(SUBJECTS, [subject.weight for subject in SUBJECTS])[0]
        if number in _SUBJECTS:
            subject = SUBJECTS[_SUBJECTS[number]]
        announced = min(
            day - dt.timedelta(days=_ANNOUNCED_DAYS_BEFORE), today - dt.timedelta(days=3)
        )
        closes = working_days_before(day, 2, holidays)
        if number == CLOSING_SOON:
            closes = min(today + dt.timedelta(days=1), day - dt.timedelta(days=1))
        yield Slot(
            number=number,
            subject=subject,
            starts_at=instant_of(day, random.choice(_STARTS)),
            announced_at=instant_of(announced, _OPENS_AT),
            closes_at=instant_of(closes, _CLOSES_AT),
        )


def earlier_slots(now: dt.datetime, holidays: Collection[dt.date]) -> Iterator[Slot]:
    """Give the sessions of the years before the timetable, in the order of time, each on its day.

    Their numbers go down from the timetable's.
    """
    random = Random(f"{SEED}:earlier")
    today = day_of(now)
    month = first_day(YearBasis.FINANCIAL, financial_year_of(today) - YEARS_BACK)
    end = today - dt.timedelta(days=DAYS_BACK)
    number = -PAST
    while month < end:
        following = (month + dt.timedelta(days=31)).replace(day=1)
        for day in _some_days(month, min(following, end), holidays, random):
            number -= 1
            yield Slot(
                number=number,
                subject=_subject_of(day, random),
                starts_at=instant_of(day, random.choice(_STARTS)),
                announced_at=instant_of(day - dt.timedelta(days=_ANNOUNCED_DAYS_BEFORE), _OPENS_AT),
                closes_at=instant_of(working_days_before(day, 2, holidays), _CLOSES_AT),
            )
        month = following


def _some_days(
    first: dt.date, end: dt.date, holidays: Collection[dt.date], random: Random
) -> list[dt.date]:
    """Give one or two of the working days from a day to another, that one left out."""
    days = [first + dt.timedelta(days=offset) for offset in range((end - first).days)]
    working = [day for day in days if is_working_day(day, holidays)]
    return sorted(random.sample(working, min(random.choice(_A_MONTH), len(working))))


def _subject_of(day: dt.date, random: Random) -> Subject:
    """Choose what was taught: to no holders of roles, who have sessions of their own."""
    open_then = [
        subject
        for subject in SUBJECTS
        if not subject.roles and day >= _SINCE.get(subject.title_en, day)
    ]
    return random.choices(open_then, [subject.weight for subject in open_then])[0]


def _evenly(days: list[dt.date], count: int) -> list[dt.date]:
    return [days[index * len(days) // count] for index in range(count)]
