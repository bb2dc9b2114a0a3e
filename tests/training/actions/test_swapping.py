"""Overlaps are refused, and swapping gives up one place for another: both or neither."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import MeetingFactory, PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Registration, Session
from training.rules import CancellationRefused, Overlapping, ReasonMissing, WouldWait

pytestmark = pytest.mark.django_db


def register(session, person):
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def swap(registration, session, **more):
    return actions.swap_registration(
        registration_id=registration.pk,
        session_id=session.pk,
        by=registration.person.user,
        now=NOW,
        **more,
    )


def standing(*registrations):
    for registration in registrations:
        registration.refresh_from_db()
    return [registration.status for registration in registrations]


def test_register_refuses_what_overlaps_with_a_place_and_names_it():
    person, taken = PersonFactory(), SessionFactory(course__title_en="Gifts")
    register(taken, person)
    other = SessionFactory(starts_at=at("2026-12-01", "12:29"))

    with pytest.raises(Overlapping) as refusal:
        register(other, person)

    assert str(refusal.value) == (
        "At that time you have a place in “Gifts” (1 December 2026, 09:30). You cannot be in both."
    )
    other.refresh_from_db()
    assert (other.places_taken, other.registrations.count()) == (0, 0)


def test_register_refuses_what_overlaps_with_a_wait():
    person, full = PersonFactory(), SessionFactory(capacity=1, course__title_en="Gifts")
    register(full, PersonFactory())
    register(full, person)

    with pytest.raises(Overlapping) as refusal:
        register(SessionFactory(), person)

    assert str(refusal.value) == (
        "At that time you are waiting for a place in “Gifts” (1 December 2026, 09:30). "
        "You cannot be in both."
    )


def test_register_allows_what_begins_when_another_ends():
    person = PersonFactory()
    register(SessionFactory(), person)

    assert register(SessionFactory(starts_at=at("2026-12-01", "12:30")), person).is_confirmed


def test_register_looks_at_meetings_and_not_at_all_that_lies_between_them():
    person = PersonFactory()
    two_days = SessionFactory(ends_at=at("2026-12-08", "12:30"), meeting=None)
    for day in ("2026-12-01", "2026-12-08"):
        MeetingFactory(session=two_days, starts_at=at(day, "09:30"), ends_at=at(day, "12:30"))
    register(two_days, person)

    assert register(SessionFactory(starts_at=at("2026-12-04")), person).is_confirmed
    with pytest.raises(Overlapping):
        register(SessionFactory(starts_at=at("2026-12-08")), person)


@pytest.mark.parametrize("status", ["cancelled", "held"])
def test_register_overlooks_sessions_that_will_not_take_place_then(status):
    person, other = PersonFactory(), SessionFactory()
    register(other, person)
    fields = {"cancelled_at": NOW, "cancelled_by": other.owner} if status == "cancelled" else {}
    Session.objects.filter(pk=other.pk).update(status=status, **fields)

    assert register(SessionFactory(), person).is_confirmed


def test_register_overlooks_what_was_cancelled():
    person = PersonFactory()
    given_up = register(SessionFactory(), person)
    actions.cancel_registration(registration_id=given_up.pk, by=person.user, now=NOW)

    assert register(SessionFactory(), person).is_confirmed


def test_swap_gives_up_one_and_takes_the_other():
    person, waiting = PersonFactory(), PersonFactory()
    old, new = SessionFactory(capacity=1), SessionFactory()
    given_up = register(old, person)
    next_in = register(old, waiting)

    taken = swap(given_up, new)

    assert taken.session == new
    assert standing(given_up, next_in, taken) == ["cancelled", "confirmed", "confirmed"]
    kinds = Message.objects.filter(recipient=person.user).order_by("kind")
    assert list(kinds.values_list("kind", flat=True)) == [
        "training.cancelled",
        "training.confirmed",
        "training.confirmed",
    ]


def test_swap_twice_does_nothing_more():
    given_up, new = register(SessionFactory(), PersonFactory()), SessionFactory()
    first = swap(given_up, new)

    assert swap(given_up, new) == first
    assert Registration.objects.count() == 2


def test_swap_into_a_waiting_list_gives_up_nothing_unless_waiting_will_do():
    given_up, full = register(SessionFactory(), PersonFactory()), SessionFactory(capacity=1)
    register(full, PersonFactory())

    with pytest.raises(WouldWait):
        swap(given_up, full)

    full.refresh_from_db()
    assert (standing(given_up), full.waiting_count) == (["confirmed"], 0)
    waiting = swap(given_up, full, may_wait=True)
    assert standing(given_up, waiting) == ["cancelled", "waiting"]


def test_swap_gives_up_nothing_if_a_third_session_is_in_the_way():
    person = PersonFactory()
    given_up = register(SessionFactory(ends_at=at("2026-12-01", "10:30")), person)
    register(SessionFactory(starts_at=at("2026-12-01", "11:00")), person)

    with pytest.raises(Overlapping):
        swap(given_up, SessionFactory(starts_at=at("2026-12-01", "10:00")))

    assert standing(given_up) == ["confirmed"]


def test_swap_takes_nothing_if_the_other_cannot_be_given_up():
    begun = SessionFactory(starts_at=NOW - dt.timedelta(hours=1))
    person, new = PersonFactory(), SessionFactory()
    given_up = begun.registrations.create(
        person=person,
        status="confirmed",
        registered_at=NOW,
        registered_by=person.user,
        confirmed_at=NOW,
    )

    with pytest.raises(CancellationRefused):
        swap(given_up, new)

    new.refresh_from_db()
    assert (new.places_taken, new.registrations.count()) == (0, 0)


def test_swap_after_the_deadline_needs_a_reason():
    given_up = register(SessionFactory(cancel_by=NOW), PersonFactory())
    new = SessionFactory()

    with pytest.raises(ReasonMissing):
        swap(given_up, new, reason="  ")

    assert standing(given_up, swap(given_up, new, reason="A hearing.")) == [
        "cancelled",
        "confirmed",
    ]


def test_swap_of_a_session_for_itself_changes_nothing():
    registration = register(SessionFactory(), PersonFactory())

    assert swap(registration, registration.session) == registration
    assert standing(registration) == ["confirmed"]


def test_swap_is_for_oneself_or_for_those_who_run_sessions():
    given_up, new = register(SessionFactory(), PersonFactory()), SessionFactory()

    with pytest.raises(PermissionRefused):
        actions.swap_registration(
            registration_id=given_up.pk, session_id=new.pk, by=PersonFactory().user, now=NOW
        )

    staff = person_with_role(Role.PROGRAMME_STAFF).user
    taken = actions.swap_registration(
        registration_id=given_up.pk, session_id=new.pk, by=staff, now=NOW
    )
    assert taken.person == given_up.person
