"""Two tabs, two sessions at the same time: first both succeed, then only one does."""

import threading

import pytest
from django.db import transaction

from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.factories import PersonFactory, SessionFactory
from training import actions, queries
from training.models import Registration
from training.rules import Overlapping

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_the_lock_one_person_gets_two_places_at_the_same_time():
    """Why the person is held: look, then act, as two tabs would, each with its own session."""
    person, sessions = PersonFactory(), SessionFactory.create_batch(2)
    looked = threading.Barrier(2)

    def look_then_act(session):
        with transaction.atomic():
            standing = queries.standing(person, session.pk)
            looked.wait(timeout=30)
            if standing.overlapping is None:
                session.registrations.create(
                    person=person,
                    status="confirmed",
                    registered_at=NOW,
                    registered_by=person.user,
                    confirmed_at=NOW,
                )

    at_once(look_then_act, sessions)

    assert person.registrations.confirmed().count() == 2


def test_with_the_lock_one_tab_gets_the_place_and_the_other_is_told_which():
    person, sessions = PersonFactory(), SessionFactory.create_batch(6)

    results = at_once(
        lambda session: actions.register(
            session_id=session.pk, person=person, by=person.user, now=NOW
        ),
        sessions,
    )

    kept = person.registrations.confirmed().get()
    refusals = [result for result in results if not isinstance(result, Registration)]
    assert [type(refusal) for refusal in refusals] == [Overlapping] * 5
    assert {refusal.other for refusal in refusals} == {kept}


def test_people_swapping_in_opposite_directions_never_wait_in_a_ring():
    one, other = SessionFactory.create_batch(2, capacity=8)
    registrations = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for session in (one, other)
        for person in PersonFactory.create_batch(4)
    ]

    def swap(registration):
        target = other if registration.session_id == one.pk else one
        return actions.swap_registration(
            registration_id=registration.pk,
            session_id=target.pk,
            by=registration.person.user,
            now=NOW,
            may_wait=True,
        )

    results = at_once(swap, registrations)

    assert [result for result in results if not isinstance(result, Registration)] == []
    for session in (one, other):
        session.refresh_from_db()
        assert (session.places_taken, session.waiting_count) == (4, 0)
        assert session.registrations.confirmed().count() == 4


def test_swapping_in_two_tabs_to_two_sessions_leaves_one_place():
    person = PersonFactory()
    old, *targets = SessionFactory.create_batch(3)
    given_up = actions.register(session_id=old.pk, person=person, by=person.user, now=NOW)

    at_once(
        lambda session: actions.swap_registration(
            registration_id=given_up.pk, session_id=session.pk, by=person.user, now=NOW
        ),
        targets,
    )

    assert person.registrations.live().count() == 1
