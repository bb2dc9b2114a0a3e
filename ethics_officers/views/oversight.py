"""The oversight of all departments: where the integrity work wants attention."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers import queries, rules
from ethics_officers.exports import oversight_columns
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
    departments = queries.departments_by_signals(today)
    found = OversightFilter(request.GET, departments)
    table = OversightTable(found.qs, queries.span_of_coverage(today))
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.oversight_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
        )
        return as_file(
            file_format,
            name="oversight",
            columns=oversight_columns(),
            rows=in_order_asked(table, request),
            now=now,
        )
    tables.show(table, request, rows=DEPARTMENTS_ON_A_PAGE)
    context = {"filter": found, "table": table}
    if not request.htmx or request.htmx.boosted:
        counts = queries.signals_raised(departments)
        context |= {
            "signals": [(signal, counts[signal.value]) for signal in rules.Signal],
            "asked": rules.coverage_asked(),
            "stalled_days": queries.STALLED_AFTER.days,
        }
    return render(request, page_or_part(request, "ethics_officers/oversight.html"), context)
