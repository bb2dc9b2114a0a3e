"""Who may do what in the library."""

from publications.permissions.library import (
    bodies_of,
    can_change,
    can_review,
    can_see_all,
    can_write,
    check_can_change,
    check_can_review,
    check_can_write_for,
)

__all__ = [
    "bodies_of",
    "can_change",
    "can_review",
    "can_see_all",
    "can_write",
    "check_can_change",
    "check_can_review",
    "check_can_write_for",
]
