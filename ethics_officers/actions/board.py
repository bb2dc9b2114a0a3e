"""Asking the network, answering, closing a question, taking one's words back."""

import datetime as dt

from django.db import transaction

from core import audit
from ethics_officers import emails, permissions, rules
from ethics_officers.models import BoardAnswer, BoardQuestion
from people.models import User
from people.roles import Permission
from publications.models import Topic


@transaction.atomic
def ask_network(
    *, title: str, text: str, topic: Topic | None = None, by: User, now: dt.datetime
) -> BoardQuestion:
    """Put a question to the network.

    Safe to repeat: the same words of the same person again are the same question.
    """
    permissions.check_can_use_network(by)
    # Locked, so that of two forms sent at once the second sees what the first has asked.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    asked = BoardQuestion.objects.standing().filter(asked_by=by, title=title, text=text)
    if question := asked.first():
        return question

    question = BoardQuestion(
        title=title, text=text, topic=topic, department_id=_department_of(by),
        asked_at=now, asked_by=by,
    )  # fmt: skip
    question.search_text = question.searchable()
    question.save()

    audit.record(by, "ethics_officers.question_asked", question, at=now)
    return question


@transaction.atomic
def answer_question(*, question_id: int, text: str, by: User, now: dt.datetime) -> BoardAnswer:
    """Answer a question; for ICAC, if that is whom the writer speaks for now. The asker is told.

    Safe to repeat: the same words of the same person again are the same answer. Raises
    BoardRefused if the question was closed or withdrawn.
    """
    permissions.check_can_use_network(by)
    question = BoardQuestion.objects.select_for_update().get(pk=question_id)
    if given := question.answers.standing().filter(written_by=by, text=text).first():
        return given
    rules.check_takes_answers(question)

    answer = question.answers.create(
        text=text, for_icac=permissions.can_answer_for_icac(by), written_at=now, written_by=by
    )

    audit.record(by, "ethics_officers.question_answered", answer, at=now, for_icac=answer.for_icac)
    emails.question_answered(answer, now=now)
    return answer


@transaction.atomic
def close_question(*, question_id: int, by: User, now: dt.datetime) -> BoardQuestion:
    """Close a question: it takes no more answers. Safe to repeat."""
    return _tend(question_id, BoardQuestion.Status.CLOSED, "question_closed", by, now)


@transaction.atomic
def reopen_question(*, question_id: int, by: User, now: dt.datetime) -> BoardQuestion:
    """Open a question again that was closed. Safe to repeat."""
    return _tend(question_id, BoardQuestion.Status.OPEN, "question_reopened", by, now)


@transaction.atomic
def withdraw_question(
    *, question_id: int, reason: str = "", by: User, now: dt.datetime
) -> BoardQuestion:
    """Take a question back: its words are shown to nobody, its answers stay. Safe to repeat.

    Staff withdraw what others asked with a reason, which who asked is told.
    """
    question = BoardQuestion.objects.select_for_update().get(pk=question_id)
    permissions.check_can_tend_what_is_of(by, question.asked_by)
    if question.status == BoardQuestion.Status.WITHDRAWN:
        return question
    rules.check_reason_is_given(question.asked_by, by, reason)

    of_others = by != question.asked_by
    question.status = BoardQuestion.Status.WITHDRAWN
    question.withdrawal_reason = reason if of_others else ""
    question.search_text = question.searchable()
    question.save(update_fields=["status", "withdrawal_reason", "search_text"])

    audit.record(by, "ethics_officers.question_withdrawn", question, at=now, of_others=of_others)
    if of_others:
        emails.question_withdrawn(question, now=now)
    return question


@transaction.atomic
def withdraw_answer(*, answer_id: int, reason: str = "", by: User, now: dt.datetime) -> BoardAnswer:
    """Take an answer back; a line stays that says so. Safe to repeat.

    Staff withdraw what others wrote with a reason, which who wrote it is told.
    """
    answer = BoardAnswer.objects.select_for_update().get(pk=answer_id)
    permissions.check_can_tend_what_is_of(by, answer.written_by)
    if answer.withdrawn_at is not None:
        return answer
    rules.check_reason_is_given(answer.written_by, by, reason)

    of_others = by != answer.written_by
    answer.withdrawn_at, answer.withdrawn_by = now, by
    answer.withdrawal_reason = reason if of_others else ""
    answer.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])

    audit.record(by, "ethics_officers.answer_withdrawn", answer, at=now, of_others=of_others)
    if of_others:
        emails.answer_withdrawn(answer, now=now)
    return answer


def _tend(question_id: int, status: str, said: str, by: User, now: dt.datetime) -> BoardQuestion:
    question = BoardQuestion.objects.select_for_update().get(pk=question_id)
    permissions.check_can_tend_what_is_of(by, question.asked_by)
    if question.status == status:
        return question
    rules.check_question_stands(question)

    question.status = status
    question.save(update_fields=["status"])

    audit.record(by, f"ethics_officers.{said}", question, at=now)
    return question


def _department_of(user: User) -> int | None:
    """Give the department somebody is in the network for; staff are there for none."""
    departments = user.departments_with(Permission.USE_NETWORK)
    person = getattr(user, "person", None)
    posting = person.current_posting if person else None
    if posting and posting.department_id in departments:
        return int(posting.department_id)
    return min(departments, default=None)
