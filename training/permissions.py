"""Who may do what with sessions, registrations and attendance."""

from core.errors import PermissionRefused
from people.models import Person, User
from people.roles import Permission
from training.models import Meeting


def can_manage_schedule(user: User) -> bool:
    return user.has(Permission.MANAGE_SCHEDULE)


def can_register(user: User, person: Person) -> bool:
    """People register themselves; those who run sessions register anybody."""
    if person.user_id == user.pk:
        return user.has(Permission.TAKE_TRAINING)
    return can_manage_schedule(user)


def can_share_calendar(user: User, person: Person) -> bool:
    """Nobody but the person: the address shows all they take part in."""
    return person.user_id == user.pk and user.has(Permission.TAKE_TRAINING)


def can_mark_attendance(user: User, meeting: Meeting) -> bool:
    """Those who run sessions mark any; a speaker marks the meetings spoken at."""
    if not user.has(Permission.MARK_ATTENDANCE):
        return False
    if can_manage_schedule(user):
        return True
    return meeting.engagements.filter(speaker__person__user=user).exists()


def check_can_manage_schedule(user: User) -> None:
    if not can_manage_schedule(user):
        raise PermissionRefused


def check_can_register(user: User, person: Person) -> None:
    if not can_register(user, person):
        raise PermissionRefused


def check_can_share_calendar(user: User, person: Person) -> None:
    if not can_share_calendar(user, person):
        raise PermissionRefused


def check_can_mark_attendance(user: User, meeting: Meeting) -> None:
    if not can_mark_attendance(user, meeting):
        raise PermissionRefused
