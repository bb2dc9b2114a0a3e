"""The items of a work plan: each has a page, and is edited in its place in the plan."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.days import day_of
from core.errors import RuleViolation
from core.pages import page_or_part, posted
from core.versions import Stale, as_meant
from ethics_officers import actions, permissions, queries
from ethics_officers.forms import ClosingForm, ExplanationForm, ItemForm, ReasonForm
from ethics_officers.models import PlanItem
from ethics_officers.views.plan_changes import in_words
from ethics_officers.views.plans import item_or_404, plan_or_404, rights
from ethics_officers.views.tabs import programme
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def plan_item_detail(request: SignedInRequest, item_id: int) -> HttpResponse:
    """An item with what its figure is made of; for htmx, its row in the plan."""
    item = item_or_404(request, item_id)
    if request.htmx and not request.htmx.boosted:
        return _row(request, item)
    plan = item.plan
    return render(
        request,
        "ethics_officers/plan_item_detail.html",
        {
            **_context(request, item),
            "sessions": item.session_links.select_related("session").order_by("session__starts_at"),
            "publications": queries.publications_of(item, request.user),
            "activities": item.activities.standing(),
            "comments": queries.named(
                item.comments.select_related("item").order_by("settled_at", "written_at"),
                "written_by",
                "settled_by",
            ),
            "changes": in_words(plan.changes.filter(item=item)),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_item_add(request: SignedInRequest, plan_id: int) -> HttpResponse:
    now = timezone.now()
    plan = plan_or_404(request, plan_id)
    _check_may_write(request, plan)
    form = ItemForm(posted(request), plan=plan, today=day_of(now))
    if form.is_valid():
        try:
            actions.add_item(
                plan_id=plan.pk,
                values=form.values,
                every=form.how_often,
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is planned."))
            return redirect("ethics_officers:plan-detail", plan.pk)
    return render(
        request,
        "ethics_officers/plan_item_add.html",
        {**programme(request, plan.department, "plan"), "plan": plan, "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_item_edit(request: SignedInRequest, item_id: int) -> HttpResponse:
    """Change an item: in its row with htmx, else on a page. Nothing typed is lost."""
    now = timezone.now()
    item = item_or_404(request, item_id)
    _check_may_write(request, item.plan)
    data = as_meant(request.POST) if request.method == "POST" else None
    form = ItemForm(data, plan=item.plan, item=item, today=day_of(now))
    stale = None
    if form.is_valid():
        try:
            item = actions.change_item(
                item_id=item.pk,
                values=form.values,
                version=form.opened_version,
                with_following=form.cleaned_data.get("with_following", False),
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                now=now,
            )
        except Stale as refusal:
            stale = refusal
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            if request.htmx and not request.htmx.boosted:
                return _row(request, item)
            messages.success(request, _("The item is changed."))
            return redirect("ethics_officers:plan-detail", item.plan_id)
    return render(
        request,
        page_or_part(request, "ethics_officers/plan_item_edit.html", "form"),
        {
            **programme(request, item.plan.department, "plan"),
            "plan": item.plan,
            "item": item,
            "form": form,
            "stale": stale,
            "differences": form.differences() if stale else [],
        },
        status=422 if stale or form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_item_drop(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = item_or_404(request, item_id)
    form = ReasonForm(posted(request), plan=item.plan)
    return _deed(
        request,
        item,
        form,
        "ethics_officers/plan_item_drop.html",
        lambda values: actions.drop_item(
            item_id=item.pk,
            reason=values.get("reason", ""),
            by=request.user,
            now=timezone.now(),
        ),
        _("The item is dropped."),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_item_explain(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = item_or_404(request, item_id)
    return _deed(
        request,
        item,
        ExplanationForm(posted(request)),
        "ethics_officers/plan_item_explain.html",
        lambda values: actions.explain_item(
            item_id=item.pk, by=request.user, now=timezone.now(), **values
        ),
        _("The explanation is recorded."),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_item_close(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = item_or_404(request, item_id)
    result = queries.results([item])[item.pk]
    initial = {"comment": item.closing_comment, "told_result": item.told_result}
    form = ClosingForm(posted(request), is_counted=result.is_counted, initial=initial)
    return _deed(
        request,
        item,
        form,
        "ethics_officers/plan_item_close.html",
        lambda values: actions.close_item(
            item_id=item.pk, by=request.user, now=timezone.now(), **values
        ),
        _("The item is done."),
    )


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def plan_item_reopen(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = item_or_404(request, item_id)
    actions.reopen_item(item_id=item.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The item is open again."))
    return redirect("ethics_officers:plan-item-detail", item.pk)


def _deed(
    request: SignedInRequest,
    item: PlanItem,
    form: Any,
    template: str,
    do: Callable[[dict[str, Any]], Any],
    done: str,
) -> HttpResponse:
    """Ask before something is done to an item, do it, and go back to the plan."""
    _check_may_write(request, item.plan)
    refused = False
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
            refused = True
        else:
            messages.success(request, done)
            return redirect("ethics_officers:plan-detail", item.plan_id)
    return render(
        request,
        template,
        {**_context(request, item), "form": form},
        status=422 if refused or form.errors else 200,
    )


def _row(request: SignedInRequest, item: PlanItem) -> HttpResponse:
    return render(request, "ethics_officers/components/plan_row.html", _context(request, item))


def _context(request: SignedInRequest, item: PlanItem) -> dict[str, Any]:
    plan = item.plan
    [row] = queries.plan_rows([item], day_of(timezone.now()))
    return {
        **programme(request, plan.department, "plan"),
        **rights(request, plan),
        "plan": plan,
        "item": item,
        "row": row,
    }


def _check_may_write(request: SignedInRequest, plan: Any) -> None:
    """Whoever sees a plan as an overseer, too, may write only that of an own department."""
    if not permissions.can_manage_programme_of(request.user, plan.department):
        raise PermissionDenied
