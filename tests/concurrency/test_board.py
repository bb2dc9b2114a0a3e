"""A question or an answer sent twice at the same instant, pressed twice or from two tabs."""

import threading

import pytest
from django.db import transaction

from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import BoardAnswer, BoardQuestion
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.ethics_officers.network_factories import BoardAnswerFactory, BoardQuestionFactory
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 4
TABS = range(CLIENTS)


@pytest.fixture
def asker():
    return person_with_role(Role.ETHICS_OFFICER).user


def test_without_the_lock_a_question_sent_twice_is_asked_twice(asker):
    """Why the lock is there: look whether it was asked, then ask."""
    looked = threading.Barrier(CLIENTS)

    def look_then_ask(_tab):
        with transaction.atomic():
            asked = BoardQuestion.objects.filter(asked_by=asker, title="Baskets").exists()
            looked.wait(timeout=30)
            if not asked:
                BoardQuestionFactory(asked_by=asker, title="Baskets")

    assert at_once(look_then_ask, TABS) == [None] * CLIENTS
    assert BoardQuestion.objects.count() == CLIENTS


def test_a_question_sent_several_times_at_once_is_asked_once(asker):
    def ask(_tab):
        return actions.ask_network(title="Baskets", text="Return them?", by=asker, now=NOW)

    results = at_once(ask, TABS)

    question = BoardQuestion.objects.get()
    assert results == [question] * CLIENTS
    assert AuditEntry.objects.filter(action="ethics_officers.question_asked").count() == 1


def test_without_the_lock_an_answer_sent_twice_is_given_twice():
    """Why the lock is there: look whether it was given, then give it."""
    question = BoardQuestionFactory()
    writer = person_with_role(Role.ETHICS_OFFICER).user
    looked = threading.Barrier(CLIENTS)

    def look_then_answer(_tab):
        with transaction.atomic():
            given = BoardAnswer.objects.filter(question=question, written_by=writer).exists()
            looked.wait(timeout=30)
            if not given:
                BoardAnswerFactory(question=question, written_by=writer)

    assert at_once(look_then_answer, TABS) == [None] * CLIENTS
    assert BoardAnswer.objects.count() == CLIENTS


def test_an_answer_sent_several_times_at_once_is_given_and_told_once(asker):
    question = BoardQuestionFactory(asked_by=asker)
    writer = person_with_role(Role.ICAC_STAFF).user

    def answer(_tab):
        return actions.answer_question(
            question_id=question.pk, text="Return them.", by=writer, now=NOW
        )

    results = at_once(answer, TABS)

    assert results == [BoardAnswer.objects.get()] * CLIENTS
    assert Message.objects.count() == 1


def test_two_staff_who_withdraw_a_question_at_once_tell_who_asked_once(asker):
    question = BoardQuestionFactory(asked_by=asker)
    staff = [person_with_role(role).user for role in (Role.ICAC_STAFF, Role.PROGRAMME_STAFF)]

    def withdraw(by):
        return actions.withdraw_question(question_id=question.pk, reason=by.email, by=by, now=NOW)

    results = at_once(withdraw, staff)

    question.refresh_from_db()
    assert results == [question, question]
    assert question.withdrawal_reason in {by.email for by in staff}
    assert Message.objects.count() == 1
