"""Who may do what with reports."""

from core.errors import PermissionRefused
from people.models import User
from people.roles import Permission


def can_manage_reports(user: User) -> bool:
    return user.has(Permission.MANAGE_REPORTS)


def check_can_manage_reports(user: User) -> None:
    if not can_manage_reports(user):
        raise PermissionRefused
