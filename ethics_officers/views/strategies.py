"""The strategy of a department: its versions, and having them endorsed."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import audit
from core.days import day_of
from core.errors import RuleViolation
from core.files import serve
from ethics_officers import actions, permissions, queries
from ethics_officers.forms import (
    StrategyPaperForm,
    StrategyPeriodForm,
    StrategyReturnForm,
)
from ethics_officers.models import Strategy, StrategyVersion
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.models import Department
from people.roles import Permission

SEE = (Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)


@require_GET
@requires(*SEE)
def strategy_of_department(request: SignedInRequest, department_id: int) -> HttpResponse:
    """Lead to the latest version of the strategy in force; where there is none, say so."""
    department = department_or_404(request, department_id)
    today = day_of(timezone.now())
    versions = visible(request).filter(strategy__department=department)
    current = versions.filter(strategy__starts_on__lte=today, strategy__ends_on__gt=today)
    if latest := (current.order_by("-number").first()):
        return redirect("ethics_officers:strategy-version", latest.pk)
    return render(
        request,
        "ethics_officers/strategy_missing.html",
        {
            **programme(request, department, "strategy"),
            "others": versions.order_by("-strategy__starts_on", "-number"),
            "can_manage": permissions.can_manage_programme_of(request.user, department),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def strategy_begin(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = _managed_department(request, department_id)
    now = timezone.now()
    form = StrategyPeriodForm(request.POST if request.method == "POST" else None, today=day_of(now))
    if form.is_valid():
        values = form.cleaned_data
        try:
            version = actions.begin_strategy(
                department_id=department.pk,
                starts_on=values["starts_on"],
                ends_on=values["last_day"] + dt.timedelta(days=1),
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("ethics_officers:strategy-edit", version.pk)
    context = {**programme(request, department, "strategy"), "form": form}
    template = "ethics_officers/strategy_begin.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_GET
@requires(*SEE)
def strategy_version(request: SignedInRequest, version_id: int) -> HttpResponse:
    return version_page(request, get_object_or_404(visible(request), pk=version_id))


@require_GET
@requires(*SEE)
def strategy_compare(request: SignedInRequest, version_id: int) -> HttpResponse:
    """What differs between a version and an earlier one, `?with=`; the one before, unless said."""
    version = get_object_or_404(visible(request), pk=version_id)
    others = visible(request).filter(strategy=version.strategy_id).exclude(pk=version.pk)
    asked = request.GET.get("with", "")
    before = (
        others.filter(number=asked).first()
        if asked.isdecimal()
        else others.filter(number__lt=version.number).order_by("-number").first()
    )
    if before is None:
        raise Http404
    if before.number > version.number:
        before, version = version, before
    changes = queries.changes_between(queries.wording_of(before), queries.wording_of(version))
    return render(
        request,
        "ethics_officers/strategy_compare.html",
        {
            **programme(request, version.strategy.department, "strategy"),
            "version": version,
            "before": before,
            "changes": changes,
            "others": others.order_by("number"),
        },
    )


@require_GET
@requires(*SEE)
def strategy_document(request: SignedInRequest, version_id: int) -> HttpResponseBase:
    version = get_object_or_404(visible(request), pk=version_id, document__isnull=False)
    audit.record(
        request.user, "ethics_officers.strategy_document_opened", version, at=timezone.now()
    )
    return serve(version.document, inline=True, request=request)  # type: ignore[arg-type]


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def strategy_submit(request: SignedInRequest, version_id: int) -> HttpResponse:
    version = get_object_or_404(managed(request), pk=version_id)
    try:
        actions.submit_strategy(version_id=version.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        return version_page(request, version, refusal=str(refusal))
    messages.success(request, _("Submitted. It is with the head of department now."))
    return redirect("ethics_officers:strategy-version", version.pk)


@require_POST
@requires(Permission.ENDORSE_OWN_PROGRAMME)
def strategy_endorse(request: SignedInRequest, version_id: int) -> HttpResponse:
    version = get_object_or_404(_to_endorse(request), pk=version_id)
    try:
        actions.endorse_strategy(version_id=version.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        return version_page(request, version, refusal=str(refusal))
    messages.success(request, _("Endorsed. It is in force, and stays as it is."))
    return redirect("ethics_officers:strategy-version", version.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.ENDORSE_OWN_PROGRAMME)
def strategy_return(request: SignedInRequest, version_id: int) -> HttpResponse:
    version = get_object_or_404(_to_endorse(request), pk=version_id)
    form = StrategyReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.return_strategy(
                version_id=version.pk,
                comment=form.cleaned_data["comment"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Returned. The officer is told by mail."))
            return redirect("ethics_officers:strategy-version", version.pk)
    return _form_page(request, version, form, "ethics_officers/strategy_return.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_OWN_PROGRAMME)
def strategy_endorsement(request: SignedInRequest, version_id: int) -> HttpResponse:
    """Record an endorsement that was given on paper."""
    version = get_object_or_404(managed(request), pk=version_id)
    form = StrategyPaperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.record_strategy_endorsement(
                version_id=version.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The endorsement is recorded."))
            return redirect("ethics_officers:strategy-version", version.pk)
    return _form_page(request, version, form, "ethics_officers/strategy_endorsement.html")


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def strategy_version_begin(request: SignedInRequest, strategy_id: int) -> HttpResponse:
    """Begin a new version from the endorsed one."""
    owned = request.user.departments_with(Permission.MANAGE_OWN_PROGRAMME)
    strategies = Strategy.objects.visible_to(request.user).filter(department__in=owned)
    strategy = get_object_or_404(strategies, pk=strategy_id)
    try:
        version = actions.begin_strategy_version(
            strategy_id=strategy.pk, by=request.user, now=timezone.now()
        )
    except RuleViolation as refusal:
        last = visible(request).filter(strategy=strategy).order_by("-number")[0]
        return version_page(request, last, refusal=str(refusal))
    return redirect("ethics_officers:strategy-edit", version.pk)


def visible(request: SignedInRequest) -> QuerySet[StrategyVersion]:
    return StrategyVersion.objects.visible_to(request.user).select_related(
        "strategy__department",
        "document",
        "written_by__person",
        "submitted_by__person",
        "endorsed_by__person",
    )


def managed(request: SignedInRequest) -> QuerySet[StrategyVersion]:
    """Those of the departments whose programme this user writes."""
    owned = request.user.departments_with(Permission.MANAGE_OWN_PROGRAMME)
    return visible(request).filter(strategy__department__in=owned)


def version_page(
    request: SignedInRequest,
    version: StrategyVersion,
    *,
    refusal: str = "",
    document_form: Any = None,
) -> HttpResponse:
    """The page of one version, with why something was refused, if it was."""
    version = visible(request).get(pk=version.pk)
    department = version.strategy.department
    risks = list(version.risk_areas.select_related("topic"))
    versions = visible(request).filter(strategy=version.strategy_id).order_by("-number")
    user, status = request.user, StrategyVersion.Status
    is_open = version.status in {status.DRAFT, status.SUBMITTED}
    can_manage = permissions.can_manage_programme_of(user, department)
    latest = versions[0]
    return render(
        request,
        "ethics_officers/strategy_version.html",
        {
            **programme(request, department, "strategy"),
            "version": version,
            "versions": versions,
            "others": visible(request)
            .filter(strategy__department=department)
            .exclude(strategy=version.strategy_id)
            .order_by("-strategy__starts_on", "-number"),
            "last_day": version.strategy.ends_on - dt.timedelta(days=1),
            "risks": [(risk, queries.level_of(risk.rating)) for risk in risks],
            "matrix": queries.risk_matrix(risks),
            "objectives": version.objectives.all(),
            "can_manage": can_manage,
            "can_write": can_manage and version.status == status.DRAFT,
            "can_record": can_manage and is_open,
            "can_begin": can_manage and latest.status == status.ENDORSED,
            "can_endorse": permissions.can_endorse_for(user, department)
            and version.status == status.SUBMITTED,
            "document_form": document_form,
            "refusal": refusal,
        },
        status=422 if refusal or document_form else 200,
    )


def _managed_department(request: SignedInRequest, department_id: int) -> Department:
    department = department_or_404(request, department_id)
    permissions.check_can_manage_programme_of(request.user, department)
    return department


def _to_endorse(request: SignedInRequest) -> QuerySet[StrategyVersion]:
    headed = request.user.departments_with(Permission.ENDORSE_OWN_PROGRAMME)
    return visible(request).filter(strategy__department__in=headed)


def _form_page(
    request: SignedInRequest, version: StrategyVersion, form: Any, template: str
) -> HttpResponse:
    context = {
        **programme(request, version.strategy.department, "strategy"),
        "version": version,
        "form": form,
    }
    return render(request, template, context, status=422 if form.errors else 200)
