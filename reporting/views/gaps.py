"""Gaps by risk: where strategies see risks, and few are trained against them."""

from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers.rules import coverage_asked
from people.access import SignedInRequest, requires
from people.roles import Permission
from reporting.exports.gaps import gap_cells, gap_columns
from reporting.forms.gaps import GapForm
from reporting.models import Basis
from reporting.queries.behind_coverage import Of
from reporting.queries.gaps import gaps, with_plans
from reporting.tables.gaps import GapTable
from reporting.views.tabs import OF_PROGRAMMES, report_tabs

GAPS_ON_A_PAGE = 50


@never_cache
@require_GET
@requires(*OF_PROGRAMMES)
def gap_list(request: SignedInRequest) -> HttpResponseBase:
    user, now = request.user, timezone.now()
    today = day_of(now)
    form = GapForm(request.GET, today=today)
    period = form.chosen
    of = Of(period.span, today, Basis.TODAY)
    sees_all = user.has(Permission.VIEW_REPORTS)
    own = user.departments_with(Permission.VIEW_OWN_PROGRAMME)
    found = gaps(of, own=own, only_own=not sees_all)
    rows = with_plans(form.among(found.rows), user, today)
    table = GapTable(rows, user, urlencode(period.said))
    if (file_format := format_asked(request)) and form.is_valid():
        audit.record(user, "reporting.gaps_exported", at=now, format=file_format, **form.summary())
        return cells_as_file(
            file_format,
            name=f"gaps-{period.key}",
            columns=gap_columns(),
            cells=gap_cells(in_order_asked(table, request)),
            now=now,
        )
    tables.show(table, request, rows=GAPS_ON_A_PAGE)
    context = {
        "form": form,
        "table": table,
        "period": period,
        "found": found,
        "counted_on": of.counted_on,
        "hides": any(gap.square.is_hidden for gap in found.rows),
        "asked": coverage_asked(),
        "sees_all": sees_all,
        "tabs": report_tabs(user, "gaps"),
    }
    return render(request, page_or_part(request, "reporting/gaps.html"), context)
