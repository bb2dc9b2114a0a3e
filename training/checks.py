"""What staff would like to know of sessions before they save them. Reads only."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from core.days import day_of, instant_of, is_working_day
from core.models import GeneralHoliday
from people.models.audiences import persons_matching
from training import queries, rules
from training.models import Engagement, Meeting, Session, Speaker, Venue

VENUES_TO_SUGGEST = 3


@dataclass(frozen=True)
class Asked:
    """When and where a meeting is asked for, as far as it is known."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None
    venue: Venue | None
    has_link: bool
    speakers: Collection[Speaker]


@dataclass(frozen=True)
class MeetingChecks:
    """What speaks for or against one meeting."""

    asked: Asked
    day: dt.date
    is_working_day: bool
    holiday: GeneralHoliday | None
    holidays_are_known: bool
    meetings_that_day: list[Meeting]
    clash: Meeting | None
    speaker_clashes: list[Engagement]
    suggestions: list[Venue]
    venue_too_small: Venue | None


@dataclass(frozen=True)
class PlanChecks:
    """What speaks for or against a session."""

    meetings: list[MeetingChecks]
    persons: int
    reminders: list[dt.datetime]


def checks_of_plan(
    meetings: Sequence[Asked],
    *,
    capacity: int,
    kind: str,
    audience: Mapping[str, Collection[Any]],
    today: dt.date,
    besides: Session | None,
) -> PlanChecks:
    """Look up what speaks for or against a session as planned, other than the session itself."""
    holidays = {holiday.date: holiday for holiday in GeneralHoliday.objects.all()}
    starts_at = min(meeting.starts_at for meeting in meetings)
    return PlanChecks(
        meetings=[_check(meeting, capacity, holidays, besides) for meeting in meetings],
        persons=persons_matching(
            today,
            levels=audience.get("levels") or [],
            employment_kinds=audience.get("employment_kinds") or [],
            roles=audience.get("roles") or [],
            departments=audience.get("departments") or [],
        ).count(),
        reminders=[
            rules.reminder_due_at(starts_at, unit, amount, at, holidays)
            for unit, amount, at in rules.DEFAULT_REMINDERS.get(kind, ())
        ],
    )


def _check(
    asked: Asked,
    capacity: int,
    holidays: Mapping[dt.date, GeneralHoliday],
    besides: Session | None,
) -> MeetingChecks:
    day = day_of(asked.starts_at)
    that_day = list(
        Meeting.objects.overlapping(
            instant_of(day, dt.time.min), instant_of(day + dt.timedelta(days=1), dt.time.min)
        )
        .exclude(session__status__in=Session.OFF)
        .exclude(session=besides)
        .select_related("session__organiser", "session__owner__person", "venue")
        .order_by("starts_at", "pk")
    )
    clash = None
    speaker_clashes: list[Engagement] = []
    suggestions: list[Venue] = []
    if asked.ends_at:
        clash = _clash(asked.venue, asked.starts_at, asked.ends_at, that_day)
        speaker_clashes = _speaker_clashes(asked.speakers, asked.starts_at, asked.ends_at, besides)
        if clash or (asked.venue is None and not asked.has_link):
            free = queries.free_venues(asked.starts_at, asked.ends_at, places=capacity)
            suggestions = list(free[:VENUES_TO_SUGGEST])
    is_too_small = asked.venue and not asked.has_link and asked.venue.capacity < capacity
    return MeetingChecks(
        asked=asked,
        day=day,
        is_working_day=is_working_day(day, holidays),
        holiday=holidays.get(day),
        holidays_are_known=_are_known(holidays, day),
        meetings_that_day=that_day,
        clash=clash,
        speaker_clashes=speaker_clashes,
        suggestions=suggestions,
        venue_too_small=asked.venue if is_too_small else None,
    )


def _are_known(holidays: Mapping[dt.date, GeneralHoliday], day: dt.date) -> bool:
    """Say whether the general holidays of the year of a day are loaded: each year has some."""
    return any(holiday.year == day.year for holiday in holidays)


def _clash(
    venue: Venue | None, starts_at: dt.datetime, ends_at: dt.datetime, others: Collection[Meeting]
) -> Meeting | None:
    """The first of other meetings that holds a venue at that time."""
    if venue is None:
        return None
    return next(
        (
            other
            for other in others
            if other.holds_venue
            and other.venue_id == venue.pk
            and other.starts_at < ends_at
            and other.ends_at > starts_at
        ),
        None,
    )


def _speaker_clashes(
    speakers: Collection[Speaker],
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    besides: Session | None,
) -> list[Engagement]:
    if not speakers:
        return []
    held = Engagement.objects.filter(
        speaker__in=speakers, holds_speaker=True, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return list(
        held.exclude(meeting__session=besides)
        .select_related("speaker", "meeting__session__owner__person")
        .order_by("starts_at", "pk")
    )


@dataclass(frozen=True)
class DayChecks:
    """What speaks against holding a session like another with its first meeting on a day."""

    day: dt.date
    is_working_day: bool
    holidays: list[GeneralHoliday]
    holidays_are_known: bool
    clashes: list[Meeting]
    speaker_clashes: list[Engagement]


def checks_of_days(session: Session, days: Collection[dt.date]) -> dict[dt.date, DayChecks]:
    """Look up what speaks against a session like this one on each of the days, in few queries."""
    if not days:
        return {}
    meetings = list(session.meetings.select_related("venue").prefetch_related("speakers"))
    first = day_of(session.starts_at)
    last = max(days) + (day_of(session.ends_at) - first) + dt.timedelta(days=1)
    begin, end = instant_of(min(days), dt.time.min), instant_of(last, dt.time.min)
    holidays = {holiday.date: holiday for holiday in GeneralHoliday.objects.all()}
    held = list(
        Meeting.objects.overlapping(begin, end)
        .filter(holds_venue=True, venue__in=[each.venue_id for each in meetings if each.venue_id])
        .select_related("session__owner__person", "venue")
    )
    engaged = list(
        Engagement.objects.filter(holds_speaker=True, starts_at__lt=end, ends_at__gt=begin)
        .filter(Q(speaker__meetings__session=session))
        .distinct()
        .select_related("speaker", "meeting__session__owner__person")
    )
    return {
        day: _check_day(meetings, day, day - first, holidays, held, engaged) for day in set(days)
    }


def _check_day(
    meetings: Sequence[Meeting],
    day: dt.date,
    shift: dt.timedelta,
    holidays: Mapping[dt.date, GeneralHoliday],
    held: Collection[Meeting],
    engaged: Collection[Engagement],
) -> DayChecks:
    clashes, speaker_clashes, days = [], [], []
    for meeting in meetings:
        then = day_of(meeting.starts_at) + shift
        days.append(then)
        starts_at = instant_of(then, localtime(meeting.starts_at).time())
        ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
        if clash := _clash(meeting.venue, starts_at, ends_at, held):
            clashes.append(clash)
        speakers = {speaker.pk for speaker in meeting.speakers.all()}
        speaker_clashes += [
            part
            for part in engaged
            if part.speaker_id in speakers
            and part.meeting.starts_at < ends_at
            and part.meeting.ends_at > starts_at
        ]
    return DayChecks(
        day=day,
        is_working_day=all(is_working_day(each, holidays) for each in days),
        holidays=[holidays[each] for each in days if each in holidays],
        holidays_are_known=all(_are_known(holidays, each) for each in days),
        clashes=clashes,
        speaker_clashes=speaker_clashes,
    )
