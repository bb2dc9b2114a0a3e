"""Writing a questionnaire and publishing it."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import AnnualReturn, Questionnaire, ReturnQuestion
from ethics_officers.rules.returns import QuestionnaireRefused
from people.roles import Role
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import QuestionnaireFactory, ReturnQuestionFactory, publish
from tests.factories import DepartmentFactory, person_with_role

pytestmark = pytest.mark.django_db

DUE = dt.date(2026, 12, 31)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def create(by, **values):
    asked = {"basis": "financial", "year": 2025, "due_on": DUE, **values}
    return actions.create_questionnaire(by=by, now=NOW, **asked)


def asked_by(questionnaire):
    return [question.text_en for question in questionnaire.questions.order_by("position")]


@pytest.mark.parametrize(
    ("basis", "starts_on", "ends_on"),
    [
        ("financial", dt.date(2025, 4, 1), dt.date(2026, 4, 1)),
        ("calendar", dt.date(2025, 1, 1), dt.date(2026, 1, 1)),
    ],
)
def test_create_drafts_the_questionnaire_of_a_year(staff, basis, starts_on, ends_on):
    made = create(staff, basis=basis)

    assert (made.starts_on, made.ends_on, made.published_at) == (starts_on, ends_on, None)
    assert AuditEntry.objects.get().action == "ethics_officers.questionnaire_created"


def test_create_copies_the_questions_of_another_year_with_all_they_hold(staff):
    last = QuestionnaireFactory(year=2024)
    for trait in ("figure_of_persons", "choice", "table"):
        ReturnQuestionFactory(questionnaire=last, **{trait: True})
    publish(last)

    made = create(staff, copied_from=last)

    fields = ("position", "kind", "text_zh_hant", "figure", "choices", "columns")
    assert list(made.questions.values_list(*fields)) == list(last.questions.values_list(*fields))
    assert made.questions.count() == last.questions.count() == 3


def test_create_twice_for_a_year_is_refused(staff):
    create(staff)

    with pytest.raises(QuestionnaireRefused, match="questionnaire for 2025–26 already"):
        create(staff)


def test_create_with_a_due_date_in_the_year_is_refused(staff):
    with pytest.raises(QuestionnaireRefused, match="The year ends on 31 March 2026"):
        create(staff, due_on=dt.date(2026, 3, 31))


def test_save_adds_a_question_at_the_end_and_makes_the_simplified_text(staff):
    questionnaire = QuestionnaireFactory()
    ReturnQuestionFactory(questionnaire=questionnaire, position=7)
    question = ReturnQuestion(
        questionnaire=questionnaire, kind="text", text_en="Why?", text_zh_hant="為甚麼沒有檢討？"
    )

    saved = actions.save_question(question=question, by=staff, now=NOW)

    assert (saved.position, saved.text_zh_hans) == (8, "为甚么没有检讨？")


def test_move_takes_a_question_up_and_down_and_no_further(staff):
    questionnaire = QuestionnaireFactory()
    one, two, three = (
        ReturnQuestionFactory(questionnaire=questionnaire, text_en=text)
        for text in ("one", "two", "three")
    )

    actions.move_question(question_id=three.pk, places=-1, by=staff, now=NOW)
    actions.move_question(question_id=one.pk, places=-1, by=staff, now=NOW)

    assert asked_by(questionnaire) == ["one", "three", "two"]
    actions.move_question(question_id=two.pk, places=1, by=staff, now=NOW)
    assert asked_by(questionnaire) == ["one", "three", "two"]


def test_remove_takes_a_question_out_once(staff):
    question = ReturnQuestionFactory()

    for _ in range(2):
        actions.remove_question(question_id=question.pk, by=staff, now=NOW)

    assert not ReturnQuestion.objects.exists()


def test_publish_opens_a_return_for_each_department_that_exists(staff):
    questionnaire = ReturnQuestionFactory(questionnaire__due_on=DUE).questionnaire
    DepartmentFactory(ends_on=TODAY)
    DepartmentFactory(starts_on=TODAY + dt.timedelta(days=1))
    existing = DepartmentFactory()

    for _ in range(2):
        actions.publish_questionnaire(questionnaire_id=questionnaire.pk, by=staff, now=NOW)

    returns = AnnualReturn.objects.filter(questionnaire=questionnaire)
    assert {each.department for each in returns} == {
        existing,
        staff.person.postings.get().department,
    }
    assert {(each.status, each.due_on) for each in returns} == {("open", DUE)}
    questionnaire.refresh_from_db()
    assert (questionnaire.published_at, questionnaire.published_by) == (NOW, staff)


def test_publish_of_what_asks_nothing_is_refused(staff):
    with pytest.raises(QuestionnaireRefused, match="asks nothing yet"):
        actions.publish_questionnaire(
            questionnaire_id=QuestionnaireFactory(due_on=DUE).pk, by=staff, now=NOW
        )


def test_publish_of_what_is_due_in_the_past_is_refused(staff):
    questionnaire = ReturnQuestionFactory(questionnaire__due_on=DUE).questionnaire

    with pytest.raises(QuestionnaireRefused, match="31 December 2026, is past"):
        actions.publish_questionnaire(
            questionnaire_id=questionnaire.pk, by=staff, now=at("2027-01-01")
        )


def test_nothing_changes_after_publication(staff):
    question = ReturnQuestionFactory()
    questionnaire = publish(question.questionnaire)
    changes = [
        lambda: actions.change_due_date(
            questionnaire_id=questionnaire.pk, due_on=DUE, by=staff, now=NOW
        ),
        lambda: actions.save_question(question=question, by=staff, now=NOW),
        lambda: actions.move_question(question_id=question.pk, places=1, by=staff, now=NOW),
        lambda: actions.remove_question(question_id=question.pk, by=staff, now=NOW),
    ]

    for change in changes:
        with pytest.raises(QuestionnaireRefused, match="is published"):
            change()


@pytest.mark.parametrize("role", [Role.ICAC_STAFF, Role.ETHICS_OFFICER, Role.AUDITOR])
def test_questionnaires_are_for_programme_staff_to_write(role):
    by = person_with_role(role).user
    question = ReturnQuestionFactory()

    with pytest.raises(PermissionRefused):
        create(by, year=2020)
    with pytest.raises(PermissionRefused):
        actions.publish_questionnaire(questionnaire_id=question.questionnaire_id, by=by, now=NOW)
    with pytest.raises(PermissionRefused):
        actions.remove_question(question_id=question.pk, by=by, now=NOW)
    assert Questionnaire.objects.get().published_at is None
