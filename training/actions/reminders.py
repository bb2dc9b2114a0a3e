"""The reminders of a session, and planning from the database those that are due."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from core import audit
from core.models import GeneralHoliday
from people.models import User
from training import emails, permissions, queries, rules
from training.models import ReminderRule, Session

RULES_AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class ReminderPlan:
    """A reminder as asked for. An hour goes with days, and with nothing else."""

    unit: str
    amount: int
    at: dt.time | None = None
    readers: str = ReminderRule.Readers.CONFIRMED
    if_late: str = ReminderRule.IfLate.SKIP


@transaction.atomic
def add_reminder(
    *, session_id: int, plan: ReminderPlan, by: User, now: dt.datetime
) -> ReminderRule:
    """Give a session one more reminder; one that was removed before is taken up again.

    Raises ReminderRefused if the session has it, or it would never be sent.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    rules.check_takes_reminders(session, now)
    rule = session.reminder_rules.filter(unit=plan.unit, amount=plan.amount, at=plan.at).first()
    rule = rule or ReminderRule(session=session, unit=plan.unit, amount=plan.amount, at=plan.at)
    rules.check_reminder_is_new(session, rule)
    rule.readers, rule.if_late = plan.readers, plan.if_late
    rule.due_at = _due_at(session, rule, GeneralHoliday.objects.days())
    rules.check_reminder_comes_before(session, rule)
    rules.check_reminder_is_of_use(session, rule, now)

    rule.planned_at = rule.ended_at = rule.ended_by = None
    rule.armed_at = now if session.status == Session.Status.PUBLISHED else None
    rule.save()

    audit.record(by, "training.reminder_added", session, at=now, rule=rule.pk)
    return rule


@transaction.atomic
def remove_reminder(*, rule_id: int, by: User, now: dt.datetime) -> None:
    """Take a reminder from its session; what waits in the outbox of it is not sent any more.

    A rule that messages rest on is ended; any other is deleted, and its row history stays. Safe to
    repeat.
    """
    permissions.check_can_manage_schedule(by)
    rule = ReminderRule.objects.select_for_update().filter(pk=rule_id).first()
    if rule is None or rule.ended_at:
        return
    permissions.check_can_manage_session(by, rule.session)

    audit.record(by, "training.reminder_removed", rule.session, at=now, rule=rule.pk)
    if rule.planned_at is None and not queries.reminders_of(rule).exists():
        rule.delete()
    else:
        rule.ended_at, rule.ended_by = now, by
        rule.save(update_fields=["ended_at", "ended_by"])


def give_defaults(session: Session) -> None:
    """Give a new draft the reminders of its kind, timed from its start."""
    _give(
        session,
        [
            ReminderRule(unit=unit, amount=amount, at=at)
            for unit, amount, at in rules.DEFAULT_REMINDERS[session.kind]
        ],
    )


def give_those_of(original: Session, session: Session) -> None:
    """Give a new draft the reminders of another session, timed from its own start."""
    _give(
        session,
        [
            ReminderRule(
                unit=rule.unit,
                amount=rule.amount,
                at=rule.at,
                readers=rule.readers,
                if_late=rule.if_late,
            )
            for rule in original.reminder_rules.in_force()
        ],
    )


def follow_draft(session: Session, *, kind_before: str, now: dt.datetime) -> None:
    """Let the reminders of a draft that changed follow its start; its kind, if it had that one's.

    Those that staff chose stay.
    """
    if session.kind != kind_before and _has_the_defaults_of(session, kind_before):
        session.reminder_rules.all().delete()
        give_defaults(session)
    else:
        rearm(session, now)


def rearm(session: Session, now: dt.datetime) -> None:
    """Time the reminders of a locked session from its start as it is now, and let them count anew.

    To be called in the transaction that publishes or moves the session. A reminder whose moment
    is still ahead is sent then, whether or not it was sent for another time; one whose moment
    has come without its being sent is late; one that was sent stays sent.
    """
    in_force = list(session.reminder_rules.in_force().select_for_update().order_by("pk"))
    holidays = GeneralHoliday.objects.days()
    for rule in in_force:
        rule.due_at = _due_at(session, rule, holidays)
        if session.status == Session.Status.PUBLISHED and (
            rule.due_at > now or rule.planned_at is None
        ):
            rule.planned_at, rule.armed_at = None, now
    ReminderRule.objects.bulk_update(in_force, ["due_at", "planned_at", "armed_at"])


def follow_holidays(*, now: dt.datetime) -> None:
    """Time the reminders that count working days anew, unless they are sent already.

    To be called in the transaction that changes the general holidays.
    """
    waiting = list(
        ReminderRule.objects.in_force()
        .filter(
            unit=ReminderRule.Unit.WORKING_DAYS,
            planned_at__isnull=True,
            session__starts_at__gt=now,
        )
        .select_for_update(of=("self",))
        .select_related("session")
        .order_by("pk")
    )
    holidays = GeneralHoliday.objects.days()
    for rule in waiting:
        rule.due_at = _due_at(rule.session, rule, holidays)
    ReminderRule.objects.bulk_update(waiting, ["due_at"])


@transaction.atomic
def plan_due_reminders(*, now: dt.datetime) -> int:
    """Put the reminders that are due in the outbox; give how many rules were dealt with.

    Everyone in by the time the reminder counts from gets it; who came later read the same in
    the confirmation. A reminder of a session that has begun, as after an outage, is recorded as
    missed and never sent; one that was late when it was armed is left out, if its rule says so.
    Running twice, or twice at once, plans each reminder once.
    """
    due = list(
        ReminderRule.objects.due(now)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "pk")[:RULES_AT_ONCE]
    )
    # Read once the rules are locked, so that no session is seen as it was before it moved.
    sessions = Session.objects.in_bulk({rule.session_id for rule in due})
    for rule in due:
        rule.session = sessions[rule.session_id]
        if not rule.is_left_out:
            emails.reminder(rule, now=now)
        rule.planned_at = now
    ReminderRule.objects.bulk_update(due, ["planned_at"])
    return len(due)


def _due_at(session: Session, rule: ReminderRule, holidays: set[dt.date]) -> dt.datetime:
    return rules.reminder_due_at(session.starts_at, rule.unit, rule.amount, rule.at, holidays)


def _give(session: Session, fresh: Collection[ReminderRule]) -> None:
    holidays = GeneralHoliday.objects.days()
    for rule in fresh:
        rule.session = session
        rule.due_at = _due_at(session, rule, holidays)
    ReminderRule.objects.bulk_create(fresh)


def _has_the_defaults_of(session: Session, kind: str) -> bool:
    """Say whether a session has the reminders of a kind as they come, and no others."""
    standing = {(rule.unit, rule.amount, rule.at) for rule in session.reminder_rules.in_force()}
    return standing == set(rules.DEFAULT_REMINDERS[kind])
