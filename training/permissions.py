"""Who may do what with sessions, registrations and attendance."""

from core.errors import PermissionRefused
from people.models import Department, Person, User
from people.roles import Permission
from training.models import Meeting, Registration, Session


def can_manage_schedule(user: User) -> bool:
    return user.has(Permission.MANAGE_SCHEDULE)


def can_run_for(user: User, organiser_id: int) -> bool:
    """Programme staff run every organiser's sessions; ICAC staff those of their own department."""
    if not can_manage_schedule(user):
        return False
    if user.has(Permission.MANAGE_ALL_SESSIONS):
        return True
    posting = user.person.current_posting if hasattr(user, "person") else None
    return posting is not None and posting.department_id == organiser_id


def can_manage_session(user: User, session: Session) -> bool:
    return can_run_for(user, session.organiser_id)


def can_register(user: User, person: Person) -> bool:
    """People register themselves; those who run sessions register anybody."""
    if person.user_id == user.pk:
        return user.has(Permission.TAKE_TRAINING)
    return can_manage_schedule(user)


def can_cancel_registration(user: User, registration: Registration) -> bool:
    """People cancel their own; those who run the session anybody's."""
    if registration.person.user_id == user.pk:
        return user.has(Permission.TAKE_TRAINING)
    return can_manage_session(user, registration.session)


def can_share_calendar(user: User, person: Person) -> bool:
    """Nobody but the person: the address shows all they take part in."""
    return person.user_id == user.pk and user.has(Permission.TAKE_TRAINING)


def can_mark_attendance(user: User, meeting: Meeting) -> bool:
    """Those who run the session mark it; a speaker marks the meetings spoken at."""
    if not user.has(Permission.MARK_ATTENDANCE):
        return False
    if can_manage_session(user, meeting.session):
        return True
    return meeting.engagements.filter(speaker__person__user=user).exists()


def can_note(user: User, session: Session) -> bool:
    """Staff write notes on every session; a speaker on those spoken at."""
    if not user.has(Permission.MARK_ATTENDANCE):
        return False
    if can_manage_schedule(user):
        return True
    return session.meetings.filter(engagements__speaker__person__user=user).exists()


def can_require_courses(user: User) -> bool:
    return user.has(Permission.MANAGE_REPORTS)


def can_set_holidays(user: User) -> bool:
    return user.has(Permission.MANAGE_ALL_SESSIONS)


def check_can_require_courses(user: User) -> None:
    if not can_require_courses(user):
        raise PermissionRefused


def check_can_set_holidays(user: User) -> None:
    if not can_set_holidays(user):
        raise PermissionRefused


def check_can_manage_schedule(user: User) -> None:
    if not can_manage_schedule(user):
        raise PermissionRefused


def check_can_run_for(user: User, organiser: Department) -> None:
    if not can_run_for(user, organiser.pk):
        raise PermissionRefused


def check_can_manage_session(user: User, session: Session) -> None:
    if not can_manage_session(user, session):
        raise PermissionRefused


def check_can_note(user: User, session: Session) -> None:
    if not can_note(user, session):
        raise PermissionRefused


def check_can_register(user: User, person: Person) -> None:
    if not can_register(user, person):
        raise PermissionRefused


def check_can_cancel_registration(user: User, registration: Registration) -> None:
    if not can_cancel_registration(user, registration):
        raise PermissionRefused


def check_can_share_calendar(user: User, person: Person) -> None:
    if not can_share_calendar(user, person):
        raise PermissionRefused


def check_can_mark_attendance(user: User, meeting: Meeting) -> None:
    if not can_mark_attendance(user, meeting):
        raise PermissionRefused
