"""The oversight of all departments: where the integrity work wants attention."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers import queries, rules
from ethics_officers.exports import oversight_cells, oversight_columns
from ethics_officers.filters import OversightFilter
from ethics_officers.tables import OversightTable
from people.access import SignedInRequest, requires
from people.roles import Permission

DEPARTMENTS_ON_A_PAGE = 100


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def oversight(request: SignedInRequest) -> HttpResponseBase:
    """Show how each department stands by the six signals, the worst first."""
    now = timezone.now()
    today = day_of(now)
    standings = queries.standings(today)
    found = OversightFilter(request.GET, standings)
    table = OversightTable(found.found, queries.span_of_coverage(today))
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.oversight_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
        )
        columns = oversight_columns()
        cells = oversight_cells(columns, in_order_asked(table, request))
        return cells_as_file(file_format, name="oversight", columns=columns, cells=cells, now=now)
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    context = {"filter": found, "table": table}
    if not request.htmx or request.htmx.boosted:
        counts = queries.signals_raised(standings)
        context |= {
            "signals": [(signal, counts[signal]) for signal in rules.Signal],
            "asked": rules.coverage_asked(),
            "stalled_days": queries.STALLED_AFTER.days,
        }
    return render(request, page_or_part(request, "ethics_officers/oversight.html"), context)
