"""Having an edition reviewed by the other body, and answering."""

import datetime as dt

from django.db import transaction

from core import audit
from core.days import day_of
from people.models import User
from publications import emails, permissions, rules
from publications.actions.locking import locked_edition
from publications.models import Body, Edition, EditionReview

_ANSWER = EditionReview.Answer


@transaction.atomic
def ask_for_review(
    *, edition_id: int, due_on: dt.date, note: str = "", by: User, now: dt.datetime
) -> EditionReview:
    """Send an edition to the other body, whose reviewers are told. It stands still meanwhile.

    Safe to repeat: the same asked again gives the review that is open. Raises EditionRefused if
    there is nothing to review, ReviewRefused if the day has passed.
    """
    edition = locked_edition(edition_id)
    permissions.check_can_change(by, edition.publication)
    if review := edition.reviews.pending().filter(due_on=due_on, note=note).first():
        return review
    rules.check_is_standing(edition.publication)
    rules.check_can_be_sent_for_review(edition)
    rules.check_due(due_on, day_of(now))

    edition.status = Edition.Status.IN_REVIEW
    edition.note_change(by=by, at=now)
    edition.save()
    review = EditionReview.objects.create(
        edition=edition,
        body=Body(edition.publication.body).other,
        due_on=due_on,
        note=note,
        asked_at=now,
        asked_by=by,
    )

    audit.record(by, "publications.review_asked_for", review, at=now, edition=edition.pk)
    emails.review_asked_for(review, now=now)
    return review


@transaction.atomic
def recall_review(*, review_id: int, by: User, now: dt.datetime) -> EditionReview:
    """Take an edition back from its reviewers, to change it. Safe to repeat."""
    review = _locked(review_id)
    permissions.check_can_change(by, review.edition.publication)
    if review.answer == _ANSWER.RECALLED:
        return review
    rules.check_is_pending(review)

    _answer(review, _ANSWER.RECALLED, "", Edition.Status.DRAFT, by, now)

    audit.record(by, "publications.review_recalled", review, at=now, edition=review.edition_id)
    return review


@transaction.atomic
def answer_review(
    *, review_id: int, answer: str, comment: str = "", by: User, now: dt.datetime
) -> EditionReview:
    """Approve an edition for the other body, or return it with a comment.

    Its author is told, and so is, of a return, whoever reviewed it before. Safe to repeat: one's
    own answer again is that answer. Raises ReviewRefused if somebody else has answered, or if it is
    one's own edition.
    """
    review = _locked(review_id)
    permissions.check_can_review(by, review)
    if (review.answer, review.answered_by_id) == (answer, by.pk):
        return review
    rules.check_is_pending(review)
    rules.check_answers_for_other(review, review.edition, by)

    is_approved = answer == _ANSWER.APPROVED
    status = Edition.Status.APPROVED if is_approved else Edition.Status.RETURNED
    _answer(review, answer, comment, status, by, now)

    audit.record(
        by, "publications.review_answered", review, at=now,
        edition=review.edition_id, answer=answer,
    )  # fmt: skip
    emails.review_answered(review, now=now)
    return review


def _locked(review_id: int) -> EditionReview:
    """Give a review, locked after its publication and its edition."""
    review = EditionReview.objects.only("edition").get(pk=review_id)
    edition = locked_edition(review.edition_id)
    review = EditionReview.objects.select_for_update(of=("self",)).get(pk=review_id)
    review.edition = edition
    return review


def _answer(
    review: EditionReview, answer: str, comment: str, status: str, by: User, now: dt.datetime
) -> None:
    review.answer, review.comment = answer, comment
    review.answered_at, review.answered_by = now, by
    review.save()
    review.edition.status = status
    review.edition.note_change(by=by, at=now)
    review.edition.save()
