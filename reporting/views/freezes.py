"""Frozen figures: the sets there are, a new one, one as filed, and what it is today."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import as_file, cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part, posted
from people.access import SignedInRequest, requires
from people.roles import Permission
from reporting import actions, permissions
from reporting.exports.freezes import figure_cells, figure_columns, freeze_columns
from reporting.filters.freezes import FreezeFilter
from reporting.forms.freezes import WHOLE, FreezeForm
from reporting.models import Freeze
from reporting.periods import OWN, Period
from reporting.queries import differences, frozen_shown
from reporting.queries import freezes as queries
from reporting.rules import freezes as rules
from reporting.tables.freezes import FreezeTable
from reporting.views.tabs import report_tabs

FREEZES_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_REPORTS)
def freeze_list(request: SignedInRequest) -> HttpResponseBase:
    freezes = Freeze.objects.visible_to(request.user).select_related("replaced_by")
    found = FreezeFilter(request.GET, freezes.defer("text", "marks"), request=request)
    table = FreezeTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        now = timezone.now()
        audit.record(
            request.user,
            "reporting.freezes_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        columns = freeze_columns()
        return as_file(file_format, name="frozen-figures", columns=columns, rows=rows, now=now)
    tables.show(table, request, rows=FREEZES_ON_A_PAGE)
    return render(
        request,
        page_or_part(request, "reporting/freeze_list.html"),
        {
            "tabs": report_tabs(request.user, "frozen"),
            "filter": found,
            "table": table,
            "can_freeze": permissions.can_manage_reports(request.user),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REPORTS)
def freeze_create(request: SignedInRequest) -> HttpResponse:
    """Choose figures, look at their values, and freeze them; nothing is kept before that."""
    now, values, status = timezone.now(), None, 200
    today = day_of(now)
    replaced = _replaced(request)
    form = FreezeForm(posted(request), today=today, user=request.user, initial=_as_before(replaced))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if "preview" in request.POST:
                    rules.check_has_figures(len(form.asked))
                    rules.check_has_begun([form.chosen.span], today)
                    counted = queries.counted(form.asked, today)
                    values, status = frozen_shown.shown(counted), 200
                else:
                    freeze = actions.freeze(
                        title=form.cleaned_data["title"],
                        note=form.cleaned_data["note"],
                        asked=form.asked,
                        by=request.user,
                        now=now,
                        replaces_id=getattr(form.cleaned_data["replaces"], "pk", None),
                        reason=form.cleaned_data["reason"],
                        asking=form.cleaned_data["asking"],
                    )
                    return redirect("reporting:freeze-detail", freeze.pk)
            except RuleViolation as refusal:
                form.add_error(None, str(refusal))
    return render(
        request,
        "reporting/freeze_create.html",
        {
            "tabs": report_tabs(request.user, "frozen"),
            "form": form,
            "replaced": replaced,
            "values": values,
            "chosen": form.chosen if values else None,
        },
        status=status,
    )


def _replaced(request: SignedInRequest) -> Freeze | None:
    """Give the set that the address, or the form, says is to be replaced."""
    asked = request.POST.get("replaces") or request.GET.get("replaces") or ""
    if not asked.isdecimal():
        return None
    return get_object_or_404(Freeze.objects.visible_to(request.user), pk=int(asked))


def _as_before(replaced: Freeze | None) -> dict[str, Any]:
    """Start with what the set that is replaced was asked for."""
    if replaced is None:
        return {}
    figures = list(replaced.figures.defer("rows", "by_department"))
    departments = {figure.department_id for figure in figures if figure.department_id}
    first = figures[0]
    period = Period(OWN, "", frozen_shown.span_of(first))
    return {
        "replaces": replaced.pk,
        "title": replaced.title,
        "note": replaced.note,
        "scope": "departments" if departments else WHOLE,
        "departments": list(departments),
        "figures": [figure.key for figure in figures],
        "period": period.key,
        "since": period.span.starts_on,
        "until": period.span.last_day,
    }


@require_GET
@requires(Permission.VIEW_REPORTS)
def freeze_detail(request: SignedInRequest, freeze_id: int) -> HttpResponseBase:
    """A set as filed, with the verdict on its hash; as a file, the same table."""
    freeze, now = _freeze_or_404(request, freeze_id), timezone.now()
    figures = frozen_shown.shown(list(freeze.figures.select_related("department").defer("rows")))
    if file_format := format_asked(request):
        audit.record(request.user, "reporting.freeze_exported", freeze, at=now, format=file_format)
        return cells_as_file(
            file_format,
            name=f"frozen-{freeze.pk}",
            columns=figure_columns(),
            cells=figure_cells(figures),
            now=now,
        )
    return render(
        request,
        "reporting/freeze_detail.html",
        {
            **_page(request, freeze),
            "figures": figures,
            "has_hidden": any(figure.is_hidden for figure in figures),
            "verdict": queries.verify(freeze),
        },
    )


@never_cache
@require_GET
@requires(Permission.VIEW_REPORTS)
def freeze_today(request: SignedInRequest, freeze_id: int) -> HttpResponse:
    """What the figures of a set are today, and why they differ; counted when asked for."""
    freeze, now = _freeze_or_404(request, freeze_id), timezone.now()
    permissions.check_can_read_exact(request.user)
    figures = frozen_shown.shown(list(freeze.figures.select_related("department").defer("rows")))
    found = {each.frozen.position: each for each in differences.todays(freeze)}
    audit.looked(request.user, "reporting.freeze_compared", freeze, at=now)
    compared = [frozen_shown.compared(each, found[each.frozen.position]) for each in figures]
    return render(
        request,
        page_or_part(request, "reporting/freeze_today.html", part="today"),
        {**_page(request, freeze), "compared": compared, "now": now},
    )


@require_GET
@requires(Permission.VIEW_REPORTS)
def freeze_text(request: SignedInRequest, freeze_id: int) -> HttpResponse:
    """The canonical text, byte for byte as filed: exact, so that its hash can be checked."""
    freeze, now = _freeze_or_404(request, freeze_id), timezone.now()
    permissions.check_can_read_exact(request.user)
    audit.record(request.user, "reporting.freeze_text_taken", freeze, at=now)
    response = HttpResponse(freeze.text.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="frozen-{freeze.pk}.json"'
    return response


def _freeze_or_404(request: SignedInRequest, freeze_id: int) -> Freeze:
    freezes = Freeze.objects.visible_to(request.user).select_related("replaces", "replaced_by")
    return get_object_or_404(freezes, pk=freeze_id)


def _page(request: SignedInRequest, freeze: Freeze) -> dict[str, Any]:
    return {
        "tabs": report_tabs(request.user, "frozen"),
        "freeze": freeze,
        "replaced_by": getattr(freeze, "replaced_by", None),
        "can_freeze": permissions.can_manage_reports(request.user),
    }
