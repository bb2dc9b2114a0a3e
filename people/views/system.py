"""The system area: where one can go, which role may do what, and the audit log."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from core import audit
from core.models import AuditEntry
from people.access import SignedInRequest, requires
from people.filters import AuditFilter
from people.roles import DEPARTMENTAL_ROLES, PERMISSIONS, Permission, Role
from people.tables import AuditTable

ENTRIES_ON_A_PAGE = 50


@dataclass(frozen=True)
class Part:
    """A part of the system area, for those who hold one of the permissions."""

    view: str
    label: Any
    description: Any
    permissions: tuple[Permission, ...]


PARTS = (
    Part(
        "people:person-list",
        _("People"),
        _("Who serves where, at which level, and with which roles."),
        (Permission.VIEW_PEOPLE,),
    ),
    Part(
        "people:department-list",
        _("Bureaux and departments"),
        _("Names in three languages, what each belongs to, and how large it is."),
        (Permission.VIEW_PEOPLE,),
    ),
    Part(
        "people:permission-table",
        _("Roles and permissions"),
        _("Which role may do what."),
        (Permission.VIEW_PEOPLE, Permission.VIEW_AUDIT_LOG),
    ),
    Part(
        "notifications:message-list",
        _("Messages"),
        _("What is sent, to whom, and what failed."),
        (Permission.VIEW_MESSAGES,),
    ),
    Part(
        "notifications:health",
        _("Health"),
        _("Whether everything runs that should."),
        (Permission.VIEW_HEALTH,),
    ),
    Part(
        "people:audit-log",
        _("Audit log"),
        _("Who did what, and who looked at lists of people. It can't be changed."),
        (Permission.VIEW_AUDIT_LOG,),
    ),
)


# How far each role reaches, in words; what is not named here reaches everything.
REACH: dict[str, Any] = {
    Role.CIVIL_SERVANT: _("oneself"),
    Role.SPEAKER: _("the sessions spoken at"),
    **{role: _("the department of the role") for role in DEPARTMENTAL_ROLES},
}


@require_GET
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_AUDIT_LOG)
def system(request: SignedInRequest) -> HttpResponse:
    parts = [
        part
        for part in PARTS
        if any(request.user.has(permission) for permission in part.permissions)
    ]
    return render(request, "people/system.html", {"parts": parts})


@require_GET
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_AUDIT_LOG)
def permission_table(request: SignedInRequest) -> HttpResponse:
    rows = [
        (permission, [permission in PERMISSIONS[role] for role in Role])
        for permission in Permission
    ]
    reaches = [REACH.get(role, _("everything")) for role in Role]
    return render(
        request,
        "people/permission_table.html",
        {"roles": list(Role), "rows": rows, "reaches": reaches},
    )


@require_GET
@requires(Permission.VIEW_AUDIT_LOG)
def audit_log(request: SignedInRequest) -> HttpResponse:
    entries = AuditEntry.objects.visible_to(request.user).select_related("actor__person")
    found = AuditFilter(request.GET, entries)
    table = AuditTable(found.qs)
    RequestConfig(request, paginate={"per_page": ENTRIES_ON_A_PAGE}).configure(table)
    audit.record(
        request.user,
        "people.audit_log_viewed",
        at=timezone.now(),
        **found.summary(),
        page=table.page.number,
    )
    template = "people/audit_log.html"
    if request.htmx and not request.htmx.boosted:
        template += "#results"
    return render(request, template, {"filter": found, "table": table})
