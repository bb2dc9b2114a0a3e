"""The pages of one return: written, read, signed, filed, reopened, corrected."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.actions import Given
from ethics_officers.models import FiledReturn, ReturnFootnote
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    DesignationFactory,
    ReturnQuestionFactory,
    publish,
)
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")


@pytest.fixture
def officer(customs):
    person = PersonFactory(
        name_en="LAM Wai-yee", posting__department=customs, posting__level=Level.SENIOR
    )
    return DesignationFactory(department=customs, person=person).person


@pytest.fixture
def assistant(customs):
    return DesignationFactory(department=customs, capacity="assistant").person


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def asked():
    """A questionnaire with a question of each kind, one of them a figure."""
    figure = ReturnQuestionFactory(figure_of_persons=True, text_en="How many were trained?")
    questionnaire = figure.questionnaire
    ReturnQuestionFactory(questionnaire=questionnaire, number=True, text_en="How many cases?")
    ReturnQuestionFactory(questionnaire=questionnaire, choice=True, text_en="Was it reviewed?")
    ReturnQuestionFactory(
        questionnaire=questionnaire, table=True, text_en="What became?", required=False
    )
    ReturnQuestionFactory(questionnaire=questionnaire, text_en="What worked?")
    return publish(questionnaire)


@pytest.fixture
def annual_return(customs, asked):
    return AnnualReturnFactory(department=customs, questionnaire=asked)


@pytest.fixture
def questions(asked):
    return list(asked.questions.order_by("position"))


def page(name, annual_return, *args):
    return reverse(f"ethics_officers:{name}", args=[annual_return.pk, *args])


def typed(questions, version=1, **changes):
    """What a form sends that is filled in."""
    figure, number, choice, table, text = (question.pk for question in questions)
    return {
        "version": version,
        "notes": "As agreed.",
        f"note-{figure}": "All recruits.",
        f"question-{number}": "12",
        f"question-{choice}": "2",
        f"question-{table}-0-0": "Reviewed",
        f"question-{text}": "Briefings.",
        **changes,
    }


@pytest.fixture
def written(annual_return, questions, officer):
    """The return, with all its answers."""
    _figure, number, choice, _table, text = questions
    actions.save_return(
        return_id=annual_return.pk,
        answers={
            number.pk: Given(12),
            choice.pk: Given("2"),
            text.pk: Given("Secret briefings.", "A note."),
        },
        notes="",
        version=1,
        by=officer.user,
        now=NOW,
    )
    annual_return.refresh_from_db()
    return annual_return


@pytest.fixture
def filed(written, officer):
    return actions.file_return(
        return_id=written.pk, version=written.version, by=officer.user, now=NOW
    )


# Writing -----------------------------------------------------------------------------------------


def test_page_shows_each_figure_with_the_way_to_its_list(sign_in, officer, annual_return, customs):
    was_there(officer, session(at("2025-09-01")), "present")

    text = sign_in(officer).get(page("return-detail", annual_return)).text

    address = reverse("ethics_officers:figure-detail", args=[customs.pk, "persons_trained"])
    assert f"{address}?since=2025-04-01&amp;until=2026-04-01" in text
    assert "1 of 5 answered" in words(text)
    assert "1. How many were trained? needs an answer 1 : what it counts" in words(text)


def test_saving_keeps_the_draft_and_counts_what_is_answered(
    sign_in, assistant, annual_return, questions
):
    response = sign_in(assistant).post(
        page("return-detail", annual_return), typed(questions), follow=True
    )

    assert response.redirect_chain == [(page("return-detail", annual_return), 302)]
    assert "The return is saved. It is not filed yet." in response.text
    assert "5 of 5 answered" in words(response)
    kept = dict(annual_return.answers.values_list("question", "value"))
    given = [None, 12, "2", [["Reviewed", ""]], "Briefings."]
    assert [kept[question.pk] for question in questions] == given


def test_draft_may_be_incomplete(sign_in, officer, annual_return):
    response = sign_in(officer).post(
        page("return-detail", annual_return), {"version": 1, "notes": ""}, follow=True
    )

    assert "1 of 5 answered" in words(response)


def test_wrong_number_is_told_in_a_sentence_and_all_that_was_typed_stays(
    sign_in, officer, annual_return, questions
):
    number = f"question-{questions[1].pk}"

    response = sign_in(officer).post(
        page("return-detail", annual_return), typed(questions, **{number: "a dozen"})
    )

    assert response.status_code == 422
    assert "Write a whole number, in digits." in response.text
    for kept in ("a dozen", "Briefings.", "All recruits.", "Reviewed", "As agreed."):
        assert kept in response.text
    assert not annual_return.answers.exists()


def test_two_people_at_one_return_lose_nothing(
    sign_in, officer, assistant, annual_return, questions
):
    text = f"question-{questions[4].pk}"
    address = page("return-detail", annual_return)
    sign_in(officer).post(address, typed(questions))

    refused = sign_in(assistant).post(address, typed(questions, **{text: "Quizzes."}))

    assert refused.status_code == 422
    assert "LAM Wai-yee 陳大文 saved this on 22 November 2026, 12:00" in refused.text
    assert "Quizzes." in refused.text
    assert [
        (difference.typed, difference.saved) for difference in refused.context["differences"]
    ] == [("Quizzes.", "Briefings.")]
    mine = typed(questions, **{text: "Quizzes."})
    assert sign_in(assistant).post(address, mine).status_code == 422
    again = sign_in(assistant).post(address, mine | {"overwrite": refused.context["stale"].version})
    assert again.status_code == 302
    assert annual_return.answers.get(question=questions[4]).value == "Quizzes."


def test_page_takes_as_many_queries_for_three_answers_as_for_none(
    sign_in, officer, annual_return, questions
):
    client = sign_in(officer)
    for_none = queries_of(client, page("return-detail", annual_return))
    client.post(page("return-detail", annual_return), typed(questions))

    assert queries_of(client, page("return-detail", annual_return)) == for_none


def test_head_reads_the_draft_and_cannot_write_it(sign_in, written, customs):
    client = sign_in(person_with_role(Role.HEAD_OF_DEPARTMENT, customs))

    response = client.get(page("return-detail", written))

    assert "Secret briefings." in response.text
    assert "Save draft" not in response.text
    assert client.post(page("return-detail", written), {"version": 2}).status_code == 403


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_overseers_see_that_a_draft_is_due_and_nothing_of_its_answers(as_role, written, role):
    client = as_role(role)

    response = client.get(page("return-detail", written))

    assert "Due on 30 June 2026." in words(response)
    assert "Secret briefings." not in response.text
    assert client.get(page("return-print", written)).status_code in {403, 404}


def test_print_shows_the_answers_to_be_read(sign_in, assistant, written):
    response = sign_in(assistant).get(page("return-print", written))

    assert "4 of 5 answered" in words(response)
    assert "Secret briefings." in response.text
    assert "2. How many cases? 12" in words(response)
    assert "3. Was it reviewed? No" in words(response)
    assert "4. What became? Not answered." in words(response)


# Signing -----------------------------------------------------------------------------------------


def test_signing_shows_what_is_filed_and_files_it(sign_in, officer, written):
    client, address = sign_in(officer), page("return-file", written)

    asked = client.get(address)
    response = client.post(address, {"version": 2, "is_declared": "on"}, follow=True)

    assert "Secret briefings." in asked.text
    assert response.redirect_chain == [(page("filed-return-detail", written, 1), 302)]
    assert "The return is filed." in response.text
    assert "Signed by LAM Wai-yee" in words(response)
    assert "Filed late" in words(response)
    assert "as filed" in words(response)


def test_signing_without_the_declaration_is_refused(sign_in, officer, written):
    response = sign_in(officer).post(page("return-file", written), {"version": 2})

    assert response.status_code == 422
    assert "Tick this to sign the return." in response.text
    assert not FiledReturn.objects.exists()


def test_signing_names_the_questions_that_lack_an_answer(sign_in, officer, annual_return):
    client, address = sign_in(officer), page("return-file", annual_return)

    response = client.post(address, {"version": 1, "is_declared": "on"})

    assert response.status_code == 422
    assert "3 questions that need an answer have none." in response.text
    assert f"{page('return-detail', annual_return)}#question-2" in response.text


def test_signing_of_what_was_saved_meanwhile_shows_it_first(sign_in, officer, written):
    client, address = sign_in(officer), page("return-file", written)

    refused = client.post(address, {"version": 1, "is_declared": "on"})

    assert refused.status_code == 422
    assert "saved this on" in refused.text
    assert 'name="version" value="2"' in refused.text


def test_signing_twice_leads_to_the_one_filing(sign_in, officer, written):
    client, address = sign_in(officer), page("return-file", written)

    for _ in range(2):
        response = client.post(address, {"version": 2, "is_declared": "on"})

    assert response.url == page("filed-return-detail", written, 1)
    assert FiledReturn.objects.count() == 1
    assert client.get(address).url == page("filed-return-detail", written, 1)
    assert client.get(page("return-detail", written)).url == response.url


def test_saving_after_filing_says_so(sign_in, officer, filed, questions):
    response = sign_in(officer).post(
        page("return-detail", filed.annual_return), typed(questions), follow=True
    )

    assert "This return was filed meanwhile. Nothing was saved." in response.text


# What was filed ----------------------------------------------------------------------------------


def test_filed_page_shows_each_figure_beside_what_it_is_today(sign_in, officer, filed):
    was_there(officer, session(at("2025-09-01")), "present")

    response = sign_in(officer).get(page("filed-return-detail", filed.annual_return, 1))

    assert "Counted today: 1 (+1)" in words(response)


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_overseers_read_what_was_filed_and_that_is_noted(as_role, filed, role):
    response = as_role(role).get(page("filed-return-detail", filed.annual_return, 1))

    assert "Secret briefings." in response.text
    assert AuditEntry.objects.get(action="ethics_officers.filed_return_viewed").details["number"]


def test_filed_page_takes_as_many_queries_for_three_footnotes_as_for_one(
    sign_in, officer, filed, questions
):
    def correct(text):
        actions.add_footnote(
            filed_id=filed.pk, question_id=questions[0].pk, text=text, by=officer.user, now=NOW
        )

    client, address = sign_in(officer), page("filed-return-detail", filed.annual_return, 1)
    correct("One.")
    for_one = queries_of(client, address)
    correct("Two.")
    correct("Three.")

    assert queries_of(client, address) == for_one


def test_footnote_is_shown_beside_the_figure(sign_in, staff, filed, questions):
    address = page("footnote-create", filed.annual_return, 1, questions[0].pk)
    client = sign_in(staff)

    assert "How many were trained? Filed: 0." in words(client.get(address))
    response = client.post(address, {"text": "Three, by the paper lists."}, follow=True)

    assert "Three, by the paper lists." in words(response)
    assert ReturnFootnote.objects.get().written_by == staff.user


def test_footnote_without_words_or_to_no_figure_is_refused(sign_in, officer, filed, questions):
    client = sign_in(officer)
    to_figure = page("footnote-create", filed.annual_return, 1, questions[0].pk)
    to_text = page("footnote-create", filed.annual_return, 1, questions[4].pk)

    assert client.post(to_figure, {"text": " "}).status_code == 422
    refused = client.post(to_text, {"text": "Wrong."})
    assert refused.status_code == 422
    assert "This is not a figure of the return." in refused.text


def test_reopening_lets_the_officer_write_again(sign_in, staff, officer, filed):
    address = page("return-reopen", filed.annual_return)
    client = sign_in(staff)

    unexplained = client.post(address, {"reason": "", "due_on": "2026-12-31"})
    response = client.post(address, {"reason": "Missing.", "due_on": "2026-12-31"}, follow=True)

    assert unexplained.status_code == 422
    assert "The return is open again, and its officers are told." in response.text
    written = sign_in(officer).get(page("return-detail", filed.annual_return))
    assert "on 22 November 2026: Missing." in words(written)
    assert "Secret briefings." in written.text
    assert page("filed-return-detail", filed.annual_return, 1) in written.text


def test_reopening_of_an_open_return_is_refused(sign_in, staff, annual_return):
    response = sign_in(staff).post(
        page("return-reopen", annual_return), {"reason": "Why?", "due_on": "2026-12-31"}
    )

    assert response.status_code == 422
    assert "This return is open already." in response.text


# A department's returns --------------------------------------------------------------------------


def test_returns_of_a_department_are_listed_by_year(sign_in, officer, filed, customs):
    AnnualReturnFactory(department=customs, questionnaire__year=2024)

    response = sign_in(officer).get(
        reverse("ethics_officers:return-of-department", args=[customs.pk])
    )

    listed = [each.questionnaire.year for each in response.context["returns"]]
    assert listed == [2025, 2024]
    assert "Filed on 22 November 2026 by LAM Wai-yee" in words(response)


def test_department_without_returns_says_so(sign_in, officer, customs):
    response = sign_in(officer).get(
        reverse("ethics_officers:return-of-department", args=[customs.pk])
    )

    assert "No annual return has been asked of this department yet." in response.text


# Another department's officer --------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER])
def test_officer_of_another_department_finds_nothing_of_a_return(
    as_role, filed, questions, customs, role
):
    client: Client = as_role(role)
    annual_return = filed.annual_return
    addresses = [
        page("return-detail", annual_return),
        page("return-print", annual_return),
        page("return-file", annual_return),
        page("return-reopen", annual_return),
        page("filed-return-detail", annual_return, 1),
        page("footnote-create", annual_return, 1, questions[0].pk),
        reverse("ethics_officers:return-of-department", args=[customs.pk]),
        reverse("ethics_officers:figure-detail", args=[customs.pk, "persons_trained"])
        + "?since=2025-04-01&until=2026-04-01",
        reverse("ethics_officers:return-list") + "?export=csv",
        reverse("ethics_officers:answers-export", args=[annual_return.questionnaire.pk]),
    ]
    answers = {address: client.get(address).status_code for address in addresses}

    # 403 is said of what the role has no part in at all, whatever the department.
    assert set(answers.values()) <= {403, 404}
    assert [answers[address] for address in addresses[:2]] == [404, 404]
    assert answers[addresses[4]] == answers[addresses[6]] == answers[addresses[7]] == 404


def test_stale_address_is_absent(sign_in, officer, filed):
    client = sign_in(officer)

    stale = reverse("ethics_officers:return-detail", args=[0])
    for address in (page("filed-return-detail", filed.annual_return, 2), stale):
        assert client.get(address).status_code == 404
