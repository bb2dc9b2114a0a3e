"""Scheduling sessions: as a draft, then published, then held or cancelled."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from core import audit
from core.versions import VERSION_FIELDS, check_is_current
from people.models import Audience, User
from training import emails, permissions, rules
from training.actions import holding, plans, reminders
from training.actions.capacity import ExcessDecision, fit_into_capacity
from training.actions.plans import SessionPlan
from training.actions.registration import fill_free_places
from training.models import Session


@transaction.atomic
def create_session(
    *, plan: SessionPlan, by: User, now: dt.datetime, key: UUID | None = None
) -> Session:
    """Draft a session. Nobody but staff sees it, and it holds no venue, until it is published.

    Safe to repeat with the key of the form that asks for it: the first draft is the answer.
    """
    permissions.check_can_run_for(by, plan.organiser)
    if made := plans.made_before(by, [key]):
        return made[0]
    plans.check_deadlines(plan, plan.starts_at)

    session = Session(owner=by, audience=Audience.objects.create(), creation_key=key)
    session.note_change(by=by, at=now)
    plans.write(session, plan)
    reminders.give_defaults(session)
    audit.record(by, "training.session_drafted", session, at=now)
    return session


@transaction.atomic
def change_session(
    *,
    session_id: int,
    plan: SessionPlan,
    by: User,
    now: dt.datetime,
    excess: ExcessDecision | None = None,
    version: int | None = None,
) -> Session:
    """Change a session, unless it was changed since the version that the plan is made from.

    A draft changes in everything. A published session keeps its course and its meetings' dates
    and venues; more places promote from the waiting list at once, and fewer than are taken need
    the decision what becomes of the excess. Raises OverFull without it, SchedulingRefused if the
    capacity would be over the venue's, SpeakerTaken if a new speaker speaks elsewhere then, and
    Stale for another version than the one saved; without one, whatever is saved is replaced.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    permissions.check_can_run_for(by, plan.organiser)
    if version is not None:
        check_is_current(session, version)
    session.note_change(by=by, at=now)
    if session.status == Session.Status.DRAFT:
        plans.check_deadlines(plan, plan.starts_at)
        kind_before = session.kind
        plans.write(session, plan)
        reminders.follow_draft(session, kind_before=kind_before, now=now)
    else:
        rules.check_is_published(session)
        plans.check_deadlines(plan, session.starts_at)
        for meeting in session.meetings.select_related("venue"):
            rules.check_fits_venue(plan.capacity, meeting)
        fit_into_capacity(session, plan.capacity, decision=excess, by=by, now=now)
        plans.write_details(session, plan)
        holding.lock_speakers(session)
        for meeting in session.meetings.all():
            holding.take_speakers(meeting)
        fill_free_places(session, by=by, now=now)

    audit.record(by, "training.session_changed", session, at=now)
    return session


@transaction.atomic
def address_to_roles(
    *, session_id: int, roles: Collection[str], by: User, now: dt.datetime
) -> Session:
    """Make a draft one for the holders of some roles alone, whatever their level or department."""
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    rules.check_is_draft(session)
    plans.write_audience(session.audience, roles=roles)
    session.note_change(by=by, at=now)
    session.save(update_fields=VERSION_FIELDS)

    audit.record(by, "training.session_addressed", session, at=now, roles=sorted(roles))
    return session


@transaction.atomic
def publish_session(*, session_id: int, by: User, now: dt.datetime) -> Session:
    """Announce a draft to its audience and take its venues and speakers.

    Safe to repeat. Raises VenueTaken or SpeakerTaken, naming who holds them, or SchedulingRefused
    if something is missing.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    if session.status == Session.Status.PUBLISHED:
        return session
    rules.check_is_draft(session)
    meetings = list(session.meetings.select_related("venue"))
    rules.check_ready_to_publish(session, meetings, now)

    holding.take(session)
    session.status = Session.Status.PUBLISHED
    session.note_change(by=by, at=now)
    session.save(update_fields=["status", *VERSION_FIELDS])
    reminders.rearm(session, now)

    audit.record(by, "training.session_published", session, at=now)
    return session


@transaction.atomic
def discard_session(*, session_id: int, by: User, now: dt.datetime) -> Session:
    """Throw a draft away: it is kept, but nobody sees it in any list again. Safe to repeat.

    What was once published is called off instead, because people were told of it.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    if session.status == Session.Status.DISCARDED:
        return session
    rules.check_is_draft(session)

    session.status = Session.Status.DISCARDED
    session.discarded_at, session.discarded_by = now, by
    session.note_change(by=by, at=now)
    session.save()

    audit.record(by, "training.session_discarded", session, at=now)
    return session


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: User, now: dt.datetime) -> Session:
    """Call a published session off, and tell everyone in it or waiting.

    Its venues and speakers are free again.
    Registrations stay as they were, so that the record shows who would have come. Safe to repeat.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    if session.status == Session.Status.CANCELLED:
        return session
    rules.check_is_published(session)
    rules.check_is_not_over(session, now)

    session.status = Session.Status.CANCELLED
    session.cancelled_at, session.cancelled_by = now, by
    session.cancellation_reason = reason
    session.note_change(by=by, at=now)
    session.calendar_sequence += 1
    session.save()
    holding.release(session)

    audit.record(by, "training.session_cancelled", session, at=now)
    emails.session_cancelled(session, now=now)
    return session


@transaction.atomic
def conclude_session(*, session_id: int, by: User, now: dt.datetime) -> Session:
    """Mark a session that is over as held. Safe to repeat."""
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    if session.status == Session.Status.HELD:
        return session
    rules.check_is_published(session)
    rules.check_has_ended(session, now)

    session.status = Session.Status.HELD
    session.note_change(by=by, at=now)
    session.save(update_fields=["status", *VERSION_FIELDS])

    audit.record(by, "training.session_held", session, at=now)
    return session
