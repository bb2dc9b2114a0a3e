"""The places that the people of one's department hold in sessions to come."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import queries
from training.exports import held_columns
from training.filters import HeldFilter
from training.tables import HeldTable

ROWS_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_OWN_DEPARTMENT)
def held_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    departments = request.user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
    found = HeldFilter(request.GET, queries.places_held(departments, now), request=request)
    table = HeldTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "training.places_held_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        return as_file(file_format, name="places", columns=held_columns(), rows=rows, now=now)
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    audit.looked(
        request.user,
        "training.places_held_viewed",
        at=now,
        filter=found.summary(),
        page=table.page.number,
        found=table.paginator.count,
    )
    template = page_or_part(request, "training/held_list.html")
    return render(request, template, {"filter": found, "table": table})
