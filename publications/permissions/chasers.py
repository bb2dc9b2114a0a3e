"""Who may remind others, by hand, to read what is circulated."""

from core.errors import PermissionRefused
from people.models import Department, User
from people.roles import Permission


def can_chase(user: User) -> bool:
    return user.has(Permission.CIRCULATE) or user.has(Permission.CHASE_READERS)


def check_can_chase(user: User, department: Department | None) -> None:
    """Whoever circulates may chase all; others their own department's."""
    if user.has(Permission.CIRCULATE):
        return
    own = user.departments_with(Permission.CHASE_READERS)
    if not own or (department is not None and department.pk not in own):
        raise PermissionRefused
