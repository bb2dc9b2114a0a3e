"""The annual programme report: made of frozen figures, read here and as a document."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import audit
from core.days import day_of
from core.errors import RuleViolation
from core.translated import current_language
from ethics_officers.models import YearBasis
from ethics_officers.models.years import financial_year_of
from people.access import SignedInRequest, requires
from people.roles import Permission
from reporting import actions, permissions
from reporting.forms.programme_report import ProgrammeReportForm
from reporting.periods import year
from reporting.queries.programme_report import asked_for, reports
from reporting.rendering import Language, Paper, Picture
from reporting.rendering.html import parts_of
from reporting.rendering.programme_report import paper_of
from reporting.views.papers import paper_answer, paper_asked
from reporting.views.tabs import report_tabs


@never_cache
@require_safe
@requires(Permission.VIEW_REPORTS)
def programme_report_list(request: SignedInRequest) -> HttpResponse:
    """The reports there are, and the period of a new one."""
    today = day_of(timezone.now())
    this_year = year(YearBasis.FINANCIAL, financial_year_of(today)).key
    initial = {"period": this_year, "asking": uuid.uuid4()}
    return _list(request, ProgrammeReportForm(today=today, initial=initial))


@require_POST
@requires(Permission.MANAGE_REPORTS)
def programme_report_make(request: SignedInRequest) -> HttpResponse:
    """Freeze the figures of a period; the report is made of them."""
    now = timezone.now()
    form = ProgrammeReportForm(request.POST, today=day_of(now))
    if form.is_valid():
        period = form.chosen
        try:
            frozen = actions.freeze(
                title=_("Programme report, %(period)s") % {"period": period.name},
                asked=asked_for(period.span),
                by=request.user,
                now=now,
                asking=form.cleaned_data["asking"],
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reporting:programme-report", frozen.pk)
    return _list(request, form, status=422)


@never_cache
@require_safe
@requires(Permission.VIEW_REPORTS)
def programme_report(request: SignedInRequest, freeze_id: int) -> HttpResponse:
    """The report as it reads in the language of the page, and as a document in each."""
    frozen = get_object_or_404(reports(request.user), pk=freeze_id)
    if asked := paper_asked(request):
        audit.record(
            request.user,
            "reporting.programme_report_exported",
            frozen,
            at=timezone.now(),
            format=asked.kind,
            language=str(asked.language),
        )
        return paper_answer(
            paper_of(frozen, asked.language), asked, f"programme-report-{frozen.pk}"
        )
    paper = paper_of(frozen, Language(current_language()))
    if "chart" in request.GET:
        return _chart(paper, request.GET["chart"])
    parts, notes = parts_of(paper)
    context = {
        "tabs": report_tabs(request.user, "programme-report"),
        "frozen": frozen,
        "paper": paper,
        "parts": parts,
        "notes": notes,
        "papers": list(Language),
    }
    return render(request, "reporting/programme_report.html", context)


def _list(request: SignedInRequest, form: ProgrammeReportForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "tabs": report_tabs(request.user, "programme-report"),
        "form": form,
        "reports": reports(request.user).defer("text", "marks"),
        "may_make": permissions.can_manage_reports(request.user),
    }
    return render(request, "reporting/programme_report_list.html", context, status=status)


def _chart(paper: Paper, number: str) -> HttpResponse:
    """Answer with one drawing of the report, by its place among them."""
    drawn = [block for block in paper.blocks if isinstance(block, Picture)]
    if not number.isdecimal() or int(number) >= len(drawn):
        raise Http404
    return HttpResponse(drawn[int(number)].data, content_type="image/svg+xml")
