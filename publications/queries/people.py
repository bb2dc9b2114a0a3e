"""Whom to write to about a publication."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from people.models import RoleAssignment
from people.roles import PERMISSIONS, Permission
from publications.models import Publication
from publications.permissions.library import REVIEWS_FOR


def staff_of(body: str, day: dt.date) -> list[int]:
    """Give who speaks for a body on a day: its staff, and so its reviewers."""
    permission = next(value for key, value in REVIEWS_FOR.items() if key == body)
    return _holders([role for role, granted in PERMISSIONS.items() if permission in granted], day)


def writers(day: dt.date) -> list[int]:
    """Give who writes for the library on a day, for either body."""
    return _holders(
        [role for role, has in PERMISSIONS.items() if Permission.MANAGE_LIBRARY in has], day
    )


def keepers_of(publication: Publication, day: dt.date) -> list[int]:
    """Give who looks after a publication: its owner or, without one in office, its body's staff."""
    if publication.owner_id is not None and publication.owner_id in writers(day):
        return [publication.owner_id]
    return staff_of(publication.body, day)


def _holders(roles: Iterable[str], day: dt.date) -> list[int]:
    return holders(RoleAssignment.objects.current(day).filter(role__in=list(roles)))


def holders(held: QuerySet[RoleAssignment]) -> list[int]:
    """Give the users to whom roles are assigned, each once, of those who can sign in."""
    active = held.filter(user__is_active=True)
    return list(active.order_by("user").values_list("user", flat=True).distinct())
