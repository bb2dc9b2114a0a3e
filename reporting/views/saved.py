"""Lists that were saved: one's own, and those that others share."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import RuleViolation
from core.pages import posted
from people.access import SignedInRequest, posted_from, signed_in
from reporting.actions import saved as actions
from reporting.addresses import Address
from reporting.forms.saved import SavedReportForm
from reporting.models import ListExport, SavedReport
from reporting.queries.saved import own_reports, shared_reports
from reporting.replaying import opens
from reporting.rules.saved import check_can_be_saved
from reporting.views.tabs import report_tabs

REPORTS_ON_A_PAGE = 25
_FILES = 10


@require_safe
@signed_in
def saved_list(request: SignedInRequest) -> HttpResponse:
    user = request.user
    files = ListExport.objects.visible_to(user).filter(
        state__in=[
            ListExport.State.WAITING,
            ListExport.State.WORKING,
            ListExport.State.MADE,
            ListExport.State.FAILED,
        ]
    )
    return render(
        request,
        "reporting/saved_list.html",
        {
            "tabs": report_tabs(user, "saved"),
            "own": _page(own_reports(user), request.GET.get("page")),
            "shared": _page(shared_reports(user), request.GET.get("shared")),
            "files": files.select_related("stored", "report")[:_FILES],
        },
    )


@require_http_methods(["GET", "POST"])
@signed_in
def saved_create(request: SignedInRequest) -> HttpResponse:
    """Save the list whose address is in `list`."""
    address = Address.of(request.GET.get("list", ""))
    try:
        check_can_be_saved(address, request.user)
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect("reporting:saved-list")
    form = SavedReportForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            report = actions.save_report(
                address=address, by=request.user, now=timezone.now(), **form.values()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved: %(name)s") % {"name": report.name})
            return redirect("reporting:saved-list")
    return _form_page(request, "reporting/saved_create.html", form, {"address": address})


@require_safe
@signed_in
def saved_open(request: SignedInRequest, report_id: int) -> HttpResponse:
    """Lead to the list as it is now, or say that it is not open."""
    report = get_object_or_404(
        SavedReport.objects.standing().visible_to(request.user), pk=report_id
    )
    if opens(report.address, by=request.user):
        return redirect(report.address.url)
    return render(request, "reporting/saved_shut.html", {"report": report}, status=403)


@require_http_methods(["GET", "POST"])
@signed_in
def saved_edit(request: SignedInRequest, report_id: int) -> HttpResponse:
    report = get_object_or_404(
        SavedReport.objects.standing().filter(owner=request.user), pk=report_id
    )
    form = SavedReportForm(posted(request), user=request.user, report=report)
    if form.is_valid():
        try:
            actions.change_report(
                report_id=report.pk, by=request.user, now=timezone.now(), **form.values()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The report is changed."))
            return redirect("reporting:saved-list")
    return _form_page(request, "reporting/saved_edit.html", form, {"report": report})


@posted_from("reporting:saved-edit")
@signed_in
def saved_end(request: SignedInRequest, report_id: int) -> HttpResponse:
    report = get_object_or_404(SavedReport.objects.filter(owner=request.user), pk=report_id)
    actions.end_report(report_id=report.pk, by=request.user, now=timezone.now())
    messages.success(request, _("Ended: %(name)s") % {"name": report.name})
    return redirect("reporting:saved-list")


def _page(reports: Any, number: Any) -> Any:
    return Paginator(reports, REPORTS_ON_A_PAGE).get_page(number)


def _form_page(
    request: SignedInRequest, template: str, form: SavedReportForm, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)
