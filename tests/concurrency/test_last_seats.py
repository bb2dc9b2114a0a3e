"""The race for the last seats: first shown without the lock, then gone with it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from training import actions
from training.models import Registration, Session

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 8


def at_once(work, items):
    """Do the work for each item in a thread of its own, all let go at the same moment."""
    gate = threading.Barrier(len(items))

    def run(item):
        try:
            gate.wait(timeout=30)
            return work(item)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(run, items))


def test_without_the_lock_more_people_believe_they_have_a_place_than_there_are():
    """Why the lock is there: look, then act, as two tabs would."""
    session = SessionFactory(capacity=1)
    people = PersonFactory.create_batch(CLIENTS)
    looked = threading.Barrier(CLIENTS)

    def look_then_act(person):
        with transaction.atomic():
            seen = Session.objects.get(pk=session.pk)
            looked.wait(timeout=30)
            if seen.has_free_place:
                Session.objects.filter(pk=session.pk).update(places_taken=seen.places_taken + 1)
                seen.registrations.create(
                    person=person,
                    status="confirmed",
                    registered_at=NOW,
                    registered_by=person.user,
                    confirmed_at=NOW,
                )

    at_once(look_then_act, people)

    assert session.registrations.confirmed().count() == CLIENTS


def test_with_the_lock_as_many_have_a_place_as_there_are_and_the_rest_wait_in_order():
    session = SessionFactory(capacity=3)
    people = PersonFactory.create_batch(CLIENTS)

    results = at_once(
        lambda person: actions.register(
            session_id=session.pk, person=person, by=person.user, now=NOW
        ),
        people,
    )

    assert [r for r in results if not isinstance(r, Registration)] == []
    session.refresh_from_db()
    assert (session.places_taken, session.waiting_count) == (3, CLIENTS - 3)
    assert session.registrations.confirmed().count() == 3
    numbers = list(session.registrations.waiting().values_list("waiting_number", flat=True))
    assert numbers == list(range(1, CLIENTS - 3 + 1))


def test_one_person_pressing_in_many_tabs_has_one_registration():
    session = SessionFactory(capacity=3)
    person = PersonFactory()

    results = at_once(
        lambda _: actions.register(session_id=session.pk, person=person, by=person.user, now=NOW),
        range(CLIENTS),
    )

    assert len({registration.pk for registration in results}) == 1
    session.refresh_from_db()
    assert session.places_taken == 1


def test_cancelling_and_registering_at_once_never_loses_or_doubles_a_place():
    session = SessionFactory(capacity=4)
    holders = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(4)
    ]
    newcomers = PersonFactory.create_batch(4)

    def cancel_or_register(item):
        if isinstance(item, Registration):
            actions.cancel_registration(registration_id=item.pk, by=item.person.user, now=NOW)
        else:
            actions.register(session_id=session.pk, person=item, by=item.user, now=NOW)

    errors = [e for e in at_once(cancel_or_register, [*holders, *newcomers]) if e]

    assert errors == []
    session.refresh_from_db()
    assert (session.places_taken, session.waiting_count) == (4, 0)
    assert session.registrations.confirmed().count() == 4


def test_cancelling_twice_at_once_promotes_one():
    session = SessionFactory(capacity=1)
    holder, *waiting = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(4)
    ]

    at_once(
        lambda _: actions.cancel_registration(
            registration_id=holder.pk, by=holder.person.user, now=NOW
        ),
        range(4),
    )

    session.refresh_from_db()
    assert (session.places_taken, session.waiting_count) == (1, 2)
    assert session.registrations.confirmed().get() == waiting[0]


def test_two_sessions_published_into_one_venue_at_once_leave_one_of_them_a_draft():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    venue = VenueFactory(capacity=60)
    sessions = SessionFactory.create_batch(2, draft=True, meeting=None)
    for session in sessions:
        MeetingFactory(session=session, venue=venue)

    results = at_once(
        lambda session: actions.publish_session(session_id=session.pk, by=staff, now=NOW),
        sessions,
    )

    assert sorted(type(result).__name__ for result in results) == ["Session", "VenueTaken"]
    statuses = Session.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["draft", "published"]
