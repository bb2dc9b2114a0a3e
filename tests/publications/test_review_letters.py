"""The letters about reviews: what they say, and when they are no longer wanted."""

import datetime as dt

import pytest

from notifications.emails import Mail, compose
from notifications.models import Message
from people.roles import Role
from publications import actions
from tests.clock import NOW, TODAY
from tests.factories import PublicationFactory, person_with_role
from tests.publications.factories import draft

pytestmark = pytest.mark.django_db

PAGE = "/publications/reviews/"


@pytest.fixture
def author():
    return person_with_role(Role.PROGRAMME_STAFF, name_en="WONG Ka-man").user


@pytest.fixture
def reviewer():
    return person_with_role(Role.ICAC_STAFF, name_en="TSANG Wing-kit").user


def ask(author, **fields):
    publication = PublicationFactory(
        edition=None, title_en="Fruit baskets", title_zh_hant="節日果籃"
    )
    return actions.ask_for_review(
        edition_id=draft(created_by=author, publication=publication).pk,
        due_on=TODAY + dt.timedelta(days=3),
        note="Page 2?",
        by=author,
        now=NOW,
        **fields,
    )


def answer(review, reviewer, verdict, comment=""):
    actions.answer_review(
        review_id=review.pk, answer=verdict, comment=comment, by=reviewer, now=NOW
    )


def letter(kind):
    messages = Message.objects.filter(kind=f"publications.{kind}").select_related("recipient")
    [(_message, composed)] = compose(list(messages), NOW)
    return composed


def test_request_names_who_asks_until_when_and_where_to_answer(author, reviewer):
    review = ask(author)

    mail = letter("review_asked_for")

    assert mail.subject == "To be reviewed by 25 November 2026: Fruit baskets"
    for body in (mail.text, mail.html):
        for words in ("WONG Ka-man", "Page 2?", "25 November 2026", f"{PAGE}{review.pk}/"):
            assert words in body


def test_it_calls_everybody_by_the_name_of_its_language(author, reviewer):
    reviewer.language = "zh-hant"
    reviewer.save()
    reviewer.person.name_zh = "曾詠潔"
    reviewer.person.save()
    author.person.name_zh = "黃嘉雯"
    author.person.save()
    ask(author)

    mail = letter("review_asked_for")

    assert "曾詠潔" in mail.text
    assert "黃嘉雯" in mail.text
    assert "WONG Ka-man" not in mail.text


def test_return_carries_its_comment_and_approval_says_what_comes_next(author, reviewer):
    answer(ask(author), reviewer, "returned", "Say who is asked.")
    returned = letter("review_returned")
    assert returned.subject == "Returned with a comment: Fruit baskets"
    assert "TSANG Wing-kit has returned edition 1" in returned.text
    assert "Say who is asked." in returned.text
    assert "Say who is asked." in returned.html

    answer(ask(author), reviewer, "approved")
    approved = letter("review_approved")
    assert "It can be published now." in approved.text


def test_letters_are_in_the_language_of_their_reader(author, reviewer):
    reviewer.language = "zh-hant"
    reviewer.save()

    ask(author)

    assert "節日果籃" in letter("review_asked_for").subject


@pytest.mark.parametrize("kind", ["review_asked_for", "review_overdue"])
def test_request_and_reminder_are_unwanted_once_it_is_answered(author, reviewer, kind):
    review = ask(author)
    actions.plan_library_reminders(now=NOW + dt.timedelta(days=5))
    assert isinstance(letter(kind), Mail)

    answer(review, reviewer, "approved")

    assert not isinstance(letter(kind), Mail)


def test_letter_about_what_was_deleted_is_unwanted(author, reviewer):
    review = ask(author)
    answer(review, reviewer, "returned", "No.")
    actions.delete_publication(publication_id=review.edition.publication_id, by=author, now=NOW)

    assert not isinstance(letter("review_returned"), Mail)
