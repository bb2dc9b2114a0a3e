"""The system area: where one can go, which role may do what, and the audit log."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core import audit, tables
from core.exports import as_file, format_asked, in_order_asked
from core.models import AuditEntry
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.exports import audit_columns
from people.filters import AuditFilter
from people.models import with_user
from people.roles import DEPARTMENTAL_ROLES, DERIVED_ROLES, PERMISSIONS, Permission, Role
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
        "notifications:quarantine",
        _("Files kept apart"),
        _("Files in which a virus was found when they were handed in."),
        (Permission.MANAGE_QUARANTINE,),
    ),
    Part(
        "people:audit-log",
        _("Audit log"),
        _("Who did what, and who looked at lists of people. It can't be changed."),
        (Permission.VIEW_AUDIT_LOG,),
    ),
)


# How far a role reaches and where it comes from, where that differs from the rest.
REACH: dict[str, Any] = {
    Role.CIVIL_SERVANT: _("Reaches oneself."),
    Role.SPEAKER: _("Reaches the sessions one speaks at."),
    **{role: _("Reaches the department it is held in.") for role in DEPARTMENTAL_ROLES},
}
ORIGIN: dict[str, Any] = {
    **{role: _("Comes with being designated.") for role in DERIVED_ROLES},
    Role.CIVIL_SERVANT: _("Comes with being in post."),
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
        {
            "role": role,
            "reach": REACH.get(role, _("Reaches everything.")),
            "origin": ORIGIN.get(role, _("Given by an administrator.")),
            "permissions": [each for each in Permission if each in PERMISSIONS[role]],
        }
        for role in Role
    ]
    return render(request, "people/permission_table.html", {"rows": rows})


@require_GET
@requires(Permission.VIEW_AUDIT_LOG)
def audit_log(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    entries = with_user(AuditEntry.objects.visible_to(request.user), "actor")
    found = AuditFilter(request.GET, entries.select_related("actor__person"))
    table = AuditTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "people.audit_log_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
        )
        rows = in_order_asked(table, request)
        return as_file(file_format, name="audit-log", columns=audit_columns(), rows=rows, now=now)
    tables.show(table, request, rows=ENTRIES_ON_A_PAGE)
    template = page_or_part(request, "people/audit_log.html")
    response = render(request, template, {"filter": found, "table": table})
    audit.looked(
        request.user,
        "people.audit_log_viewed",
        at=now,
        filter=found.summary(),
        page=table.page.number,
    )
    return response
