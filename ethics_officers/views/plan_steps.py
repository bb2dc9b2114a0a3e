"""The steps of a work plan: begun, submitted, commented on, returned or endorsed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.days import day_of
from core.errors import RuleViolation
from core.forms import Form
from core.pages import posted
from ethics_officers import actions, permissions
from ethics_officers.forms import (
    PaperEndorsementForm,
    PlanCommentForm,
    PlanReturnForm,
    PlanStartForm,
)
from ethics_officers.models import CentralPriority, PlanComment, PlanItem, WorkPlan
from ethics_officers.views.plans import plan_or_404, rights
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_start(request: SignedInRequest, department_id: int) -> HttpResponse:
    """Begin a plan from ticked items of the last one, from central priorities, or empty."""
    now = timezone.now()
    department = department_or_404(request, department_id)
    if not permissions.can_manage_programme_of(request.user, department):
        raise PermissionDenied
    plans = WorkPlan.objects.visible_to(request.user).filter(department=department)
    last, today = plans.first(), day_of(now)
    items = last.items.standing() if last else PlanItem.objects.none()
    form = PlanStartForm(
        posted(request), items=items, today=today, free_now=not plans.on(today).exists()
    )
    if form.is_valid():
        carried = form.cleaned_data.get("items", [])
        try:
            plan = actions.start_plan(
                department_id=department.pk,
                basis=form.cleaned_data["basis"],
                year=form.cleaned_data["year"],
                carried_item_ids=[item.pk for item in carried],
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is begun, as a draft that your department sees."))
            return redirect("ethics_officers:plan-detail", plan.pk)
    return render(
        request,
        "ethics_officers/plan_start.html",
        {
            **programme(request, department, "plan"),
            "form": form,
            "last": last,
            "priorities": CentralPriority.objects.published(),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_submit(request: SignedInRequest, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.submit_plan(plan_id=plan.pk, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is submitted to the head of department."))
            return redirect("ethics_officers:plan-detail", plan.pk)
    return _page(request, plan, form, "ethics_officers/plan_submit.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.ENDORSE_OWN_PROGRAMME)
def plan_return(request: SignedInRequest, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    form = PlanReturnForm(posted(request))
    if form.is_valid():
        try:
            actions.return_plan(
                plan_id=plan.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is with its officers again."))
            return redirect("ethics_officers:plan-detail", plan.pk)
    return _page(request, plan, form, "ethics_officers/plan_return.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_take_back(request: SignedInRequest, plan_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.take_back_plan(plan_id=plan.pk, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is a draft again."))
            return redirect("ethics_officers:plan-detail", plan.pk)
    return _page(request, plan, form, "ethics_officers/plan_take_back.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME, Permission.ENDORSE_OWN_PROGRAMME)
def plan_endorse(request: SignedInRequest, plan_id: int) -> HttpResponse:
    """The head of department endorses here; an officer records what was endorsed on paper."""
    now = timezone.now()
    plan = plan_or_404(request, plan_id)
    form: Form
    if permissions.can_endorse_for(request.user, plan.department):
        form = Form(posted(request))
        given: dict[str, Any] = {"endorser": str(request.user.person), "endorsed_on": day_of(now)}
    else:
        form = PaperEndorsementForm(posted(request), today=day_of(now))
        given = {}
    if form.is_valid():
        try:
            actions.endorse_plan(
                plan_id=plan.pk, by=request.user, now=now, **given, **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is endorsed."))
            return redirect("ethics_officers:plan-detail", plan.pk)
    return _page(request, plan, form, "ethics_officers/plan_endorse.html")


@require_http_methods(["GET", "POST"])
@requires(
    Permission.MANAGE_OWN_PROGRAMME,
    Permission.ENDORSE_OWN_PROGRAMME,
    Permission.MANAGE_PROGRAMMES,
)
def plan_comment(request: SignedInRequest, plan_id: int) -> HttpResponse:
    """Say something of a plan, or of the item that the address names."""
    plan = plan_or_404(request, plan_id)
    asked = request.GET.get("item", "")
    item = get_object_or_404(plan.items, pk=asked) if asked.isdecimal() else None
    form = PlanCommentForm(posted(request))
    if form.is_valid():
        actions.comment_on_plan(
            plan_id=plan.pk,
            item_id=item.pk if item else None,
            by=request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Your comment is recorded, and the officers are told."))
        return redirect("ethics_officers:plan-detail", plan.pk)
    return _page(request, plan, form, "ethics_officers/plan_comment.html", item=item)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_comment_settle(request: SignedInRequest, comment_id: int) -> HttpResponse:
    comment = get_object_or_404(PlanComment.objects.visible_to(request.user), pk=comment_id)
    actions.settle_comment(comment_id=comment.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The comment is settled."))
    return redirect("ethics_officers:plan-detail", comment.plan_id)


def _page(
    request: SignedInRequest, plan: WorkPlan, form: Form, template: str, **context: Any
) -> HttpResponse:
    return render(
        request,
        template,
        {
            **programme(request, plan.department, "plan"),
            **rights(request, plan),
            "plan": plan,
            "form": form,
            **context,
        },
        status=422 if form.errors else 200,
    )
