"""What may become of questions and answers on the board, and when its digests are due."""

import datetime as dt

from django.utils.translation import gettext as _

from core.days import day_of, instant_of
from core.errors import RuleViolation
from ethics_officers.models import BoardQuestion, BoardSubscription
from people.models import User

DIGESTS_AT = dt.time(8, 0)

# So long after it falls due a digest waits for what was being written at that instant.
_TIME_TO_SETTLE = dt.timedelta(minutes=5)


class BoardRefused(RuleViolation):
    """The question does not allow it."""


def check_question_stands(question: BoardQuestion) -> None:
    if question.status == BoardQuestion.Status.WITHDRAWN:
        raise BoardRefused(_("This question was withdrawn meanwhile. Ask another one if need be."))


def check_reason_is_given(author: User, by: User, reason: str) -> None:
    """Whose words are taken away learns why."""
    if by != author and not reason:
        raise BoardRefused(_("Say why: who wrote it is told your reason."))


def check_takes_answers(question: BoardQuestion) -> None:
    check_question_stands(question)
    if question.status == BoardQuestion.Status.CLOSED:
        raise BoardRefused(
            _("This question was closed and takes no answers. Have it opened again first.")
        )


def digest_due_at(rhythm: str, now: dt.datetime) -> dt.datetime:
    """Give the latest instant at which a digest of this rhythm fell due, however long ago."""
    settled = now - _TIME_TO_SETTLE
    day = day_of(settled)
    if settled < instant_of(day, DIGESTS_AT):
        day -= dt.timedelta(days=1)
    if rhythm == BoardSubscription.Rhythm.WEEKLY:
        day -= dt.timedelta(days=day.weekday())
    return instant_of(day, DIGESTS_AT)
