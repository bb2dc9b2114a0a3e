"""Who sees what a department does for integrity: one rule for plans, activities and returns."""

from typing import TYPE_CHECKING

from django.db.models import Q

from people.roles import Permission

if TYPE_CHECKING:
    from people.models import User


def of_own_departments(user: "User", path: str = "department") -> Q:
    """The condition that a row belongs to a department whose integrity work this user sees."""
    return Q(**{f"{path}__in": user.departments_with(Permission.VIEW_OWN_PROGRAMME)})


def own_or_told(user: "User", told: Q | None = None, path: str = "department") -> Q:
    """One's own departments' rows, drafts included; of the others, for overseers, those told.

    `told` is the condition that a row has been handed to programme staff; without it they see all.
    """
    own = of_own_departments(user, path)
    if not user.has(Permission.VIEW_PROGRAMMES):
        return own
    return Q(pk__isnull=False) if told is None else own | told
