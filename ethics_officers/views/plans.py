"""The work plan of a department: its page, by year."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.days import day_of
from ethics_officers.models import WorkPlan
from ethics_officers.views.tabs import department_or_404, departments_of, programme
from people.access import SignedInRequest, requires
from people.roles import Permission


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
        {**programme(request, department, "plan"), "plans": plans},
    )


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def plan_detail(request: SignedInRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(
        WorkPlan.objects.visible_to(request.user).select_related("department"), pk=plan_id
    )
    items = plan.items.standing().select_related("topic")
    return render(
        request,
        "ethics_officers/plan_detail.html",
        {**programme(request, plan.department, "plan"), "plan": plan, "items": items},
    )
