"""What is in the making, for staff."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications import permissions, queries
from publications.exports import making_columns
from publications.filters import MakingFilter
from publications.tables import MakingTable

ROWS_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_LIBRARY)
def making_list(request: SignedInRequest) -> HttpResponseBase:
    """Drafts, reviews, what is scheduled, and what is about to leave: the next day first."""
    now = timezone.now()
    editions = queries.in_the_making(request.user, now).select_related("publication")
    found = MakingFilter(request.GET, editions)
    table = MakingTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "publications.making_exported",
            at=now,
            format=file_format,
            found=found.qs.count(),
        )
        return as_file(
            file_format,
            name="publications-in-the-making",
            columns=making_columns(),
            rows=in_order_asked(table, request),
            now=now,
        )
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    bodies = permissions.bodies_of(request.user)
    return render(
        request,
        page_or_part(request, "publications/making_list.html"),
        {
            "filter": found,
            "table": table,
            "can_write": permissions.can_write(request.user),
            "waiting": [(body, queries.waiting_for([body])) for body in bodies],
        },
    )
