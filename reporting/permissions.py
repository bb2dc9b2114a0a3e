"""Who may do what with reports."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from core.days import day_of
from core.errors import PermissionRefused
from ethics_officers.figures import Figure, Group
from people.models import Department, Person, User
from people.models.departments import DepartmentQuerySet
from people.roles import Permission
from reporting.models import ListExport, SavedReport

# What an Ethics Officer writes, others of the department see as numbers only.
_OF_PROGRAMME = {Group.PROGRAMMES, Group.ACTIVITIES}


def departments_of(user: User) -> frozenset[int]:
    """Give the departments whose figures a user sees; none for who sees those of all."""
    if user.has(Permission.VIEW_REPORTS):
        return frozenset()
    return user.departments_with(Permission.VIEW_OWN_DEPARTMENT)


def can_open_rows(user: User, figure: Figure, department_id: int | None) -> bool:
    """Say whether a user may see the rows behind a figure, of one department or of all."""
    if user.has(Permission.VIEW_REPORTS):
        return True
    permission = (
        Permission.VIEW_OWN_PROGRAMME
        if figure.group in _OF_PROGRAMME
        else Permission.VIEW_OWN_DEPARTMENT
    )
    return department_id in user.departments_with(permission)


def can_manage_reports(user: User) -> bool:
    return user.has(Permission.MANAGE_REPORTS)


def can_review_reports(user: User) -> bool:
    return user.has(Permission.REVIEW_REPORTS)


def check_can_manage_reports(user: User) -> None:
    if not can_manage_reports(user):
        raise PermissionRefused


def check_can_review_reports(user: User) -> None:
    if not can_review_reports(user):
        raise PermissionRefused


def departments_to_share_with(user: User) -> DepartmentQuerySet:
    """Give the departments whose people a user may share reports with: those they look after."""
    if may_share_with_all(user):
        return Department.objects.all()
    return Department.objects.filter(pk__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))


def may_share_with_all(user: User) -> bool:
    return user.has(Permission.VIEW_PEOPLE)


def readers_to_share_with(user: User) -> Any:
    """Give the accounts of those whom a user sees, which a report may be shared with."""
    persons = Person.objects.visible_to(user).filter(user__is_active=True)
    return User.objects.filter(person__in=persons).exclude(pk=user.pk)


def check_can_share(
    user: User, *, roles: Collection[str], departments: Collection[Department], readers: Any
) -> None:
    """Refuse to tell of a report those whom one has no say over."""
    if not may_share_with_all(user):
        reach = set(departments_to_share_with(user).values_list("pk", flat=True))
        if {department.pk for department in departments} - reach or (roles and not departments):
            raise PermissionRefused
    asked = {reader.pk for reader in readers}
    within = readers_to_share_with(user).filter(pk__in=asked)
    if asked != set(within.values_list("pk", flat=True)):
        raise PermissionRefused


def check_can_change(user: User, report: SavedReport) -> None:
    if report.owner_id != user.pk:
        raise PermissionRefused


def check_can_cancel(user: User, export: ListExport) -> None:
    if export.owner_id != user.pk:
        raise PermissionRefused


def can_fetch(user: User, export: ListExport, today: dt.date) -> bool:
    """Whether a file still holds no more than its owner sees: no role of then has ended since."""
    if export.owner_id != user.pk or export.made_at is None:
        return False
    ended = user.role_assignments.filter(
        ends_on__gte=day_of(export.made_at), ends_on__lte=today
    ).values_list("role", "department_id")
    return set(ended) <= set(user.assigned_today)


def check_can_read_exact(user: User) -> None:
    """Refuse numbers in which nothing is hidden to who may not see every person."""
    if not user.has(Permission.VIEW_PEOPLE):
        raise PermissionRefused
