"""Writing, filing, reopening and correcting a return."""

import datetime as dt
import hashlib
import json

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from core.versions import Stale
from ethics_officers import actions
from ethics_officers.actions import Given
from ethics_officers.models import FiledReturn
from ethics_officers.queries import returns as queries
from ethics_officers.rules.returns import ReturnRefused
from notifications.models import Message
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

pytestmark = pytest.mark.django_db

ON_TIME = at("2026-06-30", "23:59")
LATE = at("2026-07-01", "00:00")


@pytest.fixture
def customs():
    return DepartmentFactory(code="CUSTOMS", name_en="Customs", name_zh_hant="香港海關")


@pytest.fixture
def officer(customs):
    person = PersonFactory(
        name_en="LAM Wai-yee",
        name_zh="林慧儀",
        posting__department=customs,
        posting__level=Level.SENIOR,
    )
    DesignationFactory(department=customs, person=person, post_title="Assistant Commissioner")
    return person.user


@pytest.fixture
def assistant(customs):
    return DesignationFactory(department=customs, capacity="assistant").person.user


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def questions():
    """A figure, a number, a choice, a table that may be left out, and a text."""
    figure = ReturnQuestionFactory(figure_of_persons=True)
    asked = figure.questionnaire
    made = {
        "figure": figure,
        "number": ReturnQuestionFactory(questionnaire=asked, number=True),
        "choice": ReturnQuestionFactory(questionnaire=asked, choice=True),
        "table": ReturnQuestionFactory(questionnaire=asked, table=True, required=False),
        "text": ReturnQuestionFactory(questionnaire=asked),
    }
    publish(asked)
    return made


@pytest.fixture
def annual_return(customs, questions):
    return AnnualReturnFactory(department=customs, questionnaire=questions["figure"].questionnaire)


@pytest.fixture
def trained(customs):
    """Two people of the department who attended a session in the year."""
    people = PersonFactory.create_batch(2, posting__department=customs)
    made = session(at("2025-09-01"))
    for person in people:
        was_there(person, made, "present")
    return people


def answers(questions, **given):
    values = {"number": 0, "choice": "2", "text": "Briefings.", **given}
    return {questions[name].pk: Given(value) for name, value in values.items()}


def save(annual_return, by, given, version=1, now=NOW, notes=""):
    return actions.save_return(
        return_id=annual_return.pk,
        answers=given,
        notes=notes,
        version=version,
        by=by,
        now=now,
    )


def file(annual_return, by, now=ON_TIME):
    annual_return.refresh_from_db()
    return actions.file_return(
        return_id=annual_return.pk, version=annual_return.version, by=by, now=now
    )


# Writing -----------------------------------------------------------------------------------------


def test_save_keeps_what_is_written_so_far(annual_return, questions, assistant):
    given = {
        questions["text"].pk: Given("Briefings.", "At shift change."),
        questions["number"].pk: Given(None),
    }

    save(annual_return, assistant, given, notes="More to come.")

    kept = annual_return.answers.values_list("question", "value", "note").order_by("question")
    assert list(kept) == [
        (questions["number"].pk, None, ""),
        (questions["text"].pk, "Briefings.", "At shift change."),
    ]
    annual_return.refresh_from_db()
    assert (annual_return.notes, annual_return.version) == ("More to come.", 2)
    assert (annual_return.changed_by, annual_return.status) == (assistant, "open")


def test_save_again_replaces_the_answers(annual_return, questions, officer):
    save(annual_return, officer, answers(questions))
    save(annual_return, officer, answers(questions, number=12), version=2)

    assert annual_return.answers.get(question=questions["number"]).value == 12


def test_save_never_writes_a_figure_and_keeps_the_note_beside_it(annual_return, questions, officer):
    save(annual_return, officer, {questions["figure"].pk: Given(999, "Two courses fell through.")})

    answer = annual_return.answers.get()
    assert (answer.value, answer.note) == (None, "Two courses fell through.")


def test_save_ignores_questions_of_other_years(annual_return, officer):
    other = ReturnQuestionFactory(questionnaire__year=2020)

    save(annual_return, officer, {other.pk: Given("x")})

    assert not annual_return.answers.exists()


def test_save_of_an_old_view_is_refused_with_who_saved_meanwhile(
    annual_return, questions, officer, assistant
):
    save(annual_return, officer, answers(questions))

    with pytest.raises(Stale, match=r"LAM Wai-yee .* on 22 November 2026, 12:00"):
        save(annual_return, assistant, answers(questions, number=9))
    assert annual_return.answers.get(question=questions["number"]).value == 0


@pytest.mark.parametrize("role", [Role.HEAD_OF_DEPARTMENT, Role.TRAINING_COORDINATOR])
def test_save_is_for_the_officers_of_the_department(annual_return, role, customs):
    for by in (
        person_with_role(role, customs).user,
        person_with_role(Role.ETHICS_OFFICER).user,
        person_with_role(Role.PROGRAMME_STAFF).user,
    ):
        with pytest.raises(PermissionRefused):
            save(annual_return, by, {})


# Filing ------------------------------------------------------------------------------------------


def test_file_freezes_the_answers_and_the_figures(annual_return, questions, officer, trained):
    given = answers(questions, number=12, table=[["Review", ""]])
    given[questions["figure"].pk] = Given(None, "All of them recruits.")
    save(annual_return, officer, given, notes="As agreed.")

    filed = file(annual_return, officer)

    annual_return.refresh_from_db()
    assert (annual_return.status, filed.number, filed.was_late) == ("filed", 1, False)
    assert (filed.filed_by, filed.filed_at) == (officer, ON_TIME)
    assert filed.signed_as == "LAM Wai-yee 林慧儀, Assistant Commissioner"
    content = FiledReturn.objects.get().content
    assert [each["value"] for each in content["answers"]] == [
        2,
        12,
        "2",
        [["Review", ""]],
        "Briefings.",
    ]
    assert content["answers"][0]["note"] == "All of them recruits."
    assert content["notes"] == "As agreed."
    assert content["department"] == {
        "id": annual_return.department.pk,
        "code": "CUSTOMS",
        "name_en": "Customs",
        "name_zh_hant": "香港海關",
        "name_zh_hans": annual_return.department.name_zh_hans,
    }
    figure = content["answers"][0]["figure"]
    assert (figure["key"], figure["starts_on"], figure["ends_on"]) == (
        "persons_trained",
        "2025-04-01",
        "2026-04-01",
    )
    entry = AuditEntry.objects.get(action="ethics_officers.return_filed")
    assert entry.details == {"number": 1, "sha256": filed.sha256}


def test_file_hashes_the_content_as_it_is_kept(annual_return, questions, officer):
    save(annual_return, officer, answers(questions, text="利益衝突"))

    file(annual_return, officer)

    kept = FiledReturn.objects.get()
    written = json.dumps(
        kept.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    assert kept.sha256 == hashlib.sha256(written).hexdigest()


def test_file_counts_the_figures_at_that_moment(annual_return, questions, officer, trained):
    save(annual_return, officer, answers(questions))
    was_there(officer.person, session(at("2026-01-05")), "present")

    filed = file(annual_return, officer)

    assert filed.content["answers"][0]["value"] == 3


def test_file_twice_is_one_filing(annual_return, questions, officer):
    save(annual_return, officer, answers(questions))
    stale = annual_return.version

    first = file(annual_return, officer)
    again = actions.file_return(return_id=annual_return.pk, version=stale, by=officer, now=LATE)

    assert (again, FiledReturn.objects.count()) == (first, 1)


def test_file_of_what_lacks_answers_is_refused_with_how_many(annual_return, questions, officer):
    save(annual_return, officer, answers(questions, number=None, text=""))

    with pytest.raises(ReturnRefused, match="2 questions that need an answer have none"):
        file(annual_return, officer)
    assert not FiledReturn.objects.exists()


def test_file_before_the_year_ends_is_refused(annual_return, questions, officer):
    save(annual_return, officer, answers(questions))

    with pytest.raises(ReturnRefused, match="can be filed from 1 April 2026 on"):
        file(annual_return, officer, now=at("2026-03-31", "23:59"))


def test_file_of_another_version_than_was_read_is_refused(
    annual_return, questions, officer, assistant
):
    save(annual_return, assistant, answers(questions))

    with pytest.raises(Stale):
        actions.file_return(return_id=annual_return.pk, version=1, by=officer, now=ON_TIME)


@pytest.mark.parametrize(("now", "was_late"), [(ON_TIME, False), (LATE, True)])
def test_file_after_the_due_day_is_marked_late(annual_return, questions, officer, now, was_late):
    save(annual_return, officer, answers(questions))

    assert file(annual_return, officer, now=now).was_late is was_late


def test_file_is_for_the_ethics_officer_of_the_department(annual_return, assistant, customs):
    for by in (
        assistant,
        person_with_role(Role.HEAD_OF_DEPARTMENT, customs).user,
        person_with_role(Role.ETHICS_OFFICER).user,
        person_with_role(Role.PROGRAMME_STAFF).user,
    ):
        with pytest.raises(PermissionRefused):
            file(annual_return, by)


def test_save_after_filing_is_refused(annual_return, questions, officer):
    save(annual_return, officer, answers(questions))
    file(annual_return, officer)

    with pytest.raises(ReturnRefused, match="its answers stand"):
        save(annual_return, officer, answers(questions), version=3)


# Reopening and correcting ------------------------------------------------------------------------


def reopen(annual_return, by, due_on=dt.date(2026, 12, 31), now=NOW):
    return actions.reopen_return(
        return_id=annual_return.pk, reason="Two formations missing.", due_on=due_on, by=by, now=now
    )


def test_reopen_lets_it_be_filed_again_beside_the_first(
    annual_return, questions, officer, assistant, staff
):
    save(annual_return, officer, answers(questions))
    first = file(annual_return, officer)

    reopen(annual_return, staff)
    save(annual_return, officer, answers(questions, number=5), version=4)
    second = file(annual_return, officer, now=NOW)

    annual_return.refresh_from_db()
    assert (annual_return.status, second.number, second.was_late) == ("filed", 2, False)
    numbers = [filed.content["answers"][1]["value"] for filed in annual_return.filed.all()]
    assert numbers == [5, 0]
    assert first.sha256 != second.sha256


def test_reopen_tells_the_officer_and_the_assistants_why(
    annual_return, questions, officer, assistant, staff
):
    save(annual_return, officer, answers(questions))
    file(annual_return, officer)

    reopened = reopen(annual_return, staff)

    assert (reopened.status, reopened.reopening_reason, reopened.reopened_by) == (
        "reopened",
        "Two formations missing.",
        staff,
    )
    told = Message.objects.filter(kind="ethics_officers.return_reopened")
    assert {message.recipient for message in told} == {officer, assistant}


def test_reopen_of_an_open_return_is_refused(annual_return, staff):
    with pytest.raises(ReturnRefused, match="open already"):
        reopen(annual_return, staff)


def test_reopen_until_a_past_day_is_refused(annual_return, questions, officer, staff):
    save(annual_return, officer, answers(questions))
    file(annual_return, officer)

    with pytest.raises(ReturnRefused, match="1 November 2026 is past"):
        reopen(annual_return, staff, due_on=dt.date(2026, 11, 1))


def test_reopen_is_for_programme_staff(annual_return, officer):
    for by in (officer, person_with_role(Role.ICAC_STAFF).user):
        with pytest.raises(PermissionRefused):
            reopen(annual_return, by)


def correct(filed, question, by, text="Three, not two."):
    return actions.add_footnote(
        filed_id=filed.pk, question_id=question.pk, text=text, by=by, now=NOW
    )


def test_footnote_stands_beside_the_figure_once(annual_return, questions, officer, staff):
    save(annual_return, officer, answers(questions))
    filed = file(annual_return, officer)

    first, again = (correct(filed, questions["figure"], officer) for _ in range(2))
    other = correct(filed, questions["figure"], staff)

    assert (first == again, list(filed.footnotes.all())) == (True, [first, other])


def test_footnote_to_what_is_no_figure_is_refused(annual_return, questions, officer):
    save(annual_return, officer, answers(questions))
    filed = file(annual_return, officer)

    with pytest.raises(ReturnRefused, match="not a figure"):
        correct(filed, questions["text"], officer)


def test_footnote_is_for_who_signs_and_for_programme_staff(
    annual_return, questions, officer, assistant
):
    save(annual_return, officer, answers(questions))
    filed = file(annual_return, officer)

    for by in (assistant, person_with_role(Role.ETHICS_OFFICER).user):
        with pytest.raises(PermissionRefused):
            correct(filed, questions["figure"], by)


def test_then_and_now_tells_what_a_filed_figure_has_become(
    annual_return, questions, officer, trained
):
    save(annual_return, officer, answers(questions))
    filed = file(annual_return, officer)

    same = queries.then_and_now(filed)
    was_there(officer.person, session(at("2025-10-01")), "present")
    was_there(officer.person, session(at("2026-10-01")), "present")
    more = queries.then_and_now(filed)
    trained[0].registrations.get().attendances.update(status="absent")
    trained[1].registrations.get().attendances.update(status="absent")
    fewer = queries.then_and_now(filed)

    figure = questions["figure"].pk
    assert same == {figure: None}
    assert more == {figure: queries.ThenAndNow("3", "+1")}
    assert fewer == {figure: queries.ThenAndNow("1", "−1")}
