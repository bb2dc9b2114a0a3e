"""The reminders of a session, and planning them from the database."""

import datetime as dt

import pytest
from django.db import transaction

from core.errors import PermissionRefused
from core.models import AuditEntry, GeneralHoliday
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    ReminderRuleFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from training import actions, rules
from training.actions.reminders import rearm
from training.models import ReminderRule, Session

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


def test_plan_reminds_the_waiting_too_when_the_rule_says_so():
    session = SessionFactory(capacity=1)
    rule = ReminderRuleFactory(session=session, readers="live")
    registrations = [register(session), register(session)]

    actions.plan_due_reminders(now=rule.due_at)

    assert set(reminders().values_list("recipient", flat=True)) == {
        registration.person.user_id for registration in registrations
    }


def test_plan_after_an_outage_marks_reminders_of_begun_sessions_as_missed():
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session)
    register(session)

    planned = actions.plan_due_reminders(now=session.starts_at)

    rule.refresh_from_db()
    assert (planned, rule.planned_at) == (1, session.starts_at)
    message = reminders().get()
    assert (message.status, message.reason) == (
        "missed",
        "The session had begun before this could be sent.",
    )


def test_plan_leaves_out_what_was_late_when_it_was_armed_unless_it_is_to_be_sent_at_once():
    armed_at = at("2026-11-26", "10:00")
    session = SessionFactory()
    register(session)
    left_out = ReminderRuleFactory(session=session, armed_at=armed_at)
    sent = ReminderRuleFactory(session=session, amount=8, armed_at=armed_at, if_late="send")

    assert actions.plan_due_reminders(now=armed_at) == 2

    left_out.refresh_from_db()
    assert (left_out.planned_at, left_out.is_left_out) == (armed_at, True)
    assert [message.context["rule"] for message in reminders()] == [sent.pk]


def test_plan_of_a_late_rule_reaches_those_who_registered_before_it_was_armed():
    armed_at = at("2026-11-26", "10:00")
    session = SessionFactory()
    before = register(session, now=armed_at - dt.timedelta(minutes=1))
    register(session, now=armed_at + dt.timedelta(minutes=1))
    ReminderRuleFactory(session=session, armed_at=armed_at, if_late="send")

    actions.plan_due_reminders(now=armed_at + dt.timedelta(hours=1))

    assert reminders().get().recipient == before.person.user


# Adding and removing


@pytest.fixture
def staff(db):
    return person_with_role(Role.PROGRAMME_STAFF).user


def add(session, staff, now=NOW, **plan):
    plan = actions.ReminderPlan(**{"unit": "days", "amount": 3, "at": dt.time(9), **plan})
    return actions.add_reminder(session_id=session.pk, plan=plan, by=staff, now=now)


@pytest.mark.parametrize(
    ("plan", "due_at"),
    [
        ({"unit": "days", "amount": 3}, at("2026-11-28", "09:00")),
        ({"unit": "days", "amount": 0, "at": dt.time(8)}, at("2026-12-01", "08:00")),
        ({"unit": "working_days", "amount": 2}, at("2026-11-27", "09:00")),
        ({"unit": "minutes", "amount": 150, "at": None}, at("2026-12-01", "07:00")),
    ],
)
def test_add_times_the_reminder_from_the_start(staff, plan, due_at):
    rule = add(SessionFactory(), staff, **plan)

    assert (rule.due_at, rule.armed_at, rule.planned_at) == (due_at, NOW, None)
    assert AuditEntry.objects.get().action == "training.reminder_added"


def test_add_to_a_draft_counts_from_its_publication(staff):
    assert add(SessionFactory(draft=True), staff).armed_at is None


def test_add_the_same_twice_is_refused(staff):
    session = SessionFactory()
    add(session, staff)

    with pytest.raises(rules.ReminderRefused, match="has this reminder already"):
        add(session, staff, readers="live")


def test_add_of_what_comes_after_the_start_is_refused(staff):
    with pytest.raises(
        rules.ReminderRefused,
        match="That is 1 December 2026, 10:00, and the session begins on 1 December 2026, 09:30",
    ):
        add(SessionFactory(), staff, amount=0, at=dt.time(10))


def test_add_of_a_past_moment_is_refused_unless_it_is_to_be_sent_at_once(staff):
    session = SessionFactory()
    register(session)
    late = at("2026-11-29", "12:00")

    with pytest.raises(rules.ReminderRefused, match="so it would never be sent"):
        add(session, staff, now=late)
    rule = add(session, staff, now=late, if_late="send")
    actions.plan_due_reminders(now=late)

    assert rule.is_left_out is False
    assert reminders().count() == 1


@pytest.mark.parametrize(
    ("fields", "now", "words"),
    [
        ({"cancelled": True}, NOW, "was called off"),
        ({"status": "held"}, NOW, "nothing left to remind of"),
        ({}, at("2026-12-01", "09:30"), "nothing left to remind of"),
    ],
)
def test_add_is_refused_once_nobody_is_to_be_reminded(staff, fields, now, words):
    session = SessionFactory(**fields)

    with pytest.raises(rules.ReminderRefused, match=words):
        add(session, staff, now=now)


def test_add_and_remove_are_refused_to_those_who_do_not_run_sessions():
    rule = ReminderRuleFactory()
    stranger = PersonFactory().user

    with pytest.raises(PermissionRefused):
        add(rule.session, stranger)
    with pytest.raises(PermissionRefused):
        actions.remove_reminder(rule_id=rule.pk, by=stranger, now=NOW)


def test_remove_deletes_a_reminder_that_led_to_no_message(staff):
    rule = ReminderRuleFactory()

    actions.remove_reminder(rule_id=rule.pk, by=staff, now=NOW)
    actions.remove_reminder(rule_id=rule.pk, by=staff, now=NOW)

    assert not ReminderRule.objects.exists()
    assert [entry.action for entry in AuditEntry.objects.all()] == ["training.reminder_removed"]


def test_remove_ends_a_reminder_that_led_to_messages_and_adding_takes_it_up_again(staff):
    session = SessionFactory()
    rule = add(session, staff)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)
    later = rule.due_at + dt.timedelta(hours=1)

    actions.remove_reminder(rule_id=rule.pk, by=staff, now=later)

    rule.refresh_from_db()
    assert (rule.ended_at, rule.ended_by) == (later, staff)
    again = add(session, staff, now=later, if_late="send")
    assert (again.pk, again.ended_at, again.planned_at) == (rule.pk, None, None)


# Moving


def move(session, starts_at, now):
    """Move a session as rescheduling does: in one transaction, its reminders with it."""
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        locked.starts_at, locked.ends_at = starts_at, starts_at + dt.timedelta(hours=3)
        locked.closes_at = min(locked.closes_at, starts_at)
        locked.calendar_sequence += 1
        locked.save()
        rearm(locked, now)


def test_rearm_times_a_reminder_anew_and_sends_again_what_was_sent_for_the_old_time(staff):
    session = SessionFactory()
    rule = add(session, staff)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    move(session, at("2026-12-15"), now=rule.due_at)
    rule.refresh_from_db()
    assert (rule.due_at, rule.planned_at) == (at("2026-12-12", "09:00"), None)
    actions.plan_due_reminders(now=rule.due_at)

    starts = [message.context["starts_at"] for message in reminders().order_by("created_at")]
    assert [dt.datetime.fromisoformat(text) for text in starts] == [
        at("2026-12-01"),
        at("2026-12-15"),
    ]


def test_rearm_reminds_once_more_of_a_session_moved_away_and_back(staff):
    session = SessionFactory()
    rule = add(session, staff, amount=1)
    register(session)
    day = dt.timedelta(days=1)
    actions.plan_due_reminders(now=rule.due_at)
    move(session, at("2026-12-15"), now=rule.due_at)
    move(session, at("2026-12-02"), now=rule.due_at + dt.timedelta(minutes=1))
    actions.plan_due_reminders(now=rule.due_at + day)

    assert reminders().count() == 2


def test_rearm_leaves_alone_what_was_sent_when_its_new_moment_is_past(staff):
    session = SessionFactory()
    rule = add(session, staff, if_late="send")
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    move(session, at("2026-11-30"), now=rule.due_at)

    assert actions.plan_due_reminders(now=rule.due_at) == 0
    assert reminders().count() == 1


@pytest.mark.parametrize(("if_late", "count"), [("skip", 0), ("send", 1)])
def test_rearm_treats_as_late_what_was_to_come_and_is_past_after_the_move(staff, if_late, count):
    session = SessionFactory()
    rule = add(session, staff, if_late=if_late)
    register(session)

    move(session, at("2026-11-24"), now=NOW)
    actions.plan_due_reminders(now=NOW)

    rule.refresh_from_db()
    assert rule.due_at == at("2026-11-21", "09:00")
    assert reminders().count() == count


def test_rearm_leaves_removed_reminders_alone(staff):
    rule = ReminderRuleFactory(ended_at=NOW, ended_by=staff, planned_at=NOW)
    due_at = rule.due_at

    move(rule.session, at("2026-12-15"), now=NOW)

    rule.refresh_from_db()
    assert (rule.due_at, rule.planned_at) == (due_at, NOW)


# Time travel


def test_a_reminder_over_lunar_new_year_falls_due_on_the_last_working_day_before_it(staff):
    days = ((dt.date(2027, 2, 6), "first"), (dt.date(2027, 2, 8), "third"))
    for day, name in (*days, (dt.date(2027, 2, 9), "fourth")):
        GeneralHoliday.objects.create(
            date=day, name_en=f"The {name} day of Lunar New Year", name_zh_hant="農曆年"
        )
    session = SessionFactory(starts_at=at("2027-02-10", "09:30"))

    one = add(session, staff, unit="working_days", amount=1)
    two = add(session, staff, unit="working_days", amount=2)

    # Saturday to Tuesday are no working days: a Wednesday's eve is the Friday before.
    assert (one.due_at, two.due_at) == (at("2027-02-05", "09:00"), at("2027-02-04", "09:00"))
    register(session)
    assert actions.plan_due_reminders(now=at("2027-02-04", "08:59")) == 0
    assert actions.plan_due_reminders(now=at("2027-02-04", "09:00")) == 1
    assert actions.plan_due_reminders(now=at("2027-02-05", "09:00")) == 1
    assert reminders().count() == 2


# Drafts


def session_plan(kind="workshop", **changes):
    values = {
        "course": CourseFactory(),
        "kind": kind,
        "title_en": "Conflict of interest",
        "title_zh_hant": "利益衝突",
        "language": "cantonese",
        "organiser": DepartmentFactory(),
        "capacity": 30,
        "closes_at": at("2026-11-30"),
        "meetings": [
            actions.MeetingPlan(
                starts_at=at("2026-12-01"), ends_at=at("2026-12-01", "12:30"), venue=VenueFactory()
            )
        ],
    }
    return actions.SessionPlan(**{**values, **changes})


def timings(session):
    return [rule.timing for rule in session.reminder_rules.all()]


def test_a_draft_whose_kind_changes_takes_the_reminders_of_the_new_kind(staff):
    session = actions.create_session(plan=session_plan(), by=staff, now=NOW)

    actions.change_session(session_id=session.pk, plan=session_plan("webinar"), by=staff, now=NOW)

    assert timings(session) == ["1 working day before, at 09:00", "30 minutes before"]


def test_a_draft_keeps_the_reminders_that_staff_chose_and_times_them_anew(staff):
    session = actions.create_session(plan=session_plan(), by=staff, now=NOW)
    add(session, staff, unit="minutes", amount=150, at=None)
    later = [actions.MeetingPlan(starts_at=at("2026-12-08"), ends_at=at("2026-12-08", "12:30"))]

    actions.change_session(
        session_id=session.pk,
        plan=session_plan("webinar", meetings=later),
        by=staff,
        now=NOW,
    )

    assert [(rule.timing, rule.due_at) for rule in session.reminder_rules.all()] == [
        ("7 days before, at 09:00", at("2026-12-01", "09:00")),
        ("1 working day before, at 09:00", at("2026-12-07", "09:00")),
        ("2 h 30 min before", at("2026-12-08", "07:00")),
    ]


def test_publication_arms_the_reminders(staff):
    session = actions.create_session(plan=session_plan(), by=staff, now=NOW)
    late = at("2026-11-26", "12:00")

    actions.publish_session(session_id=session.pk, by=staff, now=late)
    register(session, now=late)
    actions.plan_due_reminders(now=late)

    assert [rule.armed_at for rule in session.reminder_rules.all()] == [late, late]
    assert [rule.is_left_out for rule in session.reminder_rules.all()] == [True, False]
    assert reminders().count() == 0
