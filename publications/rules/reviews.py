"""When an edition may be sent for review, and the review answered."""

import datetime as dt

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from people.models import User
from publications.models import Edition, EditionReview

_ANSWER = EditionReview.Answer


class ReviewRefused(RuleViolation):
    """The review can't be asked for or answered so."""


def check_due(due_on: dt.date, today: dt.date) -> None:
    if due_on < today:
        raise ReviewRefused(_("That day has passed. Give the reviewers until a later one."))


def check_is_pending(review: EditionReview) -> None:
    """Refuse a second answer, saying what the first one was."""
    if review.answer == _ANSWER.RECALLED:
        raise ReviewRefused(_("Its author has recalled it, so no answer is wanted any more."))
    if review.answer != _ANSWER.PENDING:
        raise ReviewRefused(
            _("%(name)s has answered already: %(answer)s.")
            % {
                "name": getattr(review.answered_by, "person", None) or review.answered_by,
                "answer": review.get_answer_display(),
            }
        )


def check_answers_for_other(review: EditionReview, edition: Edition, by: User) -> None:
    """Refuse the answer of whoever wrote it, though they may speak for both bodies."""
    if by.pk in (review.asked_by_id, edition.created_by_id):
        raise ReviewRefused(_("It is your own. Somebody else of the other body has to answer."))
