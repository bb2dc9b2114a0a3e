"""People within one's reach, one of them, and the roles they hold."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part, posted
from people import actions, permissions
from people.access import SignedInRequest, requires
from people.exports import person_columns
from people.filters import PersonFilter, departments_in_reach
from people.forms import RoleEndForm, RoleForm
from people.models import Person, RoleAssignment, with_user
from people.roles import DERIVED_ROLES, Permission
from people.tables import PersonTable

PEOPLE_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN_DEPARTMENT)
def person_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    persons = Person.objects.visible_to(request.user).with_posting_on(day_of(now))
    found = PersonFilter(request.GET, persons, request=request)
    table = PersonTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "people.list_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        return as_file(file_format, name="people", columns=person_columns(), rows=rows, now=now)
    tables.show(table, request, rows=PEOPLE_ON_A_PAGE)
    audit.looked(
        request.user,
        "people.list_viewed",
        at=now,
        filter=found.summary(),
        page=table.page.number,
        found=table.paginator.count,
    )
    template = page_or_part(request, "people/person_list.html")
    return render(
        request,
        template,
        {
            "filter": found,
            "table": table,
            "sees_all": request.user.has(Permission.VIEW_PEOPLE),
            "departments": departments_in_reach(request),
        },
    )


@require_GET
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN_DEPARTMENT)
def person_detail(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(
        with_user(Person.objects.visible_to(request.user), "user"), pk=person_id
    )
    now = timezone.now()
    audit.looked(request.user, "people.person_viewed", person, at=now)
    roles = RoleAssignment.objects.visible_to(request.user).filter(user=person.user)
    return render(
        request,
        "people/person_detail.html",
        {
            "person": person,
            "postings": person.postings.select_related("department"),
            "roles": roles.select_related("department"),
            "derived_roles": DERIVED_ROLES,
            "today": day_of(now),
            "sees_all": request.user.has(Permission.VIEW_PEOPLE),
            "sees_designations": request.user.has(Permission.VIEW_ETHICS_OFFICERS),
            "can_manage": permissions.can_manage_people(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def role_give(request: SignedInRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(
        with_user(Person.objects.visible_to(request.user), "user"), pk=person_id
    )
    now = timezone.now()
    form = RoleForm(posted(request), today=day_of(now))
    if form.is_valid():
        try:
            actions.give_role(person_id=person.pk, by=request.user, now=now, **form.cleaned_data)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role is given."))
            return redirect("people:person-detail", person.pk)
    return render(
        request,
        "people/role_give.html",
        {"person": person, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def role_end(request: SignedInRequest, role_assignment_id: int) -> HttpResponse:
    assignment = get_object_or_404(
        with_user(RoleAssignment.objects.visible_to(request.user), "user").select_related(
            "user__person", "department"
        ),
        pk=role_assignment_id,
        user__person__isnull=False,
    )
    person = assignment.user.person
    now = timezone.now()
    form = RoleEndForm(posted(request), today=day_of(now))
    if form.is_valid():
        try:
            actions.end_role(
                role_assignment_id=assignment.pk, by=request.user, now=now, **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The end of the role is recorded."))
            return redirect("people:person-detail", person.pk)
    return render(
        request,
        "people/role_end.html",
        {"person": person, "assignment": assignment, "form": form},
        status=422 if form.errors else 200,
    )
