"""Who may do what with people, their roles and departments."""

from core.errors import PermissionRefused
from people.models import User
from people.roles import Permission


def can_manage_people(user: User) -> bool:
    return user.has(Permission.MANAGE_PEOPLE)


def check_can_manage_people(user: User) -> None:
    if not can_manage_people(user):
        raise PermissionRefused
