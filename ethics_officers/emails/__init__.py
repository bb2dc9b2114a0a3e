"""What is written to Ethics Officers, their heads of department and programme staff."""

from ethics_officers.emails.good_practice import GOOD_PRACTICE_COMMENTED, good_practice_commented
from ethics_officers.emails.plans import (
    plan_commented,
    plan_endorsed,
    plan_returned,
    plan_submitted,
    priority_published,
)

__all__ = [
    "GOOD_PRACTICE_COMMENTED",
    "good_practice_commented",
    "plan_commented",
    "plan_endorsed",
    "plan_returned",
    "plan_submitted",
    "priority_published",
]
