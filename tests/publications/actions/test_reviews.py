"""Reviews by the other body: asked for, recalled, answered."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from notifications.models import Message
from people.roles import Role
from publications import actions
from publications.models import EditionReview
from publications.rules import EditionRefused, ReviewRefused
from tests.clock import NOW, TODAY
from tests.factories import EditionFactory, PublicationFactory, RoleAssignmentFactory
from tests.factories import person_with_role as person
from tests.publications.factories import ReviewFactory, draft

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


@pytest.fixture
def author():
    return person(Role.PROGRAMME_STAFF).user


@pytest.fixture
def reviewer():
    return person(Role.ICAC_STAFF).user


def ask(edition, by, **fields):
    values = {"due_on": TODAY + WEEK, "note": "Please look at page 2.", **fields}
    return actions.ask_for_review(edition_id=edition.pk, by=by, now=NOW, **values)


def answer(review, by, answer, comment=""):
    return actions.answer_review(
        review_id=review.pk, answer=answer, comment=comment, by=by, now=NOW
    )


def told(kind):
    found = Message.objects.filter(kind=f"publications.{kind}")
    return set(found.values_list("recipient", flat=True))


def test_edition_is_sent_to_the_other_body_and_its_reviewers_are_told(author, reviewer):
    colleague = person(Role.ICAC_STAFF).user

    review = ask(draft(created_by=author), author)

    assert (review.body, review.edition.status, review.asked_by) == ("icac", "in_review", author)
    assert told("review_asked_for") == {reviewer.pk, colleague.pk}


def test_edition_of_icac_goes_to_csb(author, reviewer):
    edition = draft(publication=PublicationFactory(edition=None, body="icac"))

    assert ask(edition, reviewer).body == "csb"
    assert told("review_asked_for") == {author.pk}


def test_review_asked_for_twice_by_the_same_form_is_there_once(author, reviewer):
    edition = draft()

    assert ask(edition, author) == ask(edition, author)
    assert Message.objects.count() == 1


def test_review_needs_something_to_read_and_a_day_to_come(author):
    with pytest.raises(EditionRefused, match="nothing to review"):
        ask(EditionFactory(in_the_making=True), author)
    with pytest.raises(ReviewRefused, match="That day has passed"):
        ask(draft(), author, due_on=TODAY - dt.timedelta(days=1))


def test_review_is_asked_for_by_staff_of_the_body_alone(reviewer):
    with pytest.raises(PermissionRefused):
        ask(draft(), reviewer)


def test_approved_edition_waits_to_be_published_and_its_author_is_told(author, reviewer):
    review = ask(draft(created_by=author), author)

    answered = answer(review, reviewer, "approved", "Well done.")

    assert (answered.edition.status, answered.edition.publish_at) == ("approved", None)
    assert (answered.answered_by, answered.comment) == (reviewer, "Well done.")
    assert told("review_approved") == {author.pk}


def test_returned_edition_tells_author_owner_and_earlier_reviewers(author, reviewer):
    owner, earlier = person(Role.PROGRAMME_STAFF).user, person(Role.ICAC_STAFF).user
    edition = draft(created_by=author, publication=PublicationFactory(edition=None, owner=owner))
    answer(ask(edition, author), earlier, "returned", "Say more.")
    Message.objects.all().delete()

    review = answer(ask(edition, author, note="Again"), reviewer, "returned", "Still too short.")

    assert review.edition.status == "returned"
    assert told("review_returned") == {author.pk, owner.pk, earlier.pk}


def test_answer_pressed_twice_is_one_answer(author, reviewer):
    review = ask(draft(created_by=author), author)

    answer(review, reviewer, "approved")
    answer(review, reviewer, "approved")

    assert Message.objects.filter(kind="publications.review_approved").count() == 1


def test_second_reviewer_is_told_who_answered_first(author, reviewer):
    review = ask(draft(), author)
    answer(review, reviewer, "approved")

    with pytest.raises(ReviewRefused, match="has answered already: Approved"):
        answer(review, person(Role.ICAC_STAFF).user, "returned", "No.")


def test_own_body_does_not_review(author):
    with pytest.raises(PermissionRefused):
        answer(ReviewFactory(), author, "approved")


def test_nobody_reviews_their_own_though_they_speak_for_both_bodies(author):
    RoleAssignmentFactory(user=author, role=Role.ICAC_STAFF)
    review = ReviewFactory(asked_by=author)

    with pytest.raises(ReviewRefused, match="It is your own"):
        answer(review, author, "approved")


def test_recalled_edition_is_a_draft_again_and_takes_no_answer(author, reviewer):
    review = ask(draft(), author)

    recalled = actions.recall_review(review_id=review.pk, by=author, now=NOW)
    actions.recall_review(review_id=review.pk, by=author, now=NOW)

    assert (recalled.answer, recalled.edition.status) == ("recalled", "draft")
    with pytest.raises(ReviewRefused, match="recalled"):
        answer(review, reviewer, "approved")


def test_answered_review_is_not_recalled(author, reviewer):
    review = ask(draft(), author)
    answer(review, reviewer, "approved")

    with pytest.raises(ReviewRefused, match="has answered already"):
        actions.recall_review(review_id=review.pk, by=author, now=NOW)


def test_late_review_is_reminded_of_once(reviewer):
    review = ReviewFactory(due_on=TODAY - dt.timedelta(days=1))
    ReviewFactory(due_on=TODAY)

    actions.plan_library_reminders(now=NOW)
    actions.plan_library_reminders(now=NOW + WEEK)

    late = Message.objects.filter(kind="publications.review_overdue", about_id=review.pk)
    assert [message.recipient for message in late] == [reviewer]
    assert EditionReview.objects.pending().count() == 2
