"""The bureaux and departments."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import tables
from core.days import day_of
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.exports import department_columns
from people.filters import DepartmentFilter
from people.models import Department, Person, Posting
from people.roles import Permission
from people.tables import DepartmentTable

DEPARTMENTS_ON_A_PAGE = 100


@require_GET
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN_DEPARTMENT)
def department_list(request: SignedInRequest) -> HttpResponseBase:
    departments = Department.objects.visible_to(request.user).select_related("parent")
    found = DepartmentFilter(request.GET, departments)
    table = DepartmentTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        return as_file(
            file_format,
            name="departments",
            columns=department_columns(),
            rows=in_order_asked(table, request),
            now=timezone.now(),
        )
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    template = page_or_part(request, "people/department_list.html")
    sees_all = request.user.has(Permission.VIEW_PEOPLE)
    return render(request, template, {"filter": found, "table": table, "sees_all": sees_all})


@require_GET
@requires(Permission.VIEW_PEOPLE, Permission.VIEW_OWN_DEPARTMENT)
def department_detail(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = get_object_or_404(
        Department.objects.visible_to(request.user).select_related("parent", "successor"),
        pk=department_id,
    )
    today = day_of(timezone.now())
    serving = Posting.objects.current(today).filter(department=department)
    reachable = request.user.has(Permission.VIEW_PEOPLE) or department.pk in (
        request.user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    )
    return render(
        request,
        "people/department_detail.html",
        {
            "department": department,
            "children": department.children.current(today),
            "predecessors": department.predecessors.all(),
            "people": (
                Person.objects.visible_to(request.user).filter(postings__in=serving).count()
                if reachable
                else None
            ),
        },
    )
