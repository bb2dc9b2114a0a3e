"""What is written to Ethics Officers, their heads of department and programme staff."""

from ethics_officers.emails.board import (
    BOARD_DIGEST,
    QUESTION_ANSWERED,
    answer_withdrawn,
    digest,
    question_answered,
    question_withdrawn,
)
from ethics_officers.emails.designations import (
    post_vacant,
)
from ethics_officers.emails.good_practice import (
    GOOD_PRACTICE_COMMENTED,
    good_practice_commented,
)
from ethics_officers.emails.plans import (
    plan_commented,
    plan_endorsed,
    plan_returned,
    plan_submitted,
    priority_published,
)
from ethics_officers.emails.returns import (
    return_reopened,
    returns_due,
)
from ethics_officers.emails.strategies import (
    strategy_endorsed,
    strategy_returned,
    strategy_submitted,
)
from ethics_officers.emails.talk_requests import (
    talk_asked_for,
    talk_request_accepted,
    talk_request_answered,
    talk_request_declined,
    talk_request_withdrawn,
)
from ethics_officers.emails.thematic_sessions import (
    thematic_invitations,
)

__all__ = [
    "BOARD_DIGEST",
    "GOOD_PRACTICE_COMMENTED",
    "QUESTION_ANSWERED",
    "answer_withdrawn",
    "digest",
    "good_practice_commented",
    "plan_commented",
    "plan_endorsed",
    "plan_returned",
    "plan_submitted",
    "post_vacant",
    "priority_published",
    "question_answered",
    "question_withdrawn",
    "return_reopened",
    "returns_due",
    "strategy_endorsed",
    "strategy_returned",
    "strategy_submitted",
    "talk_asked_for",
    "talk_request_accepted",
    "talk_request_answered",
    "talk_request_declined",
    "talk_request_withdrawn",
    "thematic_invitations",
]
