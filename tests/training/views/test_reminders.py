"""The reminders of a session and the ledger of its messages, as staff see them."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import PersonFactory, ReminderRuleFactory, SessionFactory
from tests.pages import rows, words
from training import actions
from training.models import ReminderRule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def reminders_page(session):
    return reverse("training:session-reminders", args=[session.pk])


def ledger(session):
    return reverse("training:session-messages", args=[session.pk])


def register(session, **person):
    person = PersonFactory(**person)
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def form(**changes):
    values = {
        "unit": "days",
        "days": "3",
        "at": "09:00",
        "hours": "",
        "minutes": "",
        "readers": "confirmed",
        "if_late": "skip",
    }
    return {**values, **changes}


def test_reminders_page_shows_each_reminder_with_its_moment_and_what_became_of_it(staff):
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session, due_at=at("2026-11-24", "09:00"))
    ReminderRuleFactory(
        session=session, unit="minutes", amount=30, at=None, due_at=at("2026-12-01", "09:00")
    )
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    page = words(staff.get(reminders_page(session)))

    assert (
        "24 November 2026, 09:00 7 days before, at 09:00 · Those who have a place Planned: 1"
        in page
    )
    assert (
        "1 December 2026, 09:00 30 minutes before · Those who have a place to come Remove" in page
    )


@pytest.mark.parametrize(
    ("changes", "timing", "due_at"),
    [
        ({}, "3 days before, at 09:00", at("2026-11-28", "09:00")),
        (
            {"unit": "working_days", "days": "2", "at": "16:30"},
            "2 working days before, at 16:30",
            at("2026-11-27", "16:30"),
        ),
        (
            {"unit": "minutes", "hours": "2", "minutes": "30"},
            "2 h 30 min before",
            at("2026-12-01", "07:00"),
        ),
    ],
)
def test_a_reminder_is_added_and_its_moment_told(staff, changes, timing, due_at):
    session = SessionFactory()

    response = staff.post(reminders_page(session), form(**changes), follow=True)

    rule = ReminderRule.objects.get()
    assert (rule.timing, rule.due_at, rule.readers) == (timing, due_at, "confirmed")
    assert response.redirect_chain == [(reminders_page(session), 302)]
    assert "Added: due on" in words(response)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": ""}, "Say how many days before."),
        ({"at": ""}, "Say at which time of that day."),
        ({"unit": "working_days", "days": "0"}, "Count at least one working day"),
        ({"unit": "minutes"}, "Say how many hours or minutes before."),
        ({"days": "0", "at": "10:00"}, "Choose an earlier day or hour."),
        ({"days": "30"}, "it would never be sent"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(staff, changes, sentence):
    session = SessionFactory()

    response = staff.post(reminders_page(session), form(**changes, readers="live"))

    assert response.status_code == 422
    assert sentence in words(response)
    assert '<option value="live" selected>' in response.content.decode()
    assert not ReminderRule.objects.exists()


def test_a_reminder_is_removed_by_one_press_and_by_two(staff):
    rule = ReminderRuleFactory()
    address = reverse("training:reminder-remove", args=[rule.pk])

    response = staff.post(address, follow=True)

    assert "Removed: 7 days before, at 09:00." in words(response)
    assert "Nobody is reminded of this session." in words(response)
    assert staff.post(address).status_code == 404


def test_a_session_that_was_called_off_takes_no_reminder(staff):
    session = SessionFactory(cancelled=True)

    assert "There is nothing left to remind of" in words(staff.get(reminders_page(session)))
    response = staff.post(reminders_page(session), form())
    assert response.status_code == 422
    assert "This session was called off" in words(response)


@pytest.mark.parametrize("name", ["session-reminders", "session-messages"])
def test_pages_of_a_session_that_is_not_there_are_not_there(staff, name):
    assert staff.get(reverse(f"training:{name}", args=[999])).status_code == 404


def test_manage_page_counts_the_messages_by_what_became_of_them(staff):
    session = SessionFactory()
    register(session)
    register(session)
    Message.objects.filter(pk=Message.objects.first().pk).update(status="sent", sent_at=NOW)

    page = words(staff.get(reverse("training:session-manage", args=[session.pk])))

    assert "Messages Planned 1 Sent 1 All messages of this session" in page


def test_ledger_shows_the_messages_of_this_session_alone_and_filters_them(staff):
    session = SessionFactory(capacity=1)
    register(session, name_en="LEE Siu-yuk", name_zh="", user__email="sy@gov.example")
    register(session, name_en="WONG Ka-man", name_zh="", user__email="km@gov.example")
    register(SessionFactory())

    all_of_it = {row[2]: row[1] for row in rows(staff.get(ledger(session)))}
    waiting = staff.get(ledger(session), {"kind": "training.waiting"})

    assert all_of_it == {
        "LEE Siu-yuk sy@gov.example": "Confirmation of a place",
        "WONG Ka-man km@gov.example": "Confirmation of a place in the waiting list",
    }
    assert [row[2] for row in rows(waiting)] == ["WONG Ka-man km@gov.example"]
    assert rows(staff.get(ledger(session), {"status": "failed"})) == []


def test_ledger_gives_htmx_the_results_alone_fifty_on_a_page(staff):
    session = SessionFactory(capacity=60)
    first = register(session)
    Message.objects.bulk_create(
        Message(
            key=f"training.confirmed:{number}",
            kind="training.confirmed",
            recipient=first.person.user,
            about_id=first.pk,
            created_at=NOW,
            due_at=NOW,
        )
        for number in range(1000, 1050)
    )

    response = staff.get(ledger(session), headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div id="results">')
    assert len(rows(response)) == 50
    assert len(rows(staff.get(ledger(session), {"page": 2}))) == 1


def test_ledger_shows_missed_reminders_after_an_outage(staff):
    session = SessionFactory()
    ReminderRuleFactory(session=session)
    register(session)
    actions.plan_due_reminders(now=session.starts_at + dt.timedelta(hours=1))

    [row] = rows(staff.get(ledger(session), {"status": "missed"}))

    assert row[3:] == ["Missed", "The session had begun before this could be sent."]


@pytest.mark.parametrize("page", [ledger, reminders_page])
def test_pages_take_as_many_queries_for_three_as_for_one(staff, page):
    session = SessionFactory()
    ReminderRuleFactory(session=session)
    register(session)
    staff.get(page(session))

    with CaptureQueriesContext(connection) as for_one:
        staff.get(page(session))
    for amount in (5, 6):
        ReminderRuleFactory(session=session, amount=amount)
        register(session)
    with CaptureQueriesContext(connection) as for_three:
        staff.get(page(session))

    assert len(for_three) == len(for_one)
