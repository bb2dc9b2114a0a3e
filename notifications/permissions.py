"""Who may do what with messages."""

from core.errors import PermissionRefused
from people.models import User
from people.roles import Permission


def can_resend(user: User) -> bool:
    return user.has(Permission.RESEND_MESSAGES)


def check_can_resend(user: User) -> None:
    if not can_resend(user):
        raise PermissionRefused
