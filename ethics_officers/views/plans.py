"""The work plan of a department: its page by year, as a file, and what changed meanwhile."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers import permissions, queries
from ethics_officers.exports import plan_columns, plan_list_columns, with_figures
from ethics_officers.filters import PlanFilter, PlanListFilter
from ethics_officers.models import PlanItem, WorkPlan, financial_year_of
from ethics_officers.tables import PlanTable
from ethics_officers.views.plan_changes import in_words
from ethics_officers.views.tabs import department_or_404, departments_of, programme
from people.access import SignedInRequest, requires
from people.models import with_user
from people.roles import Permission

PLANS_ON_A_PAGE = 100
CHANGES_SHOWN = 20


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME)
def our_department(request: SignedInRequest) -> HttpResponse:
    """Lead an officer to the department, or to the first of several by name."""
    department = departments_of(request.user)[0]
    return redirect("ethics_officers:plan-of-department", department.pk)


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def plan_of_department(request: SignedInRequest, department_id: int) -> HttpResponse:
    """Lead to the plan of the current year; where there is none, say so."""
    department = department_or_404(request, department_id)
    plans = WorkPlan.objects.visible_to(request.user).filter(department=department)
    if plan := plans.on(day_of(timezone.now())).first():
        return redirect("ethics_officers:plan-detail", plan.pk)
    return render(
        request,
        "ethics_officers/plan_missing.html",
        {
            **programme(request, department, "plan"),
            "plans": plans,
            "can_manage": permissions.can_manage_programme_of(request.user, department),
        },
    )


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def plan_detail(request: SignedInRequest, plan_id: int) -> HttpResponseBase:
    now = timezone.now()
    plan = plan_or_404(request, plan_id)
    items = plan.items.select_related("topic", "priority", "plan")
    rows = queries.plan_rows(items, day_of(now))
    found = PlanFilter(request.GET, items)
    wanted = set(found.qs.values_list("pk", flat=True)) if found.is_valid() else set()
    shown = found.in_state([row for row in rows if row.item.pk in wanted])
    if file_format := format_asked(request):
        audit.record(
            request.user, "ethics_officers.plan_exported", plan, at=now, format=file_format
        )
        return as_file(
            file_format,
            name=f"work-plan-{plan.department.code}-{plan.year_name}",
            columns=plan_columns(),
            rows=with_figures(shown),
            now=now,
        )
    return render(
        request,
        page_or_part(request, "ethics_officers/plan_detail.html"),
        {
            **programme(request, plan.department, "plan"),
            **rights(request, plan),
            "plan": plan,
            "filter": found,
            "rows": shown,
            "is_timeline": found.is_timeline,
            "months": plan.months(),
            "figures": queries.plan_figures(rows),
            "reach": queries.plan_reach(rows, plan.department),
            "activities": queries.latest(plan.department),
            "other_years": WorkPlan.objects.visible_to(request.user)
            .filter(department=plan.department)
            .exclude(pk=plan.pk),
            "comments": _comments(plan),
            "changes": in_words(plan.changes.all()[:CHANGES_SHOWN]),
        },
    )


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def plan_news(request: SignedInRequest, plan_id: int) -> HttpResponse:
    """Tell who looks at a plan what others changed since the page was made."""
    plan = plan_or_404(request, plan_id)
    revision = request.GET.get("revision", "")
    if not revision.isdecimal() or int(revision) >= plan.revision:
        return HttpResponse(status=204)
    others = with_user(plan.items.exclude(changed_by=request.user), "changed_by")
    item = others.filter(changed_at__isnull=False).order_by("-changed_at").first()
    if item is None:
        return HttpResponse(status=204)
    return render(
        request,
        "ethics_officers/components/plan_news.html",
        {"item": queries.named([item], "changed_by")[0], "plan": plan},
    )


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def plan_list(request: SignedInRequest) -> HttpResponseBase:
    """The plans of all departments of one year, and where there is none."""
    now = timezone.now()
    today = day_of(now)
    begun = financial_year_of(today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len(str(begun)) else begun
    departments = queries.plans_of_year(year, today)
    found = PlanListFilter(request.GET, departments)
    table = PlanTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.plans_exported",
            at=now,
            format=file_format,
            year=year,
            filter=found.summary(),
        )
        return as_file(
            file_format,
            name=f"work-plans-{year}",
            columns=plan_list_columns(),
            rows=in_order_asked(table, request),
            now=now,
        )
    tables.show(table, request, rows=PLANS_ON_A_PAGE)
    context = {"filter": found, "table": table, "year": year, "begun": begun}
    template = page_or_part(request, "ethics_officers/plan_list.html")
    if not request.htmx or request.htmx.boosted:
        context["total"] = departments.count()
        context["endorsed"] = departments.filter(plan_status=WorkPlan.Status.ENDORSED).count()
        context["stalled"] = departments.filter(is_stalled=True).count()
        context["without"] = departments.filter(plan__isnull=True).count()
        context["years"] = [begun - 1, begun, begun + 1]
        context["can_manage"] = permissions.can_manage_programmes(request.user)
    return render(request, template, context)


# What the pages of plans share -------------------------------------------------------------------


def plan_or_404(request: SignedInRequest, plan_id: int) -> WorkPlan:
    plans = WorkPlan.objects.visible_to(request.user).select_related("department")
    return get_object_or_404(plans, pk=plan_id)


def item_or_404(request: SignedInRequest, item_id: int) -> PlanItem:
    items = PlanItem.objects.visible_to(request.user)
    return get_object_or_404(
        items.select_related("plan__department", "topic", "priority", "objective", "risk_area"),
        pk=item_id,
    )


def rights(request: SignedInRequest, plan: WorkPlan) -> dict[str, bool]:
    """Give what this user may do with a plan, for the buttons."""
    user, department = request.user, plan.department
    can_manage = permissions.can_manage_programme_of(user, department)
    return {
        "can_manage": can_manage,
        "can_edit": can_manage and plan.is_open,
        "can_endorse": permissions.can_endorse_for(user, department),
        "can_comment": permissions.can_comment_on_plan_of(user, department),
    }


def _comments(plan: WorkPlan) -> list[Any]:
    comments = plan.comments.select_related("item").order_by("settled_at", "written_at")
    return queries.named(comments, "written_by", "settled_by")
