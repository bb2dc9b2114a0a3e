"""What is gathered of a period: notes after sessions and answers of annual returns."""

import datetime as dt

import pytest

from ethics_officers.figures import Span
from people.roles import Role
from reporting.queries.gathered import Gathered, gathered, matching, proposal
from tests.clock import at
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    FiledReturnFactory,
    ReturnQuestionFactory,
)
from tests.factories import SessionFactory, person_with_role
from tests.reporting.documents import YEAR, staff
from training.models import SessionNote

pytestmark = pytest.mark.django_db


def note(starts_at, lessons="", challenges="", **session):
    held = SessionFactory(starts_at=starts_at, **session)
    return SessionNote.objects.create(
        session=held, lessons=lessons, challenges=challenges,
        written_at=held.ends_at, written_by=held.owner,
    )  # fmt: skip


def filed(text, *, feeds="lessons", year=2026, number=1, annual_return=None, question=None):
    question = question or ReturnQuestionFactory(feeds=feeds, questionnaire__year=year)
    annual_return = annual_return or AnnualReturnFactory(
        questionnaire=question.questionnaire, status="filed"
    )
    content = {
        "department": {
            "name_en": "Customs",
            "name_zh_hant": "香港海關",
            "name_zh_hans": "香港海关",
        },
        "answers": [{"question": question.pk, "value": text}],
    }
    FiledReturnFactory(annual_return=annual_return, number=number, content=content)
    return annual_return, question


def texts(what="lessons", span=YEAR, user=None):
    return [each.text for each in gathered(what, span, user or staff())]


def test_notes_of_sessions_of_the_period_are_gathered_the_latest_first():
    note(at("2026-03-31", "22:00"), "Before.")
    note(at("2026-04-01", "00:10"), "First.")
    note(at("2027-03-31", "20:00"), "Last.", "Few came.")
    note(at("2027-04-01", "00:10"), "After.")
    note(at("2026-05-01"), "", "Nothing learned.")

    assert texts() == ["Last.", "First."]
    assert texts("challenges") == ["Few came.", "Nothing learned."]


def test_a_dash_is_not_gathered():
    note(at("2026-05-01"), "-", "Few came.")
    filed("–")

    assert texts() == []
    assert texts("challenges") == ["Few came."]


def test_notes_of_cancelled_sessions_are_left_out():
    note(at("2026-05-01"), "Cancelled in time.", cancelled=True)

    assert texts() == []


def test_answers_that_feed_it_are_gathered_as_filed_last():
    annual_return, question = filed("Quizzes work.")
    filed("Quizzes work well.", number=2, annual_return=annual_return, question=question)
    filed("Few could be released.", feeds="challenges", year=2025)

    assert texts() == ["Quizzes work well."]
    assert texts("challenges", Span(dt.date(2025, 6, 1), dt.date(2025, 7, 1))) == [
        "Few could be released."
    ]


def test_answers_of_another_year_and_to_other_questions_are_left_out():
    filed("Quizzes work.", year=2025)
    filed("None.", feeds="")

    assert texts() == []


def test_neither_author_nor_signatory_is_told():
    note(at("2026-05-01"), "Short is better.")
    filed("Quizzes work.")

    found = gathered("lessons", YEAR, staff())

    # The return was filed later than the session was held.
    assert {each.about for each in found} == {
        "Customs",
        SessionNote.objects.get().session.title_en,
    }
    assert set(Gathered.__dataclass_fields__) == {"key", "source", "text", "about", "day"}


def test_speaker_gathers_nothing_of_others():
    note(at("2026-05-01"), "Short is better.")
    filed("Quizzes work.")

    assert texts(user=person_with_role(Role.SPEAKER).user) == []


def given(text, source="notes", about="Talk"):
    return Gathered(f"{source}-1", source, text, about, dt.date(2026, 5, 1))


def test_found_by_source_and_words_in_either_script():
    found = [given("講座要短。"), given("Quizzes work.", "returns", "Customs")]

    assert matching(found, source="returns") == found[1:]
    assert matching(found, words="讲座") == found[:1]
    assert matching(found, words="customs QUIZZES") == found[1:]
    assert matching(found, source="notes", words="quizzes") == []


def test_proposal_says_each_thing_once_in_its_language_and_some_at_most():
    found = [
        given("Quizzes\nwork."),
        given("Quizzes work."),
        given("講座要短。"),
        *(given(f"Thing {n}.") for n in range(9)),
    ]

    assert proposal(found, is_chinese=True) == "– 講座要短。"
    assert proposal(found, is_chinese=False).splitlines() == [
        "– Quizzes work.", "– Thing 0.", "– Thing 1.", "– Thing 2.", "– Thing 3.", "– Thing 4.",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_gathering_takes_as_many_queries_for_one_as_for_three(count, django_assert_num_queries):
    user = staff()
    question = ReturnQuestionFactory(feeds="lessons", questionnaire__year=2026)
    for number in range(count):
        note(at("2026-05-01"), f"Lesson {number}.")
        filed(f"Answer {number}.", question=question)
    user.has("view_reports")

    with django_assert_num_queries(3):
        assert len(gathered("lessons", YEAR, user)) == 2 * count
