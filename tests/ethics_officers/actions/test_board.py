"""Asking the network, answering, closing, withdrawing; the mail to who asked."""

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import BoardAnswer, BoardQuestion
from ethics_officers.rules import BoardRefused
from notifications.emails import Mail, Unwanted, compose
from notifications.models import Message
from people.models import RoleAssignment
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.network_factories import (
    BoardAnswerFactory,
    BoardQuestionFactory,
)
from tests.factories import TopicFactory, person_with_role

pytestmark = pytest.mark.django_db

OUTSIDE = [Role.CIVIL_SERVANT, Role.TRAINING_COORDINATOR, Role.SPEAKER, Role.HEAD_OF_DEPARTMENT,
           Role.AUDITOR]  # fmt: skip
STATUS = BoardQuestion.Status


@pytest.fixture
def asker():
    return person_with_role(Role.ETHICS_OFFICER).user


@pytest.fixture
def colleague():
    return person_with_role(Role.ETHICS_OFFICER).user


@pytest.fixture
def icac():
    return person_with_role(Role.ICAC_STAFF).user


@pytest.fixture
def question(asker):
    return BoardQuestionFactory(asked_by=asker, title="Fruit baskets")


def answer(question, by, text="Return them."):
    return actions.answer_question(question_id=question.pk, text=text, by=by, now=NOW)


def status_of(question):
    question.refresh_from_db()
    return question.status


def composed():
    messages = list(Message.objects.select_related("recipient").order_by("pk"))
    return [each for _, each in compose(messages, NOW)]


def done():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_question_is_asked_once_for_ones_department(asker):
    topic = TopicFactory()

    def ask():
        return actions.ask_network(title="Baskets", text="?", topic=topic, by=asker, now=NOW)

    question = ask()

    assert ask() == question
    assert question.department == asker.person.postings.get().department
    assert (question.topic, question.asked_at, question.status) == (topic, NOW, STATUS.OPEN)
    assert list(BoardQuestion.objects.search("basket")) == [question]
    assert done() == ["ethics_officers.question_asked"]


def test_staff_ask_for_no_department(icac):
    assert actions.ask_network(title="a", text="?", by=icac, now=NOW).department is None


def test_question_that_was_withdrawn_can_be_asked_again(asker):
    first = actions.ask_network(title="a", text="?", by=asker, now=NOW)
    actions.withdraw_question(question_id=first.pk, by=asker, now=NOW)

    assert actions.ask_network(title="a", text="?", by=asker, now=NOW) != first


@pytest.mark.parametrize("role", OUTSIDE)
def test_who_is_not_in_the_network_does_nothing_on_the_board(role, question):
    user = person_with_role(role).user

    with pytest.raises(PermissionRefused):
        actions.ask_network(title="a", text="?", by=user, now=NOW)
    with pytest.raises(PermissionRefused):
        answer(question, user)
    with pytest.raises(PermissionRefused):
        actions.close_question(question_id=question.pk, by=user, now=NOW)


def test_answer_is_given_once_and_told_to_who_asked(question, asker, colleague):
    assert answer(question, colleague) == answer(question, colleague)

    [message] = Message.objects.all()
    assert message.recipient == asker
    [mail] = composed()
    assert isinstance(mail, Mail)
    assert mail.subject == "Answer to your question: Fruit baskets"
    assert "Return them." in mail.text
    assert f"/ethics-officers/network/questions/{question.pk}/" in mail.text


def test_own_answer_is_told_to_nobody(question, asker):
    answer(question, asker)

    assert Message.objects.count() == 0


def test_answer_is_icacs_if_the_writer_speaks_for_icac_when_writing(question, colleague, icac):
    of_icac, of_colleague = answer(question, icac), answer(question, colleague)
    RoleAssignment.objects.filter(user=icac).update(ends_on=TODAY)

    assert (of_icac.for_icac, of_colleague.for_icac) == (True, False)
    assert BoardAnswer.objects.get(pk=of_icac.pk).for_icac is True
    assert any("of ICAC answered" in mail.text for mail in composed())


@pytest.mark.parametrize("status", [STATUS.CLOSED, STATUS.WITHDRAWN])
def test_question_that_is_not_open_takes_no_answer(question, colleague, status):
    BoardQuestion.objects.filter(pk=question.pk).update(status=status)

    with pytest.raises(BoardRefused, match=status):
        answer(question, colleague)


def test_asker_and_staff_close_and_reopen(question, asker, icac):
    for by in (asker, icac, person_with_role(Role.PROGRAMME_STAFF).user):
        for _ in range(2):
            actions.close_question(question_id=question.pk, by=by, now=NOW)
        assert status_of(question) == STATUS.CLOSED

        for _ in range(2):
            actions.reopen_question(question_id=question.pk, by=by, now=NOW)
        assert status_of(question) == STATUS.OPEN

    assert done() == ["ethics_officers.question_closed", "ethics_officers.question_reopened"] * 3


def test_colleague_closes_no_question_of_another(question, colleague):
    with pytest.raises(PermissionRefused):
        actions.close_question(question_id=question.pk, by=colleague, now=NOW)


def test_withdrawn_question_is_not_opened_again(question, asker):
    actions.withdraw_question(question_id=question.pk, by=asker, now=NOW)

    with pytest.raises(BoardRefused):
        actions.reopen_question(question_id=question.pk, by=asker, now=NOW)


def test_question_is_withdrawn_by_who_asked_and_nobody_is_told(question, asker, colleague):
    with pytest.raises(PermissionRefused):
        actions.withdraw_question(question_id=question.pk, reason="x", by=colleague, now=NOW)

    for _ in range(2):
        actions.withdraw_question(question_id=question.pk, by=asker, now=NOW)

    assert status_of(question) == STATUS.WITHDRAWN
    assert question.withdrawal_reason == ""
    assert list(BoardQuestion.objects.search("basket")) == []
    assert done() == ["ethics_officers.question_withdrawn"]
    assert Message.objects.count() == 0


@pytest.mark.parametrize("role", [Role.ICAC_STAFF, Role.PROGRAMME_STAFF])
def test_staff_withdraw_a_question_of_another_with_a_reason_that_is_told(question, asker, role):
    staff = person_with_role(role).user
    with pytest.raises(BoardRefused, match="Say why"):
        actions.withdraw_question(question_id=question.pk, by=staff, now=NOW)

    for _ in range(2):
        actions.withdraw_question(
            question_id=question.pk, reason="It names a person.", by=staff, now=NOW
        )

    assert status_of(question) == STATUS.WITHDRAWN
    assert question.withdrawal_reason == "It names a person."
    assert list(BoardQuestion.objects.search("basket")) == []
    [entry] = AuditEntry.objects.all()
    assert entry.details == {"of_others": True}
    [message] = Message.objects.all()
    assert message.recipient == asker
    [mail] = composed()
    assert mail.subject == "Your question was withdrawn: Fruit baskets"
    assert "The reason: It names a person." in mail.text
    assert "Programme staff have withdrawn your question “Fruit baskets”" in mail.text


def test_answer_is_withdrawn_by_who_wrote_it_and_nobody_is_told(colleague, asker):
    given = BoardAnswerFactory(written_by=colleague)
    with pytest.raises(PermissionRefused):
        actions.withdraw_answer(answer_id=given.pk, reason="x", by=asker, now=NOW)

    for _ in range(2):
        actions.withdraw_answer(answer_id=given.pk, by=colleague, now=NOW)

    given.refresh_from_db()
    assert (given.withdrawn_at, given.withdrawn_by) == (NOW, colleague)
    assert done() == ["ethics_officers.answer_withdrawn"]
    assert Message.objects.count() == 0


@pytest.mark.parametrize("role", [Role.ICAC_STAFF, Role.PROGRAMME_STAFF])
def test_staff_withdraw_an_answer_of_another_with_a_reason_that_is_told(question, colleague, role):
    staff = person_with_role(role).user
    given = BoardAnswerFactory(question=question, written_by=colleague, text="Ask Mr Lee.")
    with pytest.raises(BoardRefused, match="Say why"):
        actions.withdraw_answer(answer_id=given.pk, by=staff, now=NOW)

    for _ in range(2):
        actions.withdraw_answer(answer_id=given.pk, reason="It names a person.", by=staff, now=NOW)

    given.refresh_from_db()
    assert (given.withdrawn_by, given.withdrawal_reason) == (staff, "It names a person.")
    [message] = Message.objects.all()
    assert message.recipient == colleague
    [mail] = composed()
    assert mail.subject == "Your answer on the board was withdrawn"
    assert "Programme staff have withdrawn your answer to “Fruit baskets”" in mail.text
    assert "Ask Mr Lee." in mail.text
    assert "The reason: It names a person." in mail.text


def withdraw_answer(question, asker, given):
    actions.withdraw_answer(answer_id=given.pk, by=given.written_by, now=NOW)


def withdraw_question(question, asker, given):
    actions.withdraw_question(question_id=question.pk, by=asker, now=NOW)


def leave(question, asker, given):
    RoleAssignment.objects.filter(user=asker).update(ends_on=TODAY)


@pytest.mark.parametrize("change", [withdraw_answer, withdraw_question, leave])
def test_answer_is_no_longer_told_when_it_concerns_nobody(question, asker, colleague, change):
    given = answer(question, colleague)

    change(question, asker, given)

    [outcome] = composed()
    assert isinstance(outcome, Unwanted)
