"""Who is due: by department, person by person, and the sessions they can take."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.models import Person
from people.roles import Permission
from reporting.exports.due import due_report_cells, due_report_columns
from reporting.forms.due import OPEN, DueForm, DuePeopleForm, required_courses
from reporting.queries.due import STATES, due_report, open_sessions
from reporting.tables.due import DueTable
from reporting.views.tabs import OF_DEPARTMENTS, report_tabs
from training.exports import due_columns
from training.models import Due, Session
from training.queries import counts_stand_at

ROWS_ON_A_PAGE = 50
SESSIONS_SHOWN = 50


@never_cache
@require_GET
@requires(*OF_DEPARTMENTS)
def due_page(request: SignedInRequest) -> HttpResponseBase:
    """How many are due in each department that one sees, as it was last counted."""
    now = timezone.now()
    form = DueForm(request.GET, user=request.user)
    course, counted = form.asked_course, form.asked_counted
    found = due_report(request.user, course, counted=counted)
    if file_format := format_asked(request):
        audit.record(
            request.user,
            "reporting.due_exported",
            at=now,
            format=file_format,
            counted=counted,
            course=course.pk if course else None,
        )
        return cells_as_file(
            file_format,
            name="due",
            columns=due_report_columns(),
            cells=due_report_cells(found),
            now=now,
        )
    context = {
        "form": form,
        "course": course,
        "counted": counted,
        "found": found,
        "states": [state.label for state in STATES],
        "stands_at": counts_stand_at(),
        "sees_all": request.user.has(Permission.VIEW_REPORTS),
        "tabs": report_tabs(request.user, "due"),
    }
    return render(request, page_or_part(request, "reporting/due.html"), context)


@never_cache
@require_GET
@requires(*OF_DEPARTMENTS)
def due_people(request: SignedInRequest) -> HttpResponseBase:
    """The people of a department and what each is to complete. That one looked is recorded."""
    now = timezone.now()
    form = DuePeopleForm(request.GET, user=request.user)
    rows = _rows(form, request, now)
    table = DueTable(rows, exclude=("department",) if "department" not in form.fields else ())
    if (file_format := format_asked(request)) and form.asked_departments is not None:
        audit.record(
            request.user,
            "reporting.due_people_exported",
            at=now,
            format=file_format,
            filter=form.summary(),
            found=rows.count(),
        )
        in_order = in_order_asked(table, request)
        return as_file(file_format, name="due", columns=due_columns(), rows=in_order, now=now)
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    audit.looked(
        request.user,
        "reporting.due_people_viewed",
        at=now,
        filter=form.summary(),
        page=table.page.number,
        found=table.paginator.count,
    )
    context = {
        "form": form,
        "table": table,
        "chosen": form.asked_departments is not None,
        "department": form.cleaned_data.get("department"),
    }
    return render(request, page_or_part(request, "reporting/due_people.html"), context)


@never_cache
@require_GET
@requires(*OF_DEPARTMENTS)
def due_sessions(request: SignedInRequest, course_id: int) -> HttpResponse:
    """The sessions of a course with seats that one's people may take."""
    user, now = request.user, timezone.now()
    course = get_object_or_404(required_courses(), pk=course_id)
    own = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    sessions = list(open_sessions(user, course, own, now)[:SESSIONS_SHOWN])
    seen = Session.objects.visible_to(user).filter(pk__in=[each.pk for each in sessions])
    context = {
        "course": course,
        "sessions": sessions,
        "seen": set(seen.values_list("pk", flat=True)),
        "may_schedule": user.has(Permission.MANAGE_SCHEDULE) and course.is_active,
    }
    return render(request, "reporting/due_sessions.html", context)


def _rows(form: DuePeopleForm, request: SignedInRequest, now: Any) -> Any:
    """What is asked for, within reach: of departments alone, so that it is quick."""
    asked = form.cleaned_data
    rows = Due.objects.standing(
        day_of(now), departments=form.asked_departments or (), counted=form.asked_counted
    ).visible_to(request.user)
    if course := form.asked_course:
        rows = rows.filter(requirement__course=course)
    if state := asked.get("state"):
        rows = rows.open() if state == OPEN else rows.in_state(state)
    if level := asked.get("level"):
        rows = rows.filter(posting__level=level)
    if words := asked.get("q"):
        rows = rows.filter(person__in=Person.objects.search(words).values("pk"))
    return rows.select_related("person", "posting__department", "requirement__course")
