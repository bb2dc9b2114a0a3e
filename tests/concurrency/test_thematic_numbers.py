"""The race for a workshop's number: first shown without the lock, then gone with it."""

import threading

import pytest
from django.db import IntegrityError, transaction

from ethics_officers import actions
from ethics_officers.models import ThematicSession
from people.roles import Role
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.factories import SessionFactory, person_with_role

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_the_lock_a_number_that_looks_free_is_refused_by_the_database():
    """Why the lock is there: look, then act, as two members of staff would."""
    drafts = [SessionFactory(draft=True) for _ in range(2)]
    looked = threading.Barrier(2)

    def look_then_act(session):
        with transaction.atomic():
            is_free = not ThematicSession.objects.filter(number=22).exists()
            looked.wait(timeout=30)
            assert is_free
            ThematicSession.objects.create(session=session, number=22)

    results = at_once(look_then_act, drafts)

    assert {type(each) for each in results} == {type(None), IntegrityError}


def test_two_staff_who_give_one_number_at_once_give_it_once_and_one_is_told():
    ThematicSessionFactory(number=21)
    drafts = [SessionFactory(draft=True) for _ in range(2)]
    staff = person_with_role(Role.PROGRAMME_STAFF).user

    def mark(session):
        return actions.mark_thematic(
            session_id=session.pk, number=22, with_assistants=False, by=staff, now=NOW
        )

    results = at_once(mark, drafts)

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["ThematicRefused", "ThematicSession"]
