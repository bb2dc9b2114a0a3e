"""When designations, strategies, plans, activities and returns allow what is asked."""

from ethics_officers.rules.designations import (
    ROLES,
    DesignationRefused,
    Standing,
    account_of,
    check_can_be_ended,
    check_not_designated_already,
    check_post_is_free,
    check_span,
    check_standing,
    standing_for,
)

__all__ = [
    "ROLES",
    "DesignationRefused",
    "Standing",
    "account_of",
    "check_can_be_ended",
    "check_not_designated_already",
    "check_post_is_free",
    "check_span",
    "check_standing",
    "standing_for",
]
