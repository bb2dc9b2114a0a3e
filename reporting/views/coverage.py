"""The coverage map, a department's coverage by topic, and the people behind each square."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.models import Department, Person
from people.roles import Permission
from publications.models import Topic
from reporting.exports.coverage import (
    attendance_columns,
    behind_columns,
    coverage_cells,
    coverage_columns,
)
from reporting.forms.coverage import BehindForm, CoverageForm
from reporting.permissions import can_manage_reports
from reporting.queries import coverage
from reporting.queries.behind_coverage import Side, attendances, trained, untrained
from reporting.queries.by_topic import coverage_by_topic
from reporting.queries.coverage_map import LOOKS, coverage_map, lines_by_topic
from reporting.queries.headline import headline
from reporting.tables.coverage import AttendanceTable, BehindTable, CoverageTable, TopicTable
from reporting.views.tabs import OF_DEPARTMENTS, report_tabs

DEPARTMENTS_ON_A_PAGE = 200
PEOPLE_ON_A_PAGE = 50


@never_cache
@require_GET
@requires(*OF_DEPARTMENTS)
def coverage_page(request: SignedInRequest) -> HttpResponseBase:
    """The map of all departments; who works for one department gets the page of that one."""
    user = request.user
    own = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    sees_all = user.has(Permission.VIEW_REPORTS)
    if not sees_all and len(own) == 1:
        page = reverse("reporting:coverage-department", args=[next(iter(own))])
        asked = request.META.get("QUERY_STRING", "")
        return redirect(f"{page}?{asked}" if asked else page)
    now = timezone.now()
    form = CoverageForm(request.GET, today=day_of(now))
    asked = form.asked
    found = coverage(
        asked.period.span,
        today=day_of(now),
        basis=asked.basis,
        topic=asked.topic,
        mode=asked.mode,
    )
    shown = coverage_map(found, basis=asked.basis, own=own, only_own=not sees_all, show=asked.show)
    table = CoverageTable(shown, asked.query, sees_all=sees_all)
    if (file_format := format_asked(request)) and form.is_valid():
        audit.record(
            user, "reporting.coverage_exported", at=now, format=file_format, **asked.summary()
        )
        return cells_as_file(
            file_format,
            name=f"coverage-{asked.period.key}",
            columns=coverage_columns(gettext_lazy("Department")),
            cells=coverage_cells(shown, in_order_asked(table, request)),
            now=now,
        )
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    context = {
        "form": form,
        "asked": asked,
        "map": shown,
        "table": table,
        "stands_at": found.stands_at,
        "counted_on": found.counted_on,
        "may_make_annex": can_manage_reports(user),
        "tabs": report_tabs(user, "coverage"),
        "sees_all": sees_all,
        "looks": _looks(),
    }
    if sees_all:
        context["headline"] = headline(asked.period.span, now)
        context["period"] = urlencode(asked.period.said)
    return render(request, page_or_part(request, "reporting/coverage.html"), context)


@never_cache
@require_GET
@requires(Permission.VIEW_OWN_DEPARTMENT)
def coverage_department(request: SignedInRequest, department_id: int) -> HttpResponseBase:
    """One's own department by topic and level, exactly, beside the whole service."""
    own = request.user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    department = get_object_or_404(Department, pk=department_id, pk__in=own)
    now = timezone.now()
    form = CoverageForm(request.GET, today=day_of(now))
    asked = form.asked
    found = coverage(
        asked.period.span, today=day_of(now), basis=asked.basis, topic=asked.topic, mode=asked.mode
    )
    shown = coverage_map(
        found, basis=asked.basis, own=[department.pk], only_own=True, show=asked.show
    )
    topics = [asked.topic] if asked.topic else list(Topic.objects.all())
    by_topic = coverage_by_topic(
        asked.behind(day_of(now), department.pk, ""),
        [department.pk],
        [topic.pk for topic in topics],
    )
    rows = lines_by_topic(topics, by_topic, department.pk, asked.show)
    table = TopicTable(shown, rows, department.pk, asked.query)
    if (file_format := format_asked(request)) and form.is_valid():
        audit.record(
            request.user,
            "reporting.coverage_exported",
            department,
            at=now,
            format=file_format,
            **asked.summary(),
        )
        return cells_as_file(
            file_format,
            name=f"coverage-{department.code}-{asked.period.key}",
            columns=coverage_columns(gettext_lazy("Topic")),
            cells=coverage_cells(shown, [*shown.rows, *in_order_asked(table, request)]),
            now=now,
        )
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    context = {
        "department": department,
        "form": form,
        "asked": asked,
        "map": shown,
        "table": table,
        "stands_at": found.stands_at,
        "counted_on": found.counted_on,
        "tabs": report_tabs(request.user, "coverage"),
        "looks": _looks(),
    }
    return render(request, page_or_part(request, "reporting/coverage_department.html"), context)


@never_cache
@require_GET
@requires(*OF_DEPARTMENTS)
def coverage_people(request: SignedInRequest, department_id: int | None = None) -> HttpResponseBase:
    """Those behind a square, and the other side of it: those not yet trained."""
    user = request.user
    department = _department_or_404(request, department_id)
    now = timezone.now()
    form = BehindForm(request.GET, today=day_of(now))
    asked, side, level = form.asked, form.asked_side, form.asked_level
    of = asked.behind(day_of(now), department_id, level)
    if side == Side.ATTENDANCES:
        everybody: Any = attendances(of)
        of_person, columns = "registration__person", attendance_columns()
    else:
        everybody = trained(of) if side == Side.TRAINED else untrained(of)
        of_person, columns = "pk", behind_columns()
    visible = Person.objects.visible_to(user)
    rows = everybody
    if not user.has(Permission.VIEW_PEOPLE):
        rows = rows.filter(**{f"{of_person}__in": visible.values("pk")})
    beyond = everybody.count() - rows.count() if rows is not everybody else 0
    if form.searched:
        named = Person.objects.search(form.searched)
        rows = rows.filter(**{f"{of_person}__in": named.values("pk")})
    if side != Side.ATTENDANCES:
        rows = rows.with_posting_on(of.counted_on)
    table = AttendanceTable(rows) if side == Side.ATTENDANCES else BehindTable(rows)
    noted = {**asked.summary(), "level": level, "side": str(side)}
    if (file_format := format_asked(request)) and form.is_valid():
        audit.record(
            user,
            "reporting.coverage_people_exported",
            department,
            at=now,
            format=file_format,
            found=rows.count(),
            **noted,
        )
        in_order = in_order_asked(table, request)
        return as_file(
            file_format, name=f"coverage-{side}", columns=columns, rows=in_order, now=now
        )
    tables.show(table, request, rows=PEOPLE_ON_A_PAGE)
    audit.looked(
        user,
        "reporting.coverage_people_viewed",
        department,
        at=now,
        page=table.page.number,
        found=table.paginator.count,
        searched=bool(form.searched),
        **noted,
    )
    context = {
        "department": department,
        "form": form,
        "asked": asked,
        "side": side,
        "table": table,
        "beyond": beyond,
        "counted_on": of.counted_on,
        "now": now,
    }
    return render(request, page_or_part(request, "reporting/coverage_people.html"), context)


def _department_or_404(request: SignedInRequest, department_id: int | None) -> Department | None:
    """The department asked for, if its people are within reach; none where all are asked for."""
    if department_id is None:
        if not request.user.has(Permission.VIEW_PEOPLE):
            raise Http404
        return None
    departments = Department.objects.all()
    if not request.user.has(Permission.VIEW_PEOPLE):
        own = request.user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
        departments = departments.filter(pk__in=own)
    return get_object_or_404(departments, pk=department_id)


def _looks() -> list[tuple[str, int, int]]:
    """The looks of squares, each with the percent it begins and ends at."""
    ends = [100, *(least - 1 for least, _look in LOOKS)]
    return [(look, least, end) for (least, look), end in zip(LOOKS, ends, strict=False)]
