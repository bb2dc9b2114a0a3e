"""Planning reminders from the database."""

import datetime as dt

import pytest

from notifications.models import Message
from tests.clock import NOW
from tests.factories import PersonFactory, ReminderRuleFactory, SessionFactory
from training import actions
from training.models import Session

pytestmark = pytest.mark.django_db


def register(session, now=NOW):
    person = PersonFactory()
    return actions.register(session_id=session.pk, person=person, by=person.user, now=now)


def reminders():
    return Message.objects.filter(kind="training.reminder")


def test_plan_reminds_the_confirmed_and_not_the_waiting_once_the_rule_is_due():
    session = SessionFactory(capacity=1)
    rule = ReminderRuleFactory(session=session)
    confirmed = register(session)
    register(session)

    before = actions.plan_due_reminders(now=rule.due_at - dt.timedelta(seconds=1))
    planned = actions.plan_due_reminders(now=rule.due_at)

    assert (before, planned) == (0, 1)
    assert reminders().get().recipient == confirmed.person.user


def test_plan_twice_plans_each_reminder_once():
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    again = actions.plan_due_reminders(now=rule.due_at)

    assert again == 0
    assert reminders().count() == 1


def test_plan_leaves_out_who_registered_after_the_reminder_was_due():
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session)
    register(session, now=rule.due_at + dt.timedelta(seconds=1))

    actions.plan_due_reminders(now=rule.due_at + dt.timedelta(hours=1))

    assert reminders().count() == 0


def test_plan_leaves_out_sessions_that_are_not_published():
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session)
    register(session)
    Session.objects.filter(pk=session.pk).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=session.owner
    )

    assert actions.plan_due_reminders(now=rule.due_at) == 0


def test_plan_gives_each_time_of_the_session_a_reminder_of_its_own():
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)
    session.starts_at += dt.timedelta(days=1)
    session.ends_at += dt.timedelta(days=1)
    session.save()
    rule.planned_at = None
    rule.save()

    actions.plan_due_reminders(now=rule.due_at)

    assert reminders().count() == 2
