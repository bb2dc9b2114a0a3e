"""Central priorities, as programme staff set them for a year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.days import day_of
from core.errors import RuleViolation
from core.forms import Form
from core.pages import posted
from ethics_officers import actions, permissions
from ethics_officers.forms import PriorityForm
from ethics_officers.models import CentralPriority, WorkPlan
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def priority_list(request: SignedInRequest) -> HttpResponse:
    priorities = CentralPriority.objects.visible_to(request.user).select_related("topic")
    return render(
        request,
        "ethics_officers/priority_list.html",
        {
            "priorities": priorities,
            "can_manage": permissions.can_manage_programmes(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def priority_create(request: SignedInRequest) -> HttpResponse:
    return _form_page(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def priority_edit(request: SignedInRequest, priority_id: int) -> HttpResponse:
    return _form_page(request, _priority_or_404(request, priority_id))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def priority_publish(request: SignedInRequest, priority_id: int) -> HttpResponse:
    """Ask whether a priority is to be told, saying how many plans it touches; then tell it."""
    priority = _priority_or_404(request, priority_id)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.publish_priority(priority_id=priority.pk, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The priority is published."))
            return redirect("ethics_officers:priority-list")
    plans = WorkPlan.objects.filter(basis=priority.basis, year=priority.year)
    return render(
        request,
        "ethics_officers/priority_publish.html",
        {"priority": priority, "form": form, "plans": plans.count()},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PROGRAMMES)
def priority_withdraw(request: SignedInRequest, priority_id: int) -> HttpResponse:
    priority = _priority_or_404(request, priority_id)
    form = Form(posted(request))
    if form.is_valid():
        try:
            actions.withdraw_priority(priority_id=priority.pk, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The priority is withdrawn."))
            return redirect("ethics_officers:priority-list")
    return render(
        request,
        "ethics_officers/priority_withdraw.html",
        {"priority": priority, "form": form, "plans": priority.plan_items.count()},
        status=422 if form.errors else 200,
    )


def _form_page(request: SignedInRequest, priority: CentralPriority | None) -> HttpResponse:
    now = timezone.now()
    form = PriorityForm(posted(request), instance=priority, today=day_of(now))
    if form.is_valid():
        try:
            actions.save_priority(priority=form.save(commit=False), by=request.user, now=now)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Departments see it once it is published."))
            return redirect("ethics_officers:priority-list")
    return render(
        request,
        "ethics_officers/priority_form.html",
        {"priority": priority, "form": form},
        status=422 if form.errors else 200,
    )


def _priority_or_404(request: SignedInRequest, priority_id: int) -> CentralPriority:
    return get_object_or_404(CentralPriority.objects.visible_to(request.user), pk=priority_id)
