"""Figures: the list of them, each by department and month, and the rows behind each number."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from core import audit, tables
from core.days import day_of
from core.exports import as_file, cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers.figures import within_reach
from people.access import SignedInRequest, requires
from people.models import Department
from people.roles import Permission
from reporting import permissions
from reporting.exports import figures as exports
from reporting.figures import FIGURES, by_group
from reporting.figures.behind import OF_PERSON
from reporting.forms.figures import FigureForm, FiguresForm
from reporting.queries import figures as queries
from reporting.queries.figures import Line
from reporting.tables.figures import DepartmentsTable, behind
from reporting.views.tabs import OF_DEPARTMENTS, report_tabs

ROWS_ON_A_PAGE = 50
DEPARTMENTS_ON_A_PAGE = 200


@require_safe
@requires(*OF_DEPARTMENTS)
def figure_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    today = day_of(now)
    form = FiguresForm(request.GET, today=today)
    period, group = form.chosen, form.group_asked
    own = permissions.departments_of(request.user)
    then = queries.before(period, today)
    found = queries.compared(dict(by_group())[group], own, period.span.until(today), then)
    if file_format := format_asked(request):
        audit.record(
            request.user,
            "reporting.figures_exported",
            at=now,
            format=file_format,
            group=group,
            since=period.span.starts_on.isoformat(),
            until=period.span.ends_on.isoformat(),
        )
        return cells_as_file(
            file_format,
            name=f"figures-{group}",
            columns=exports.figure_columns(of_departments=bool(own)),
            cells=exports.figure_cells(found),
            now=now,
        )
    return render(
        request,
        page_or_part(request, "reporting/figure_list.html"),
        {
            "tabs": report_tabs(request.user, "figures"),
            "form": form,
            "period": period,
            "then": then,
            "group": group,
            "found": [
                {
                    "figure": beside.figure,
                    "now": beside.words(beside.now),
                    "then": beside.words(beside.then),
                    "service": beside.words(beside.service) if beside.service else "",
                }
                for beside in found
            ],
            "is_of_departments": bool(own),
        },
    )


@require_safe
@requires(*OF_DEPARTMENTS)
def figure_detail(request: SignedInRequest, key: str) -> HttpResponseBase:
    if key not in FIGURES:
        raise Http404
    figure, user, now = FIGURES[key], request.user, timezone.now()
    today = day_of(now)
    form = FigureForm(request.GET, today=today)
    span = form.chosen.span.until(today)
    own = permissions.departments_of(user)
    departments = queries.departments_of(span)
    exact = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    lines, whole = queries.by_department(figure, departments, span, exact)
    shown = [line for line in lines if not own or _of(line) in own]
    if file_format := format_asked(request):
        audit.record(
            user,
            "reporting.figure_exported",
            at=now,
            format=file_format,
            figure=key,
            since=span.starts_on.isoformat(),
            until=span.ends_on.isoformat(),
        )
        return cells_as_file(
            file_format,
            name=key,
            columns=exports.department_columns(figure),
            cells=exports.department_cells(shown, whole),
            now=now,
        )

    def opens(line: Line) -> bool:
        return bool(line.value) and permissions.can_open_rows(user, figure, _of(line))

    table = DepartmentsTable(figure, shown, query=form.query, opens=opens)
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    months = queries.by_month(
        figure, own or [each.pk for each in departments], span, is_exact=bool(own)
    )
    return render(
        request,
        page_or_part(request, "reporting/figure_detail.html"),
        {
            "figure": figure,
            "form": form,
            "period": form.chosen,
            "span": span,
            "table": table,
            "whole": queries.in_words(figure, whole),
            "whole_opens": bool(whole.value) and permissions.can_open_rows(user, figure, None),
            "months": [(line, queries.in_words(figure, line)) for line in months],
            "is_of_departments": bool(own),
            "has_hidden": any(line.is_hidden for line in [*shown, *months, whole]),
        },
    )


def _of(line: Line) -> int | None:
    return line.department.pk if line.department else None


@never_cache
@require_GET
@requires(*OF_DEPARTMENTS)
def figure_rows(request: SignedInRequest, key: str) -> HttpResponseBase:
    """Show the rows that a number counts: of one department or, for staff, of all."""
    if key not in FIGURES:
        raise Http404
    figure, user, now = FIGURES[key], request.user, timezone.now()
    today = day_of(now)
    form = FigureForm(request.GET, today=today)
    span = form.chosen.span.until(today)
    department = _department_asked(request)
    if not permissions.can_open_rows(user, figure, department.pk if department else None):
        raise Http404
    asked = [department] if department else queries.departments_of(span)
    counted = figure.rows([each.pk for each in asked], span)
    rows, beyond = within_reach(counted, OF_PERSON.get(figure.behind), user)
    table = behind(figure.behind, rows)
    noted: dict[str, Any] = {
        "figure": key,
        "since": span.starts_on.isoformat(),
        "until": span.ends_on.isoformat(),
    }
    if file_format := format_asked(request):
        audit.record(
            user, "reporting.rows_exported", department, at=now, format=file_format, **noted
        )
        columns = exports.row_columns(figure.behind)
        if isinstance(rows, list):
            cells = [[row[column.source] for column in columns] for row in rows]
            return cells_as_file(file_format, name=key, columns=columns, cells=cells, now=now)
        in_order = in_order_asked(table, request)
        return as_file(file_format, name=key, columns=columns, rows=in_order, now=now)
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    audit.looked(user, "reporting.rows_viewed", department, at=now, **noted)
    return render(
        request,
        page_or_part(request, "reporting/figure_rows.html"),
        {
            "figure": figure,
            "form": form,
            "query": form.query,
            "period": form.chosen,
            "span": span,
            "department": department,
            "table": table,
            "beyond": beyond,
        },
    )


def _department_asked(request: SignedInRequest) -> Department | None:
    asked = request.GET.get("department", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 9:
        raise Http404
    return get_object_or_404(Department, pk=asked)
