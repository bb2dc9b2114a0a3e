"""The pages on which programme staff write a questionnaire and publish it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import AnnualReturn, Questionnaire, ReturnQuestion
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import QuestionnaireFactory, ReturnQuestionFactory, publish
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DUE = dt.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def page(name, *args):
    return reverse(f"ethics_officers:{name}", args=args)


def question(**changes):
    return {
        "kind": "text",
        "required": "on",
        "text_en": "What worked well?",
        "text_zh_hant": "哪些工作成效良好？",
        "text_zh_hans": "",
        "help_en": "",
        "help_zh_hant": "",
        "help_zh_hans": "",
        "figure": "",
        "choices": "",
        "columns": "",
        **changes,
    }


def test_list_shows_drafts_and_published_ones(staff):
    QuestionnaireFactory(year=2026)
    publish(QuestionnaireFactory(year=2025))

    response = staff.get(page("questionnaire-list"))

    assert "2026–27" in response.text
    assert words(response).index("Draft") < words(response).index("Published")


def test_list_takes_as_many_queries_for_three_as_for_one(staff):
    QuestionnaireFactory(year=2026)
    for_one = queries_of(staff, page("questionnaire-list"))
    QuestionnaireFactory(year=2025)
    QuestionnaireFactory(year=2024)

    assert queries_of(staff, page("questionnaire-list")) == for_one


def test_creating_begins_with_the_questions_of_last_year(staff):
    last = ReturnQuestionFactory(questionnaire__year=2024).questionnaire

    asked = staff.get(page("questionnaire-create"))
    response = staff.post(
        page("questionnaire-create"),
        {"basis": "financial", "year": "2025", "due_on": "2026-06-30", "copied_from": last.pk},
    )

    assert asked.context["form"].initial["copied_from"] == last.pk
    made = Questionnaire.objects.get(year=2025)
    assert response.url == page("questionnaire-detail", made.pk)
    assert made.questions.get().text_en == last.questions.get().text_en


def test_creating_a_second_one_for_the_year_says_why_not_and_keeps_what_was_typed(staff):
    QuestionnaireFactory()

    response = staff.post(
        page("questionnaire-create"),
        {"basis": "financial", "year": "2025", "due_on": "2026-06-30", "copied_from": ""},
    )

    assert response.status_code == 422
    assert "There is a questionnaire for 2025–26 already." in response.text
    assert 'value="2026-06-30"' in response.text


def test_question_of_a_choice_keeps_its_choices_in_three_scripts(staff):
    questionnaire = QuestionnaireFactory()

    staff.post(
        page("question-create", questionnaire.pk),
        question(kind="choice", choices="Yes | 檢討\nNo | 沒有 | 没有了"),
    )

    assert ReturnQuestion.objects.get().choices == [
        {"key": "1", "en": "Yes", "zh_hant": "檢討", "zh_hans": "检讨"},
        {"key": "2", "en": "No", "zh_hant": "沒有", "zh_hans": "没有了"},
    ]


def test_question_can_be_changed_as_it_was_written(staff):
    made = ReturnQuestionFactory(table=True)

    asked = staff.get(page("question-edit", made.pk))
    response = staff.post(
        page("question-edit", made.pk),
        question(
            kind="table", choices="Licences | 發牌", columns="Done | 已完成", help_en="Briefly"
        ),
    )

    assert "Licences | 發牌" in asked.text
    assert response.status_code == 302
    made.refresh_from_db()
    assert (len(made.columns), made.help_en) == (1, "Briefly")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "choice", "choices": "Yes | 是"}, "Write two choices at least, one a line."),
        ({"kind": "choice", "choices": "Yes\nNo"}, "is not English and Chinese."),
        ({"kind": "table"}, "Write one column at least."),
        ({"figure": "activities"}, "Only a number can be filled in."),
        ({"choices": "Yes | 是"}, "This kind of question has no choices."),
        ({"columns": "Yes | 是"}, "Only a table has columns."),
        ({"text_zh_hant": ""}, "Please fill this in."),
    ],
)
def test_question_that_does_not_fit_its_kind_is_refused_with_how_to_mend_it(
    staff, changes, sentence
):
    questionnaire = QuestionnaireFactory()

    response = staff.post(page("question-create", questionnaire.pk), question(**changes))

    assert response.status_code == 422
    assert sentence in response.text
    assert not ReturnQuestion.objects.exists()


def test_questions_are_moved_and_taken_out(staff):
    one = ReturnQuestionFactory()
    two = ReturnQuestionFactory(questionnaire=one.questionnaire)
    detail = page("questionnaire-detail", one.questionnaire_id)

    moved = staff.post(page("question-move", two.pk), {"to": "up"})
    asked = staff.get(page("question-remove", one.pk))
    removed = staff.post(page("question-remove", one.pk), follow=True)

    assert (moved.url, removed.redirect_chain) == (detail, [(detail, 302)])
    assert "One question is taken out of the draft" in asked.text
    assert list(ReturnQuestion.objects.all()) == [two]


def test_due_date_of_a_draft_is_changed_on_its_page(staff):
    questionnaire = QuestionnaireFactory()
    address = page("questionnaire-detail", questionnaire.pk)

    staff.post(address, {"due_on": "2026-12-31"})
    refused = staff.post(address, {"due_on": "2026-01-01"})

    questionnaire.refresh_from_db()
    assert (questionnaire.due_on, refused.status_code) == (DUE, 422)
    assert "The year ends on 31 March 2026." in refused.text


def test_preview_shows_the_form_as_the_officer_sees_it(staff):
    made = ReturnQuestionFactory(table=True)
    ReturnQuestionFactory(questionnaire=made.questionnaire, figure_of_persons=True)

    response = staff.get(page("questionnaire-preview", made.questionnaire_id))

    assert f'name="question-{made.pk}-0-1"' in response.text
    assert "People who were at one meeting of a session or more" in response.text


def test_publishing_says_how_many_it_touches_and_opens_the_returns(staff):
    questionnaire = ReturnQuestionFactory(questionnaire__due_on=DUE).questionnaire
    address = page("questionnaire-publish", questionnaire.pk)

    asked = staff.get(address)
    response = staff.post(address, follow=True)

    assert "of 1 questions, opens for each of 1 departments, due on 31 December 2026" in words(
        asked
    )
    assert "It is published" in response.text
    assert page("question-create", questionnaire.pk) not in response.text
    assert AnnualReturn.objects.count() == 1


def test_publishing_of_what_asks_nothing_says_why_not(staff):
    response = staff.post(page("questionnaire-publish", QuestionnaireFactory(due_on=DUE).pk))

    assert response.status_code == 422
    assert "It asks nothing yet." in response.text


def test_changing_a_published_question_says_why_not(staff):
    made = ReturnQuestionFactory()
    publish(made.questionnaire)

    changed = staff.post(page("question-edit", made.pk), question())
    moved = staff.post(page("question-move", made.pk), {"to": "up"}, follow=True)
    removed = staff.post(page("question-remove", made.pk), follow=True)

    assert changed.status_code == 422
    for response in (changed, moved, removed):
        assert "This questionnaire is published" in response.text


def test_overseers_read_questionnaires_and_change_nothing(as_role):
    questionnaire = ReturnQuestionFactory(questionnaire__due_on=DUE).questionnaire
    client = as_role(Role.ICAC_STAFF)
    detail = page("questionnaire-detail", questionnaire.pk)

    assert page("questionnaire-publish", questionnaire.pk) not in client.get(detail).text
    assert client.post(detail, {"due_on": "2027-01-01"}).status_code == 403


def test_text_may_be_gathered_for_reports_and_nothing_else(staff):
    questionnaire = QuestionnaireFactory()
    url = page("question-create", questionnaire.pk)

    refused = staff.post(url, question(kind="number", feeds="lessons"))
    staff.post(url, question(feeds="lessons"))

    assert refused.status_code == 422
    assert "Only a text is gathered. Choose “Not gathered” here." in words(refused)
    assert ReturnQuestion.objects.get().feeds == "lessons"
    assert "Text · Lessons learned · needs an answer" in words(
        staff.get(page("questionnaire-detail", questionnaire.pk))
    )
