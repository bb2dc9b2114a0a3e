"""The first page of the reports."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import SignedInRequest, requires
from reporting.views.tabs import OF_DEPARTMENTS, report_tabs


@require_safe
@requires(*OF_DEPARTMENTS)
def overview(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "reporting/overview.html", {"tabs": report_tabs(request.user, "overview")}
    )
