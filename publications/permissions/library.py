"""Who may write publications, and who reviews them: each body its own, and the other's.

What may be asked for beside the two bodies themselves, such as a departmental code, belongs to the
body that put it into the library.
"""

from core.errors import PermissionRefused
from people.models import User
from people.roles import Permission
from publications.models import Body, EditionReview, Publication

REVIEWS_FOR = {
    Body.CSB: Permission.REVIEW_FOR_CSB,
    Body.ICAC: Permission.REVIEW_FOR_ICAC,
}


def bodies_of(user: User) -> list[Body]:
    """Give the bodies that a user speaks for."""
    return [body for body, permission in REVIEWS_FOR.items() if user.has(permission)]


def can_see_all(user: User) -> bool:
    return user.has(Permission.VIEW_LIBRARY)


def can_write(user: User) -> bool:
    return user.has(Permission.MANAGE_LIBRARY)


def check_can_write_for(user: User, body: str) -> None:
    if not (can_write(user) and body in bodies_of(user)):
        raise PermissionRefused


def can_change(user: User, publication: Publication) -> bool:
    """Say whether this user writes this publication: of the body that it is from."""
    return can_write(user) and publication.body in bodies_of(user)


def check_can_change(user: User, publication: Publication) -> None:
    if not can_change(user, publication):
        raise PermissionRefused


def can_review(user: User, review: EditionReview) -> bool:
    """Say whether this user answers a review: for the body that was asked."""
    return review.body in bodies_of(user)


def check_can_review(user: User, review: EditionReview) -> None:
    if not can_review(user, review):
        raise PermissionRefused
