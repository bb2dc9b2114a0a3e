"""Who may do what with designations."""

from core.errors import PermissionRefused
from people.models import User
from people.roles import Permission


def can_manage_ethics_officers(user: User) -> bool:
    return user.has(Permission.MANAGE_ETHICS_OFFICERS)


def check_can_manage_ethics_officers(user: User) -> None:
    if not can_manage_ethics_officers(user):
        raise PermissionRefused
