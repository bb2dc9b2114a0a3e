"""Drafting circulations, sending them, and ending them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from core import audit
from core.chinese import simplified
from core.versions import VERSION_FIELDS, check_is_current
from people.models import Audience, Department, User
from people.roles import Role
from publications.models import Circulation, CirculationRound, Edition
from publications.permissions import circulations as permissions
from publications.rules import circulations as rules

FIRST_OCCASION = "first"


@dataclass(frozen=True, kw_only=True)
class CirculationPlan:
    """A circulation as asked for. The conditions of the audience count for a chosen one only."""

    edition: Edition
    scale: str
    levels: Collection[str] = ()
    employment_kinds: Collection[str] = ()
    roles: Collection[str] = ()
    departments: Collection[Department] = ()
    message_en: str = ""
    message_zh_hant: str = ""
    message_zh_hans: str = ""
    must_acknowledge: bool = True
    due_on: dt.date | None = None
    days: int = 10
    unit: str = Circulation.Unit.WORKING_DAYS
    takes_joiners: bool = True
    joiners_until: dt.date | None = None
    recurrence: str = Circulation.Recurrence.NONE
    festivals: Collection[str] = field(default_factory=list)
    days_before: int | None = None


@transaction.atomic
def draft_circulation(*, plan: CirculationPlan, by: User, now: dt.datetime) -> Circulation:
    """Keep a circulation as a draft: nobody is told of it yet."""
    permissions.check_can_circulate(by)
    circulation = Circulation(created_by=by, created_at=now, audience=Audience.objects.create())
    _apply(circulation, plan)
    circulation.save()
    audit.record(by, "publications.circulation_drafted", circulation, at=now)
    return circulation


@transaction.atomic
def change_circulation(
    *, circulation_id: int, plan: CirculationPlan, version: int, by: User, now: dt.datetime
) -> Circulation:
    """Change a draft. Raises Stale if somebody else did so since the form was opened."""
    permissions.check_can_circulate(by)
    circulation = _locked(circulation_id)
    rules.check_can_be_changed(circulation)
    check_is_current(circulation, version)
    _apply(circulation, plan)
    circulation.note_change(by=by, at=now)
    circulation.save()
    audit.record(by, "publications.circulation_changed", circulation, at=now)
    return circulation


@transaction.atomic
def send_circulation(
    *,
    circulation_id: int,
    starts_at: dt.datetime,
    version: int | None = None,
    by: User,
    now: dt.datetime,
) -> Circulation:
    """Let a draft go out from a moment on, or now if that has passed.

    Workers ask the audience of that day, in batches. Raises Stale if it is not of the version of
    which somebody who sends it has seen whom it reaches.
    """
    permissions.check_can_circulate(by)
    circulation = _locked(circulation_id)
    rules.check_is_draft(circulation)
    if version is not None:
        check_is_current(circulation, version)
    starts_at = max(starts_at, now)
    rules.check_edition_can_be_read(circulation.edition, starts_at)
    rules.check_leaves_time(circulation, starts_at)

    circulation.status = Circulation.Status.PLANNED
    circulation.starts_at = starts_at
    circulation.sent_at, circulation.sent_by = now, by
    circulation.note_change(by=by, at=now)
    circulation.save(update_fields=["status", "starts_at", "sent_at", "sent_by", *VERSION_FIELDS])
    circulation.rounds.create(
        number=1,
        edition=circulation.edition,
        cause=CirculationRound.Cause.FIRST,
        occasion=FIRST_OCCASION,
        starts_at=starts_at,
        due_on=circulation.due_on,
    )

    audit.record(by, "publications.circulation_sent", circulation, at=now)
    return circulation


@transaction.atomic
def end_circulation(*, circulation_id: int, by: User, now: dt.datetime) -> Circulation:
    """Ask nobody any more: no joiners, no reminders, no further rounds. What was read stays."""
    permissions.check_can_circulate(by)
    circulation = _locked(circulation_id)
    rules.check_is_open(circulation)
    _end(circulation, Circulation.Status.ENDED, "", by, now)
    audit.record(by, "publications.circulation_ended", circulation, at=now)
    return circulation


@transaction.atomic
def cancel_circulation(
    *, circulation_id: int, reason: str, by: User, now: dt.datetime
) -> Circulation:
    """Take a circulation back, a draft or one going out: mails that wait are not sent any more."""
    permissions.check_can_circulate(by)
    circulation = _locked(circulation_id)
    rules.check_is_not_over(circulation)
    _end(circulation, Circulation.Status.CANCELLED, reason, by, now)
    audit.record(by, "publications.circulation_cancelled", circulation, at=now)
    return circulation


def _locked(circulation_id: int) -> Circulation:
    circulations = Circulation.objects.select_related("edition", "audience")
    return circulations.select_for_update(of=("self",)).get(pk=circulation_id)


def _end(
    circulation: Circulation, status: Circulation.Status, reason: str, by: User, now: dt.datetime
) -> None:
    circulation.status, circulation.end_reason = status, reason
    circulation.ended_at, circulation.ended_by = now, by
    circulation.note_change(by=by, at=now)
    circulation.save(
        update_fields=["status", "end_reason", "ended_at", "ended_by", *VERSION_FIELDS]
    )
    circulation.rounds.filter(closed_at=None).update(closed_at=now)


def _apply(circulation: Circulation, plan: CirculationPlan) -> None:
    before = circulation.message_zh_hant
    circulation.edition = plan.edition
    circulation.scale = plan.scale
    circulation.message_en = plan.message_en
    circulation.message_zh_hant = plan.message_zh_hant
    circulation.message_zh_hans = simplified(
        plan.message_zh_hant, plan.message_zh_hans, before=before
    )
    circulation.must_acknowledge = plan.must_acknowledge
    circulation.due_on, circulation.days = plan.due_on, plan.days
    circulation.unit = plan.unit
    circulation.takes_joiners = plan.takes_joiners
    circulation.joiners_until = plan.joiners_until if plan.takes_joiners else None
    circulation.recurrence = plan.recurrence
    by_festivals = plan.recurrence == Circulation.Recurrence.FESTIVALS
    circulation.festivals = list(plan.festivals) if by_festivals else []
    circulation.days_before = plan.days_before if by_festivals else None
    _apply_audience(circulation.audience, plan)


def _apply_audience(audience: Audience, plan: CirculationPlan) -> None:
    is_chosen = plan.scale == Circulation.Scale.CHOSEN
    audience.levels = list(plan.levels) if is_chosen else []
    audience.employment_kinds = list(plan.employment_kinds) if is_chosen else []
    audience.roles = list(plan.roles) if is_chosen else []
    if plan.scale == Circulation.Scale.HEADS:
        audience.roles = [Role.HEAD_OF_DEPARTMENT]
    audience.save()
    audience.departments.set(plan.departments if is_chosen else [])
