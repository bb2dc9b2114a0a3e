"""Sessions made from another one: a copy, or many on the days of a pattern."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.timezone import localtime

from core import audit
from core.days import day_of, instant_of
from people.models import Audience, User
from training import permissions
from training.actions import plans
from training.actions.plans import MeetingPlan, SessionPlan
from training.models import Deadline, Session


@transaction.atomic
def copy_session(*, session_id: int, day: dt.date, by: User, now: dt.datetime) -> Session:
    """Draft a session like another, but for its people, with its first meeting on a day.

    Its other meetings, its deadlines and its reminders keep their distance from the first.
    """
    permissions.check_can_manage_schedule(by)
    original = Session.objects.select_related("course", "organiser", "audience").get(pk=session_id)

    session = _draft_like(original, day, by)
    audit.record(by, "training.session_copied", session, at=now, original=original.pk)
    return session


@transaction.atomic
def create_series(
    *, session_id: int, days: Collection[dt.date], by: User, now: dt.datetime
) -> list[Session]:
    """Draft a session like another for each of the days, all of them or none."""
    permissions.check_can_manage_schedule(by)
    original = Session.objects.select_related("course", "organiser", "audience").get(pk=session_id)

    series = [_draft_like(original, day, by) for day in sorted(set(days))]
    audit.record(
        by, "training.series_drafted", original, at=now, sessions=[each.pk for each in series]
    )
    return series


def _draft_like(original: Session, day: dt.date, by: User) -> Session:
    session = Session(owner=by, audience=Audience.objects.create())
    plan = _plan_like(original, day - day_of(original.starts_at))
    plans.write(session, plan, plans.reminders_like(original))
    return session


def _plan_like(original: Session, shift: dt.timedelta) -> SessionPlan:
    audience = original.audience
    meetings = original.meetings.select_related("venue").prefetch_related("speakers")
    return SessionPlan(
        course=original.course,
        kind=original.kind,
        title_en=original.title_en,
        title_zh_hant=original.title_zh_hant,
        title_zh_hans=original.title_zh_hans,
        language=original.language,
        organiser=original.organiser,
        capacity=original.capacity,
        minimum=original.minimum,
        opens_at=_shifted_deadline(original.opens, shift),
        closes_at=_shifted_deadline(original.closes, shift) or _shifted(original.closes_at, shift),
        cancel_by=_shifted_deadline(original.cancellable_until, shift),
        meetings=[
            MeetingPlan(
                starts_at=_shifted(meeting.starts_at, shift),
                ends_at=_shifted(meeting.ends_at, shift),
                venue=meeting.venue,
                link=meeting.link,
                speakers=meeting.speakers.all(),
            )
            for meeting in meetings
        ],
        levels=audience.levels,
        departments=audience.departments.all(),
        roles=audience.roles,
        employment_kinds=audience.employment_kinds,
    )


def _shifted(instant: dt.datetime, shift: dt.timedelta) -> dt.datetime:
    return instant_of(day_of(instant) + shift, localtime(instant).time())


def _shifted_deadline(deadline: Deadline | None, shift: dt.timedelta) -> Deadline | None:
    return _shifted(deadline, shift) if isinstance(deadline, dt.datetime) else deadline
