"""When designations, strategies, plans, activities and returns allow what is asked."""

from ethics_officers.rules.designations import (
    ROLES,
    DesignationRefused,
    Qualification,
    account_of,
    check_can_be_ended,
    check_not_designated_already,
    check_post_is_free,
    check_span,
    check_standing,
    standing_for,
)
from ethics_officers.rules.work_plans import (
    PlanRefused,
    PriorityRefused,
    Standing,
    standing,
    whole_months,
)

__all__ = [
    "ROLES",
    "DesignationRefused",
    "PlanRefused",
    "PriorityRefused",
    "Qualification",
    "Standing",
    "account_of",
    "check_can_be_ended",
    "check_not_designated_already",
    "check_post_is_free",
    "check_span",
    "check_standing",
    "standing",
    "standing_for",
    "whole_months",
]
