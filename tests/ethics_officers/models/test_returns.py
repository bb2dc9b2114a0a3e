"""What the database keeps of questionnaires and returns, whatever the actions do."""

import datetime as dt

import pytest
from django.db import InternalError, connection, transaction

from ethics_officers.models import AnnualReturn, FiledReturn
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    FiledReturnFactory,
    QuestionnaireFactory,
    ReturnAnswerFactory,
    ReturnFootnoteFactory,
    ReturnQuestionFactory,
    ReturnReminderFactory,
    publish,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

STANDS = "ethics_officers_return_question_stands_once_published"


def test_year_has_one_questionnaire():
    QuestionnaireFactory()

    with refused_by("ethics_officers_questionnaire_one_per_year"):
        QuestionnaireFactory()


def test_questionnaire_ends_after_it_starts():
    with refused_by("ethics_officers_questionnaire_ends_after_it_starts"):
        QuestionnaireFactory(ends_on=dt.date(2025, 4, 1), due_on=TODAY)


def test_questionnaire_is_due_after_its_year():
    with refused_by("ethics_officers_questionnaire_due_after_its_year"):
        QuestionnaireFactory(due_on=dt.date(2026, 3, 31))


def test_questionnaire_is_published_by_somebody_at_some_time():
    with refused_by("ethics_officers_questionnaire_published_by_and_when"):
        QuestionnaireFactory(published_at=NOW)


@pytest.mark.parametrize("change", ["save", "delete"])
def test_published_questionnaire_stands(change):
    questionnaire = publish(QuestionnaireFactory())

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        getattr(questionnaire, change)()


def test_questions_of_a_published_questionnaire_stand():
    question = ReturnQuestionFactory()
    publish(question.questionnaire)

    with refused_by(STANDS):
        ReturnQuestionFactory(questionnaire=question.questionnaire)
    with refused_by(STANDS):
        question.save()
    with refused_by(STANDS):
        question.delete()


def test_question_cannot_be_moved_into_a_published_questionnaire():
    question, published = ReturnQuestionFactory(), publish(QuestionnaireFactory(year=2024))
    question.questionnaire = published

    with refused_by(STANDS):
        question.save()


def test_question_is_placed_once():
    question = ReturnQuestionFactory()

    with refused_by("ethics_officers_return_question_placed_once"):
        ReturnQuestionFactory(questionnaire=question.questionnaire, position=question.position)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"figure": "activities"}, "figure_is_a_number"),
        ({"feeds": "lessons", "kind": "number"}, "only_a_text_feeds"),
        ({"kind": "choice"}, "offers_choices"),
        ({"kind": "table"}, "table_has_columns"),
    ],
)
def test_question_has_what_its_kind_needs(fields, constraint):
    with refused_by(f"ethics_officers_return_question_{constraint}"):
        ReturnQuestionFactory(**fields)


def test_department_has_one_return_a_year():
    annual_return = AnnualReturnFactory()

    with refused_by("ethics_officers_annual_return_one_per_department"):
        AnnualReturnFactory(
            questionnaire=annual_return.questionnaire, department=annual_return.department
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"reopened_at": NOW}, "reopened_by_and_when"),
        ({"status": "reopened"}, "reopened_says_why"),
        ({"changed_at": NOW}, "changed_by_and_when"),
    ],
)
def test_return_keeps_who_and_when_and_why(fields, constraint):
    with refused_by(f"ethics_officers_annual_return_{constraint}"):
        AnnualReturnFactory(**fields)


def test_question_of_a_return_has_one_answer():
    answer = ReturnAnswerFactory()

    with refused_by("ethics_officers_return_answer_once_per_question"):
        ReturnAnswerFactory(annual_return=answer.annual_return, question=answer.question)


def test_filings_of_a_return_are_numbered():
    filed = FiledReturnFactory()

    with refused_by("ethics_officers_filed_return_numbered_once"):
        FiledReturnFactory(annual_return=filed.annual_return)


def test_filing_has_a_hash():
    with refused_by("ethics_officers_filed_return_hashed"):
        FiledReturnFactory(sha256="")


@pytest.mark.parametrize("factory", [FiledReturnFactory, ReturnFootnoteFactory])
@pytest.mark.parametrize("change", ["save", "delete"])
def test_what_is_filed_and_footnoted_is_never_changed(factory, change):
    made = factory()

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        getattr(made, change)()


def test_what_is_filed_is_not_changed_in_bulk_either():
    FiledReturnFactory()

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        FiledReturn.objects.update(content={})


def test_footnote_says_something():
    with refused_by("ethics_officers_return_footnote_says_something"):
        ReturnFootnoteFactory(text="")


def test_reminder_is_given_once():
    reminder = ReturnReminderFactory()

    with refused_by("ethics_officers_return_reminder_once"):
        ReturnReminderFactory(annual_return=reminder.annual_return, recipient=reminder.recipient)


def test_return_is_late_from_the_day_after_its_due_day_until_it_is_filed():
    due_on = dt.date(2026, 6, 30)
    annual_return = AnnualReturnFactory(due_on=due_on)

    assert not annual_return.is_late(due_on)
    assert annual_return.is_late(due_on + dt.timedelta(days=1))
    assert list(AnnualReturn.objects.late(due_on)) == []
    assert list(AnnualReturn.objects.late(due_on + dt.timedelta(days=1))) == [annual_return]
    annual_return.status = "filed"
    assert not annual_return.is_late(TODAY)
