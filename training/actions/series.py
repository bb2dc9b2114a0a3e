"""Sessions made from another one: a copy, or many on the days of a pattern."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import overload
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from core import audit
from core.days import day_of, instant_of
from people.models import Audience, User
from training import permissions
from training.actions import plans, reminders
from training.actions.plans import MeetingPlan, SessionPlan
from training.models import Deadline, Session


@transaction.atomic
def copy_session(
    *, session_id: int, day: dt.date, by: User, now: dt.datetime, key: UUID | None = None
) -> Session:
    """Draft a session like another, but for its people, with its first meeting on a day.

    Its other meetings, its deadlines and its reminders keep their distance from the first. Safe to
    repeat with the key of the form that asks for it.
    """
    original = Session.objects.select_related("course", "organiser", "audience").get(pk=session_id)
    permissions.check_can_manage_session(by, original)
    if made := plans.made_before(by, _keys(key, [day])):
        return made[0]

    [session] = _draft_like(original, [day], by, now, key)
    audit.record(by, "training.session_copied", session, at=now, original=original.pk)
    return session


@transaction.atomic
def create_series(
    *,
    session_id: int,
    days: Collection[dt.date],
    by: User,
    now: dt.datetime,
    key: UUID | None = None,
) -> list[Session]:
    """Draft a session like another for each of the days, all of them or none.

    Safe to repeat with the key of the form that asks for it: days that it made a draft for already
    get no other.
    """
    original = Session.objects.select_related("course", "organiser", "audience").get(pk=session_id)
    permissions.check_can_manage_session(by, original)
    made = plans.made_before(by, _keys(key, days))
    done = {day_of(session.starts_at) for session in made}
    if done.issuperset(days):
        return made

    series = _draft_like(original, sorted(set(days) - done), by, now, key)
    audit.record(
        by, "training.series_drafted", original, at=now, sessions=[each.pk for each in series]
    )
    return sorted([*made, *series], key=lambda session: session.starts_at)


def _keys(key: UUID | None, days: Collection[dt.date]) -> list[UUID | None]:
    """Give, from the key of a form, one for each session that it asks for."""
    return [uuid5(key, day.isoformat()) if key else None for day in days]


def _draft_like(
    original: Session, days: Collection[dt.date], by: User, now: dt.datetime, key: UUID | None
) -> list[Session]:
    plan = _plan_of(original)
    sessions = []
    for day, creation_key in zip(days, _keys(key, days), strict=True):
        session = Session(owner=by, audience=Audience.objects.create(), creation_key=creation_key)
        session.note_change(by=by, at=now)
        shift = day - day_of(original.starts_at)
        plans.write(session, _shifted_plan(plan, shift))
        reminders.give_those_of(original, session)
        sessions.append(session)
    return sessions


def _plan_of(session: Session) -> SessionPlan:
    """Give a session as it would have been asked for."""
    audience = session.audience
    meetings = session.meetings.select_related("venue").prefetch_related("speakers")
    return SessionPlan(
        course=session.course,
        kind=session.kind,
        title_en=session.title_en,
        title_zh_hant=session.title_zh_hant,
        title_zh_hans=session.title_zh_hans,
        language=session.language,
        organiser=session.organiser,
        capacity=session.capacity,
        minimum=session.minimum,
        opens_at=session.opens,
        closes_at=session.closes,
        cancel_by=session.cancellable_until,
        meetings=[
            MeetingPlan(
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                venue=meeting.venue,
                link=meeting.link,
                speakers=list(meeting.speakers.all()),
            )
            for meeting in meetings
        ],
        levels=audience.levels,
        departments=list(audience.departments.all()),
        roles=audience.roles,
        employment_kinds=audience.employment_kinds,
    )


def _shifted_plan(plan: SessionPlan, shift: dt.timedelta) -> SessionPlan:
    return replace(
        plan,
        opens_at=_shifted_deadline(plan.opens_at, shift),
        closes_at=_shifted_deadline(plan.closes_at, shift),
        cancel_by=_shifted_deadline(plan.cancel_by, shift),
        meetings=[
            replace(
                meeting,
                starts_at=_shifted(meeting.starts_at, shift),
                ends_at=_shifted(meeting.ends_at, shift),
            )
            for meeting in plan.meetings
        ],
    )


def _shifted(instant: dt.datetime, shift: dt.timedelta) -> dt.datetime:
    return instant_of(day_of(instant) + shift, localtime(instant).time())


@overload
def _shifted_deadline(deadline: Deadline, shift: dt.timedelta) -> Deadline: ...
@overload
def _shifted_deadline(deadline: None, shift: dt.timedelta) -> None: ...
def _shifted_deadline(deadline: Deadline | None, shift: dt.timedelta) -> Deadline | None:
    return _shifted(deadline, shift) if isinstance(deadline, dt.datetime) else deadline
