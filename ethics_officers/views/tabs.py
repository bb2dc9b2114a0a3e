"""What the pages of one department's integrity work share: its heading and its tabs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ethics_officers import permissions
from people.access import SignedInRequest
from people.models import Department, User
from people.roles import Permission


@dataclass(frozen=True)
class Tab:
    """A tab of a department. `key` is what a page calls itself; `address` is of a department."""

    key: str
    label: Any
    address: Callable[[Department], str]
    is_for: Callable[[User, Department], bool] = permissions.can_view_programme_of


def _page(name: str) -> Callable[[Department], str]:
    return lambda department: reverse(f"ethics_officers:{name}", args=[department.pk])


def _people_of(department: Department) -> str:
    return f"{reverse('people:person-list')}?department={department.pk}"


def _sees_people_of(user: User, department: Department) -> bool:
    return user.has(Permission.VIEW_PEOPLE) or department.pk in user.departments_with(
        Permission.VIEW_OWN_DEPARTMENT
    )


TABS = (
    Tab("overview", _("Overview"), _page("overview")),
    Tab("plan", _("Plan"), _page("plan-of-department")),
    Tab("strategy", _("Strategy"), _page("strategy-of-department")),
    Tab("activities", _("Activities"), _page("activity-list")),
    Tab("talk-requests", _("Requests for talks"), _page("talk-requests-of-department")),
    Tab("return", _("Return"), _page("return-of-department")),
    Tab("officers", _("Officers"), _page("department-detail")),
    Tab("people", _("People"), _people_of, _sees_people_of),
)


def departments_of(user: User) -> QuerySet[Department]:
    """Those whose integrity work is this user's own, by name."""
    return Department.objects.filter(pk__in=user.departments_with(Permission.VIEW_OWN_PROGRAMME))


def department_or_404(request: SignedInRequest, department_id: int) -> Department:
    """Give a department whose integrity work this user sees; any other is absent."""
    department = get_object_or_404(Department.objects.visible_to(request.user), pk=department_id)
    if not permissions.can_view_programme_of(request.user, department):
        raise Http404
    return department


def programme(request: SignedInRequest, department: Department, current: str) -> dict[str, Any]:
    """Give what ethics_officers/programme.html needs; `current` is the key of the page's tab.

    Who works for several departments goes from each to the same tab of the others.
    """
    user = request.user
    address = next(tab.address for tab in TABS if tab.key == current)
    return {
        "department": department,
        "sees_all_programmes": user.has(Permission.VIEW_PROGRAMMES),
        "tabs": [
            {"label": tab.label, "url": tab.address(department), "is_current": tab.key == current}
            for tab in TABS
            if tab.is_for(user, department)
        ],
        "other_departments": [
            {"department": other, "url": address(other)}
            for other in departments_of(user)
            if other != department
        ],
    }
