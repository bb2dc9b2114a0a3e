"""What becomes of those in a session when the number of its places is lowered."""

import pytest
from icalendar import Calendar

from notifications import emails as outbox
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW
from tests.factories import PersonFactory, SessionFactory, person_with_role
from tests.training.actions.plans import plan
from training import actions
from training.actions import Deed, ExcessDecision
from training.models import Registration, Session
from training.rules import OverFull, SchedulingRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def session():
    return SessionFactory(capacity=4)


@pytest.fixture
def registrations(session):
    """Four with a place and one waiting, in this order."""
    return [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(5)
    ]


def lower(session, capacity, staff, decision=None, now=NOW):
    actions.change_session(
        session_id=session.pk, plan=plan(capacity=capacity), by=staff, now=now, excess=decision
    )


def cancel(registration):
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )


def counters(session):
    session.refresh_from_db()
    return session.places_taken, session.waiting_count, session.over_full


def waiting_list(session):
    return list(session.registrations.waiting())


def composed(kind):
    messages = list(Message.objects.filter(kind=f"training.{kind}").select_related("recipient"))
    return [mail for _, mail in outbox.compose(messages, NOW)]


def sequence_of(mail):
    [event] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    return event["SEQUENCE"]


def test_lowering_under_the_places_taken_asks_what_becomes_of_the_rest(
    session, registrations, staff
):
    with pytest.raises(OverFull) as refusal:
        lower(session, 2, staff)

    assert refusal.value.excess == 2
    assert str(refusal.value) == (
        "2 people have places beyond that many. Say what is to become of them."
    )
    session.refresh_from_db()
    assert session.capacity == 4


def test_lowering_asks_again_if_it_touches_more_than_was_said(session, registrations, staff):
    with pytest.raises(OverFull):
        lower(session, 2, staff, ExcessDecision(Deed.MOVE, 1))

    assert counters(session) == (4, 1, 0)


def test_keeping_them_leaves_the_session_over_full_until_people_cancel(
    session, registrations, staff
):
    lower(session, 2, staff, ExcessDecision(Deed.KEEP, 2))

    assert counters(session) == (4, 1, 2)
    steps = []
    for registration in registrations[:3]:
        cancel(registration)
        steps.append(counters(session))
    # Nobody moves up before there are fewer than places.
    assert steps == [(3, 1, 1), (2, 1, 0), (2, 0, 0)]


def test_an_over_full_session_takes_nobody_and_can_be_changed_without_asking_again(
    session, registrations, staff
):
    lower(session, 2, staff, ExcessDecision(Deed.KEEP, 2))

    late = PersonFactory()
    registration = actions.register(session_id=session.pk, person=late, by=late.user, now=NOW)
    lower(session, 2, staff)
    lower(session, 3, staff)

    assert registration.is_waiting
    assert counters(session) == (4, 2, 1)


def test_moving_puts_the_last_ones_at_the_head_of_the_waiting_list_in_their_order(
    session, registrations, staff
):
    lower(session, 2, staff, ExcessDecision(Deed.MOVE, 2))

    third, fourth, fifth = registrations[2:]
    assert counters(session) == (2, 3, 0)
    assert waiting_list(session) == [third, fourth, fifth]
    assert [each.waiting_number for each in waiting_list(session)] == [-1, 0, 1]
    assert [each.waiting_reason for each in waiting_list(session)] == [
        "The number of places was lowered.",
        "The number of places was lowered.",
        "",
    ]
    assert [each.confirmed_at for each in waiting_list(session)] == [None, None, None]


def test_moving_twice_puts_the_later_ones_before_the_earlier(session, registrations, staff):
    lower(session, 3, staff, ExcessDecision(Deed.MOVE, 1))
    lower(session, 1, staff, ExcessDecision(Deed.MOVE, 2))

    _, second, third, fourth, fifth = registrations
    assert waiting_list(session) == [second, third, fourth, fifth]


def test_who_was_moved_is_told_and_loses_the_event_until_promoted_again(
    session, registrations, staff
):
    [invitation] = [mail for mail in composed("confirmed") if mail.calendar][:1]
    lower(session, 3, staff, ExcessDecision(Deed.MOVE, 1))
    [moved] = composed("moved_to_waiting_list")
    cancel(registrations[0])
    [promoted] = composed("promoted")

    assert moved.subject.startswith("You are waiting for a place again: ")
    assert "The number of places in this session had to be lowered" in moved.text
    assert moved.calendar_method == "CANCEL"
    assert sequence_of(invitation) < sequence_of(moved) < sequence_of(promoted)
    registrations[3].refresh_from_db()
    assert registrations[3].status == Registration.Status.CONFIRMED


def test_who_is_moved_and_promoted_twice_is_told_each_time(session, registrations, staff):
    lower(session, 3, staff, ExcessDecision(Deed.MOVE, 1))
    cancel(registrations[0])
    lower(session, 2, staff, ExcessDecision(Deed.MOVE, 1))
    cancel(registrations[1])

    about = Message.objects.filter(about_id=registrations[3].pk).order_by("key")
    assert list(about.values_list("kind", flat=True)) == [
        "training.confirmed",
        "training.moved_to_waiting_list",
        "training.moved_to_waiting_list",
        "training.promoted",
        "training.promoted",
    ]


def test_nobody_is_moved_once_the_session_has_begun(session, registrations, staff):
    with pytest.raises(SchedulingRefused) as refusal:
        lower(session, 2, staff, ExcessDecision(Deed.MOVE, 2), now=session.starts_at)

    assert str(refusal.value) == (
        "The session began on 1 December 2026, 09:30. Those who are in can only be left in."
    )
    assert Session.objects.get(pk=session.pk).capacity == 4
