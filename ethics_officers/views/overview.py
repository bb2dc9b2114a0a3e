"""The overview of a department: its figures beside those of all departments, none of them named."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.days import day_of
from ethics_officers import queries
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def overview(request: SignedInRequest, department_id: int) -> HttpResponse:
    department = department_or_404(request, department_id)
    span, rows = queries.comparison(department, day_of(timezone.now()))
    return render(
        request,
        "ethics_officers/overview.html",
        {
            **programme(request, department, "overview"),
            "span": span,
            "rows": rows,
            "fewest": queries.FEWEST_COMPARED,
        },
    )
