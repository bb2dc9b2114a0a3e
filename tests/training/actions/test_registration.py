"""Taking a place, waiting for one, giving it back."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from notifications.models import Message
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    AudienceFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
    person_with_role,
)
from training import actions
from training.models import Registration, Session
from training.rules import CancellationRefused, RegistrationRefused

pytestmark = pytest.mark.django_db


def register(session, person, now=NOW):
    return actions.register(session_id=session.pk, person=person, by=person.user, now=now)


def cancel(registration, now=NOW):
    by = registration.person.user
    return actions.cancel_registration(registration_id=registration.pk, by=by, now=now)


def counters(session):
    session.refresh_from_db()
    return session.places_taken, session.waiting_count


def test_register_gives_a_place_while_there_is_one():
    session, person = SessionFactory(), PersonFactory()

    registration = register(session, person)

    assert registration.status == Registration.Status.CONFIRMED
    assert registration.confirmed_at == NOW
    assert counters(session) == (1, 0)


def test_register_puts_the_latecomer_in_the_waiting_list_when_the_session_is_full():
    session = SessionFactory(capacity=1)
    register(session, PersonFactory())

    registration = register(session, PersonFactory())

    assert registration.status == Registration.Status.WAITING
    assert registration.waiting_number == 1
    assert counters(session) == (1, 1)


def test_register_puts_whoever_comes_behind_those_who_wait_even_if_a_place_is_free():
    session = SessionFactory(capacity=1)
    confirmed = register(session, PersonFactory())
    register(session, PersonFactory())
    Registration.objects.filter(pk=confirmed.pk).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=confirmed.person.user
    )
    Session.objects.filter(pk=session.pk).update(places_taken=0)

    registration = register(session, PersonFactory())

    assert registration.waiting_number == 2


def test_register_twice_gives_the_same_registration():
    session, person = SessionFactory(), PersonFactory()
    first = register(session, person)

    second = register(session, person)

    assert second == first
    assert counters(session) == (1, 0)
    assert Message.objects.count() == 1


def test_register_again_after_cancelling_is_a_new_registration():
    session, person = SessionFactory(), PersonFactory()
    first = register(session, person)
    cancel(first)

    second = register(session, person)

    assert second != first
    assert counters(session) == (1, 0)


def test_register_writes_down_who_did_it_and_tells_the_person():
    session, person = SessionFactory(), PersonFactory()

    registration = register(session, person)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.object_id) == (
        "training.registered",
        person.user,
        registration.pk,
    )
    message = Message.objects.get()
    assert message.key == f"training.confirmed:{registration.pk}"
    assert message.recipient == person.user


def test_register_of_somebody_without_an_account_writes_to_nobody():
    session, person = SessionFactory(), PersonFactory(user=None)
    staff = person_with_role(Role.PROGRAMME_STAFF)

    actions.register(session_id=session.pk, person=person, by=staff.user, now=NOW)

    assert counters(session) == (1, 0)
    assert Message.objects.count() == 0


def test_register_refuses_to_register_somebody_else():
    session, person = SessionFactory(), PersonFactory()
    stranger = PersonFactory()

    with pytest.raises(PermissionRefused):
        actions.register(session_id=session.pk, person=person, by=stranger.user, now=NOW)

    assert counters(session) == (0, 0)


def test_register_refuses_somebody_who_is_not_in_post():
    session = SessionFactory()
    person = PersonFactory(posting=None, user=UserFactory())

    with pytest.raises(PermissionRefused):
        register(session, person)


def test_register_refuses_whom_the_session_is_not_for():
    session = SessionFactory(audience=AudienceFactory(levels=[Level.SENIOR]))
    person = PersonFactory(posting__level=Level.JUNIOR)

    with pytest.raises(RegistrationRefused) as refusal:
        register(session, person)

    assert str(refusal.value) == (
        "This session is for other officers. Please look for one that is open to you."
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"draft": True}, "This session takes no registrations."),
        (
            {"cancelled": True},
            "This session has been cancelled. Please look for another.",
        ),
        (
            {"opens_at": at("2026-11-24", "09:00")},
            "Registration opens on 24 November 2026, 09:00. Please come back then.",
        ),
        (
            {"closes_at": at("2026-11-20", "17:00")},
            "Registration closed on 20 November 2026, 17:00. Please look for another session.",
        ),
    ],
)
def test_register_refuses_when_the_session_takes_none(fields, sentence):
    session, person = SessionFactory(**fields), PersonFactory()

    with pytest.raises(RegistrationRefused) as refusal:
        register(session, person)

    assert str(refusal.value) == sentence
    assert counters(session) == (0, 0)


def test_register_is_open_until_just_before_the_closing_time():
    session, early, late = SessionFactory(), PersonFactory(), PersonFactory()

    registration = register(session, early, now=session.closes_at - dt.timedelta(seconds=1))

    assert registration.is_confirmed
    with pytest.raises(RegistrationRefused):
        register(session, late, now=session.closes_at)


def test_cancel_promotes_the_next_in_the_waiting_list_in_order_of_arrival():
    session = SessionFactory(capacity=1)
    holder = register(session, PersonFactory())
    first = register(session, PersonFactory())
    second = register(session, PersonFactory())

    cancel(holder)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.waiting_number, first.confirmed_at) == ("confirmed", None, NOW)
    assert second.status == "waiting"
    assert counters(session) == (1, 1)
    assert Message.objects.filter(key=f"training.promoted:{first.pk}:1").count() == 1


def test_cancel_of_a_wait_moves_nobody():
    session = SessionFactory(capacity=1)
    register(session, PersonFactory())
    first = register(session, PersonFactory())
    second = register(session, PersonFactory())

    cancel(first)

    second.refresh_from_db()
    assert second.status == "waiting"
    assert counters(session) == (1, 1)


def test_cancel_twice_does_nothing_more():
    session = SessionFactory(capacity=1)
    holder = register(session, PersonFactory())
    register(session, PersonFactory())
    cancel(holder)

    cancel(holder)

    assert counters(session) == (1, 0)


def test_cancel_promotes_nobody_after_the_closing_time():
    session = SessionFactory(capacity=1)
    holder = register(session, PersonFactory())
    waiting = register(session, PersonFactory())

    cancel(holder, now=session.closes_at)

    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    assert counters(session) == (0, 1)


def test_cancel_is_refused_once_the_session_has_begun():
    session = SessionFactory()
    registration = register(session, PersonFactory())

    with pytest.raises(CancellationRefused) as refusal:
        cancel(registration, now=session.starts_at)

    assert str(refusal.value) == (
        "The session began on 1 December 2026, 09:30, so the registration stands as it is."
    )
    assert counters(session) == (1, 0)


def test_cancel_is_refused_once_the_session_is_cancelled():
    session = SessionFactory()
    registration = register(session, PersonFactory())
    Session.objects.filter(pk=session.pk).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=session.owner
    )

    with pytest.raises(CancellationRefused):
        cancel(registration)


def test_cancel_refuses_to_cancel_for_somebody_else():
    session = SessionFactory()
    registration = register(session, PersonFactory())
    stranger = PersonFactory()

    with pytest.raises(PermissionRefused):
        actions.cancel_registration(registration_id=registration.pk, by=stranger.user, now=NOW)

    assert counters(session) == (1, 0)
