"""Who may do what with designations, and with the integrity work of a department."""

from core.errors import PermissionRefused
from ethics_officers.models import Designation, TalkRequest
from people.models import Department, User
from people.roles import Permission
from training.models import Session
from training.permissions import can_manage_session, can_run_for


def can_manage_ethics_officers(user: User) -> bool:
    return user.has(Permission.MANAGE_ETHICS_OFFICERS)


def check_can_manage_ethics_officers(user: User) -> None:
    if not can_manage_ethics_officers(user):
        raise PermissionRefused


def can_correct_contact(user: User, designation: Designation) -> bool:
    """Whoever keeps the register, and the officer: it is theirs to say where they are reached."""
    return can_manage_ethics_officers(user) or designation.person.user_id == user.pk


def check_can_correct_contact(user: User, designation: Designation) -> None:
    if not can_correct_contact(user, designation):
        raise PermissionRefused


def can_view_programme_of(user: User, department: Department) -> bool:
    """Say whether a user sees a department's integrity work, be it theirs or as an overseer."""
    return user.has(Permission.VIEW_PROGRAMMES) or _holds_in(
        user, Permission.VIEW_OWN_PROGRAMME, department
    )


def can_manage_programme_of(user: User, department: Department) -> bool:
    return _holds_in(user, Permission.MANAGE_OWN_PROGRAMME, department)


def check_can_manage_programme_of(user: User, department: Department) -> None:
    if not can_manage_programme_of(user, department):
        raise PermissionRefused


def can_endorse_for(user: User, department: Department) -> bool:
    """Say whether a user endorses what a department plans, as its head."""
    return _holds_in(user, Permission.ENDORSE_OWN_PROGRAMME, department)


def check_can_endorse_for(user: User, department: Department) -> None:
    if not can_endorse_for(user, department):
        raise PermissionRefused


def can_sign_return_of(user: User, department: Department) -> bool:
    return _holds_in(user, Permission.SIGN_RETURN, department)


def check_can_sign_return_of(user: User, department: Department) -> None:
    if not can_sign_return_of(user, department):
        raise PermissionRefused


def can_manage_programmes(user: User) -> bool:
    """Say whether a user sets priorities for all departments and comments on their plans."""
    return user.has(Permission.MANAGE_PROGRAMMES)


def check_can_manage_programmes(user: User) -> None:
    if not can_manage_programmes(user):
        raise PermissionRefused


def can_comment_on_plan_of(user: User, department: Department) -> bool:
    """Say whether a user comments on a department's plan: its officers and head, and staff."""
    return (
        can_manage_programmes(user)
        or can_manage_programme_of(user, department)
        or can_endorse_for(user, department)
    )


def check_can_comment_on_plan_of(user: User, department: Department) -> None:
    if not can_comment_on_plan_of(user, department):
        raise PermissionRefused


def can_answer_talk_request(user: User, request: TalkRequest) -> bool:
    """Whoever may run sessions for the organisation that was asked."""
    return can_run_for(user, request.asked_of_id)


def check_can_answer_talk_request(user: User, request: TalkRequest) -> None:
    if not can_answer_talk_request(user, request):
        raise PermissionRefused


def can_mark_thematic(user: User, session: Session) -> bool:
    """Say whether a user makes a session one for officers alone: whoever runs it."""
    return can_manage_session(user, session)


def check_can_mark_thematic(user: User, session: Session) -> None:
    if not can_mark_thematic(user, session):
        raise PermissionRefused


def can_correct_return_of(user: User, department: Department) -> bool:
    """Say whether a user may put a footnote to a filed figure: who signs, and programme staff."""
    return can_sign_return_of(user, department) or can_manage_programmes(user)


def check_can_correct_return_of(user: User, department: Department) -> None:
    if not can_correct_return_of(user, department):
        raise PermissionRefused


def _holds_in(user: User, permission: Permission, department: Department) -> bool:
    return department.pk in user.departments_with(permission)


def can_use_network(user: User) -> bool:
    return user.has(Permission.USE_NETWORK)


def check_can_use_network(user: User) -> None:
    if not can_use_network(user):
        raise PermissionRefused


def can_view_network(user: User) -> bool:
    """Say whether a user reads what the network shares, be it as an overseer."""
    return can_use_network(user) or user.has(Permission.VIEW_PROGRAMMES)


def can_answer_for_icac(user: User) -> bool:
    return user.has(Permission.ANSWER_FOR_ICAC)


def can_tend_what_is_of(user: User, author: User) -> bool:
    """Say whether a user closes or takes back what somebody gave the network: they, or staff."""
    return can_use_network(user) and (user == author or user.has(Permission.VIEW_PROGRAMMES))


def check_can_tend_what_is_of(user: User, author: User) -> None:
    if not can_tend_what_is_of(user, author):
        raise PermissionRefused
