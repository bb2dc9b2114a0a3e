"""The strategies of all departments, for programme staff."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, format_asked, in_order_asked
from ethics_officers import queries
from ethics_officers.exports import strategy_columns
from ethics_officers.filters import StrategyFilter
from ethics_officers.models import StrategyVersion
from ethics_officers.tables import StrategyTable
from people.access import SignedInRequest, requires
from people.roles import Permission

DEPARTMENTS_ON_A_PAGE = 100


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def strategy_list(request: SignedInRequest) -> HttpResponseBase:
    """Where the strategy of each department stands today, as far as it was told."""
    now = timezone.now()
    departments = queries.strategies_by_department(day_of(now))
    found = StrategyFilter(request.GET, departments)
    table = StrategyTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.strategies_exported",
            at=now,
            format=file_format,
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        columns = strategy_columns()
        return as_file(file_format, name="strategies", columns=columns, rows=rows, now=now)
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    context = {"filter": found, "table": table}
    if request.htmx and not request.htmx.boosted:
        return render(request, "ethics_officers/strategy_list.html#results", context)
    status = StrategyVersion.Status
    context |= {
        "total": departments.count(),
        "endorsed": departments.filter(version_status=status.ENDORSED).count(),
        "submitted": departments.filter(version_status=status.SUBMITTED).count(),
        "without": departments.filter(version_status__isnull=True).count(),
    }
    return render(request, "ethics_officers/strategy_list.html", context)
