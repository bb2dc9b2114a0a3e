"""Who may circulate publications, and who acknowledges them."""

from core.errors import PermissionRefused
from people.models import Person, User
from people.roles import Permission


def can_circulate(user: User) -> bool:
    return user.has(Permission.CIRCULATE)


def check_can_circulate(user: User) -> None:
    if not can_circulate(user):
        raise PermissionRefused


def check_can_acknowledge(user: User, person: Person) -> None:
    """Nobody acknowledges for somebody else."""
    if person.user_id != user.pk or not user.has(Permission.READ_PUBLICATIONS):
        raise PermissionRefused
