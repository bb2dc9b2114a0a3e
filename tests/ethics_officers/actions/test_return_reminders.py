"""Reminding of returns: at their time, once, whatever was missed; and to whom."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

from core.days import HONG_KONG
from ethics_officers import actions
from ethics_officers.models import ReturnReminder
from ethics_officers.rules.returns import reminder_stage
from ethics_officers.tasks import plan_return_reminders
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.roles import Role
from tests.clock import at
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    DesignationFactory,
    QuestionnaireFactory,
    publish,
)
from tests.factories import DepartmentFactory, UserFactory, person_with_role

pytestmark = pytest.mark.django_db

DUE = dt.date(2026, 6, 30)
KIND = "ethics_officers.return_reminder"


def day(offset, time="10:00"):
    """Ten o'clock on a day, so many from the due day."""
    return at((DUE + dt.timedelta(days=offset)).isoformat(), time)


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def asked():
    return publish(QuestionnaireFactory())


@pytest.fixture
def annual_return(customs, asked):
    return AnnualReturnFactory(department=customs, questionnaire=asked)


@pytest.fixture
def officer(customs):
    return DesignationFactory(department=customs).person.user


@pytest.fixture
def assistant(customs):
    return DesignationFactory(department=customs, capacity="assistant").person.user


@pytest.fixture
def head(customs):
    return person_with_role(Role.HEAD_OF_DEPARTMENT, customs).user


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def run(*offsets):
    """Run on each of these days; give who is told in all, and at which stages."""
    for offset in offsets:
        actions.plan_return_reminders(now=day(offset))
    told = ReturnReminder.objects.order_by("days", "pk")
    return [(reminder.days, reminder.recipient) for reminder in told]


def composed(message, now):
    [(_message, mail)] = compose([message], now)
    return mail


@pytest.mark.parametrize(
    ("offset", "stage"),
    [
        (-31, None), (-30, -30), (-8, -30), (-7, -7), (-1, -7), (0, 0), (6, 0), (7, 7), (13, 7),
        (14, 14), (21, 21), (28, 28), (55, 28), (56, 56), (83, 56), (84, 84), (400, 392),
    ],
)  # fmt: skip
def test_stage_is_the_last_day_of_reminding_that_has_come(offset, stage):
    assert reminder_stage(DUE, DUE + dt.timedelta(days=offset)) == stage


def test_officer_is_reminded_before_on_and_after_the_due_day(annual_return, officer):
    told = run(*range(-40, 14))

    assert told == [(-30, officer), (-7, officer), (0, officer), (7, officer)]
    assert Message.objects.filter(kind=KIND).count() == 4


def test_runs_on_one_day_remind_once(annual_return, officer):
    for time in ("00:05", "00:20", "09:00", "23:55"):
        actions.plan_return_reminders(now=day(0, time))

    assert Message.objects.get().recipient == officer


def test_outage_over_the_very_day_loses_no_reminder(annual_return, officer):
    told = run(-31, 3)

    assert told == [(0, officer)]


def test_outage_over_several_reminders_makes_one_of_them(annual_return, officer):
    told = run(-40, -29, 20)

    assert told == [(-30, officer), (14, officer)]


def test_outage_over_the_day_of_the_head_and_the_staff_tells_them_later(
    annual_return, officer, head, staff
):
    told = run(13, 50)

    assert told == [(7, officer), (28, officer), (28, head), (28, staff)]


def test_head_is_told_from_fourteen_days_late_and_staff_from_twenty_eight(
    annual_return, officer, assistant, head, staff
):
    told = run(*range(-40, 57))

    assert told == [
        (-30, officer), (-7, officer), (0, officer), (7, officer),
        (14, officer), (14, head), (21, officer), (21, head),
        (28, officer), (28, head), (28, staff), (56, officer), (56, head), (56, staff),
    ]  # fmt: skip


def test_reminder_waits_for_office_hours(annual_return, officer):
    actions.plan_return_reminders(now=day(0, "00:05"))

    assert Message.objects.get().due_at == day(0, "09:00")


def test_without_an_officer_the_assistants_are_told(annual_return, assistant, head, staff):
    assert run(0) == [(0, assistant)]


def test_without_officer_and_assistants_the_head_is_told(annual_return, head, staff):
    assert run(0, 14) == [(0, head), (14, head)]


def test_without_anybody_programme_staff_are_told(annual_return, staff):
    assert run(0, 28) == [(0, staff), (28, staff)]


def test_new_officer_is_told_of_the_stage_that_stands(annual_return, customs):
    former = DesignationFactory(department=customs, ends_on=DUE + dt.timedelta(days=2))
    new = DesignationFactory(department=customs, starts_on=DUE + dt.timedelta(days=2))

    assert run(0, 3) == [(0, former.person.user), (0, new.person.user)]


def test_what_one_reader_is_told_goes_in_one_mail(annual_return, asked, officer, staff):
    other = AnnualReturnFactory(questionnaire=asked, department__name_en="Fire")
    DesignationFactory(department=other.department, person=officer.person)

    actions.plan_return_reminders(now=day(3))
    mail = composed(Message.objects.get(), day(3))

    assert mail.subject == "2 annual returns are outstanding"
    assert "Customs, 2025–26: was due on 30 June 2026, 3 days late" in mail.text
    assert "Fire, 2025–26: was due on 30 June 2026, 3 days late" in mail.text


def test_filed_return_is_not_reminded_of(annual_return, officer):
    annual_return.status = "filed"
    annual_return.save()

    assert run(0, 7) == []


def test_reminder_of_what_was_filed_meanwhile_is_superseded(annual_return, officer):
    run(0)
    annual_return.status = "filed"
    annual_return.save()

    assert isinstance(composed(Message.objects.get(), day(0)), Unwanted)


def test_reminder_leaves_out_what_was_filed_meanwhile(annual_return, asked, officer):
    other = AnnualReturnFactory(questionnaire=asked, department__name_en="Fire")
    DesignationFactory(department=other.department, person=officer.person)
    run(0)
    annual_return.status = "filed"
    annual_return.save()

    mail = composed(Message.objects.get(), day(0))

    assert mail.subject == "Annual return 2025–26 of Fire: due today, 30 June 2026"


def test_reminder_to_who_left_is_superseded(annual_return, customs):
    held = DesignationFactory(department=customs)
    run(0)
    held.ends_on = held.role_assignment.ends_on = DUE
    held.role_assignment.save()
    held.save()

    unsent = composed(Message.objects.get(), day(0))

    assert unsent == Unwanted("The reader no longer answers for the return.")


def test_mail_says_how_long_there_is_and_where_to_go(annual_return, officer):
    run(-7)

    mail = composed(Message.objects.get(), day(-7))

    assert isinstance(mail, Mail)
    assert mail.subject == "Annual return 2025–26 of Customs: due on 30 June 2026, in 7 days"
    assert f"/ethics-officers/returns/{annual_return.pk}/" in mail.text
    assert f"/ethics-officers/returns/{annual_return.pk}/" in mail.html


def test_mail_to_the_head_says_whose_return_it_is(annual_return, head):
    run(14)

    assert (
        "Your department's annual return has not been filed."
        in composed(Message.objects.get(), day(14)).text
    )


def test_mails_are_composed_in_as_many_queries_for_three_as_for_one(
    asked, django_assert_num_queries
):
    for _ in range(3):
        made = AnnualReturnFactory(questionnaire=asked)
        DesignationFactory(department=made.department)
    run(0)
    messages = list(Message.objects.select_related("recipient"))

    with django_assert_num_queries(4):
        list(compose(messages[:1], day(0)))
    with django_assert_num_queries(4):
        list(compose(messages, day(0)))


def test_reopened_return_is_reminded_of_by_its_new_day_and_not_at_once(annual_return, officer):
    run(0)
    annual_return.due_on = DUE + dt.timedelta(days=20)
    annual_return.status, annual_return.reopening_reason = "reopened", "Two formations missing."
    annual_return.reopened_at, annual_return.reopened_by = day(1), UserFactory()
    annual_return.save()

    told = run(1, 5, 13, 20)

    assert told == [(-7, officer), (0, officer), (0, officer)]


def test_reminder_of_a_day_that_was_moved_is_superseded(annual_return, officer):
    run(0)
    annual_return.due_on = DUE + dt.timedelta(days=20)
    annual_return.save()

    assert isinstance(composed(Message.objects.get(), day(0)), Unwanted)


def test_return_of_a_draft_is_not_reminded_of(officer, customs):
    AnnualReturnFactory(department=customs)

    assert run(0) == []


def test_reopening_is_told_with_its_reason_and_day(annual_return, officer, staff):
    annual_return.status = "filed"
    annual_return.save()
    actions.reopen_return(
        return_id=annual_return.pk,
        reason="Two formations missing.",
        due_on=dt.date(2026, 7, 31),
        by=staff,
        now=day(10),
    )
    message = Message.objects.get()

    mail = composed(message, day(10))
    with translation.override("en"):
        assert mail.subject == "Annual return 2025–26 of Customs is open again"
    assert "Two formations missing." in mail.text
    assert "by 31 July 2026" in mail.text
    annual_return.refresh_from_db()
    annual_return.status = "filed"
    annual_return.save()
    assert isinstance(composed(message, day(11)), Unwanted)


def test_task_reminds(annual_return, officer):
    with time_machine.travel(dt.datetime(2026, 6, 30, 10, 0, tzinfo=HONG_KONG), tick=False):
        plan_return_reminders()

    assert Message.objects.get().recipient == officer
