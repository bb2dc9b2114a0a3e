"""Writing the questionnaire of a year, and publishing it: then a return opens everywhere."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from core import audit
from core.chinese import simplified
from core.days import day_of
from ethics_officers import permissions
from ethics_officers.models import AnnualReturn, Questionnaire, ReturnQuestion, first_day
from ethics_officers.rules import returns as rules
from people.models import Department, User


@transaction.atomic
def create_questionnaire(
    *,
    basis: str,
    year: int,
    due_on: dt.date,
    by: User,
    now: dt.datetime,
    copied_from: Questionnaire | None = None,
) -> Questionnaire:
    """Draft the questionnaire of a year, with the questions of another if one is given.

    Raises QuestionnaireRefused if the year has one, or the due date is not after the year.
    """
    permissions.check_can_manage_programmes(by)
    rules.check_year_is_free(Questionnaire.objects.filter(basis=basis, year=year).first())
    starts_on, ends_on = first_day(basis, year), first_day(basis, year + 1)
    rules.check_due_after_its_year(due_on, ends_on)

    questionnaire = Questionnaire.objects.create(
        basis=basis, year=year, starts_on=starts_on, ends_on=ends_on, due_on=due_on
    )
    if copied_from:
        questions = list(copied_from.questions.order_by("position", "pk"))
        for question in questions:
            question.pk, question.questionnaire = None, questionnaire
        ReturnQuestion.objects.bulk_create(questions)

    audit.record(by, "ethics_officers.questionnaire_created", questionnaire, at=now)
    return questionnaire


@transaction.atomic
def change_due_date(
    *, questionnaire_id: int, due_on: dt.date, by: User, now: dt.datetime
) -> Questionnaire:
    """Give a questionnaire that is not published yet another due date."""
    questionnaire = _locked(questionnaire_id, by)
    rules.check_due_after_its_year(due_on, questionnaire.ends_on)

    questionnaire.due_on = due_on
    questionnaire.save(update_fields=["due_on"])

    audit.record(by, "ethics_officers.questionnaire_changed", questionnaire, at=now)
    return questionnaire


@transaction.atomic
def save_question(*, question: ReturnQuestion, by: User, now: dt.datetime) -> ReturnQuestion:
    """Add a question at the end of a questionnaire, or change one, with its Simplified Chinese."""
    questionnaire = _locked(question.questionnaire_id, by)

    before = ReturnQuestion.objects.filter(pk=question.pk).first()
    for field in ("text", "help"):
        script = simplified(
            getattr(question, f"{field}_zh_hant"),
            getattr(question, f"{field}_zh_hans"),
            before=getattr(before, f"{field}_zh_hant") if before else "",
        )
        setattr(question, f"{field}_zh_hans", script)
    if before is None:
        last = questionnaire.questions.aggregate(last=Max("position"))["last"]
        question.position = (last or 0) + 1
    question.save()

    audit.record(by, "ethics_officers.question_saved", questionnaire, at=now, question=question.pk)
    return question


@transaction.atomic
def move_question(*, question_id: int, places: int, by: User, now: dt.datetime) -> None:
    """Move a question so many places down its questionnaire, or up if that is less than nought."""
    question = ReturnQuestion.objects.get(pk=question_id)
    questionnaire = _locked(question.questionnaire_id, by)
    questions = list(questionnaire.questions.order_by("position", "pk"))
    at = questions.index(question)
    to = min(max(at + places, 0), len(questions) - 1)
    questions.insert(to, questions.pop(at))

    for position, each in enumerate(questions, start=1):
        each.position = position
    ReturnQuestion.objects.bulk_update(questions, ["position"])

    audit.record(by, "ethics_officers.question_moved", questionnaire, at=now, question=question.pk)


@transaction.atomic
def remove_question(*, question_id: int, by: User, now: dt.datetime) -> None:
    """Take a question out of a questionnaire that is not published. Safe to repeat."""
    permissions.check_can_manage_programmes(by)
    question = ReturnQuestion.objects.filter(pk=question_id).first()
    if question is None:
        return
    questionnaire = _locked(question.questionnaire_id, by)

    audit.record(
        by, "ethics_officers.question_removed", questionnaire, at=now, question=question.pk
    )
    question.delete()


@transaction.atomic
def publish_questionnaire(*, questionnaire_id: int, by: User, now: dt.datetime) -> Questionnaire:
    """Let a questionnaire stand, and open a return for each department that exists that day.

    Safe to repeat. Raises QuestionnaireRefused if it asks nothing, or is due in the past.
    """
    permissions.check_can_manage_programmes(by)
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire_id)
    if questionnaire.published_at:
        return questionnaire
    today = day_of(now)
    rules.check_can_be_published(questionnaire, questionnaire.questions.count(), today)

    questionnaire.published_at, questionnaire.published_by = now, by
    questionnaire.save(update_fields=["published_at", "published_by"])
    departments = Department.objects.current(today).order_by("pk")
    AnnualReturn.objects.bulk_create(
        AnnualReturn(
            questionnaire=questionnaire, department=department, due_on=questionnaire.due_on
        )
        for department in departments
    )

    audit.record(
        by,
        "ethics_officers.questionnaire_published",
        questionnaire,
        at=now,
        departments=len(departments),
    )
    return questionnaire


def _locked(questionnaire_id: int, by: User) -> Questionnaire:
    permissions.check_can_manage_programmes(by)
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire_id)
    rules.check_can_be_changed(questionnaire)
    return questionnaire
