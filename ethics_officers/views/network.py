"""The network of Ethics Officers: what is new in it, and the directory of officers."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers import queries
from ethics_officers.exports import directory_columns
from ethics_officers.filters import DirectoryFilter
from ethics_officers.models import SharedFile
from ethics_officers.tables import DirectoryTable
from ethics_officers.views.network_tabs import in_network
from people.access import SignedInRequest, requires
from people.roles import Permission

OFFICERS_ON_A_PAGE = 100
SHOWN_OF_EACH = 4


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def network(request: SignedInRequest) -> HttpResponse:
    user = request.user
    officers = queries.directory(user, day_of(timezone.now()))
    files = SharedFile.objects.visible_to(user).standing().select_related("topic", "stored")
    return render(
        request,
        "ethics_officers/network_overview.html",
        {
            **in_network(request, "overview"),
            "officers": officers.count(),
            "unanswered": queries.questions(user).filter(status="open", answer_count=0).count(),
            "questions": queries.questions(user).exclude(status="withdrawn")[:SHOWN_OF_EACH],
            "practices": queries.good_practice()[:SHOWN_OF_EACH],
            "files": files[:SHOWN_OF_EACH],
        },
    )


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def directory(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    found = DirectoryFilter(request.GET, queries.directory(request.user, day_of(now)))
    table = DirectoryTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user, "ethics_officers.directory_exported", at=now,
            format=file_format, filter=found.summary(), found=found.qs.count(),
        )  # fmt: skip
        rows = in_order_asked(table, request)
        return as_file(
            file_format, name="directory", columns=directory_columns(), rows=rows, now=now
        )
    tables.show(table, request, rows=OFFICERS_ON_A_PAGE)
    asked = found.summary() if found.is_valid() else {}
    audit.looked(request.user, "ethics_officers.directory_viewed", at=now, **asked)
    return render(
        request,
        page_or_part(request, "ethics_officers/directory.html"),
        {**in_network(request, "directory"), "filter": found, "table": table},
    )
