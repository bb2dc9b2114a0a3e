"""The returns of all departments, and all that was filed for a year, for overseers."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import FileFormat, as_file, cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers import permissions
from ethics_officers.exports import answer_columns, answer_rows, return_columns
from ethics_officers.filters import ReturnFilter
from ethics_officers.models import AnnualReturn, Questionnaire
from ethics_officers.queries import returns as queries
from ethics_officers.tables import ReturnTable
from people.access import SignedInRequest, requires
from people.roles import Permission

RETURNS_ON_A_PAGE = 100


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def return_list(request: SignedInRequest) -> HttpResponseBase:
    now = timezone.now()
    returns = queries.returns_with_filing(AnnualReturn.objects.visible_to(request.user))
    found = ReturnFilter(request.GET, returns, request=request)
    table = ReturnTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "ethics_officers.returns_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        return as_file(file_format, name="returns", columns=return_columns(), rows=rows, now=now)
    tables.show(table, request, rows=RETURNS_ON_A_PAGE)
    year = found.form.cleaned_data.get("year") if found.is_valid() else None
    return render(
        request,
        page_or_part(request, "ethics_officers/return_list.html"),
        {
            "filter": found,
            "table": table,
            "today": day_of(now),
            "year": year,
            "standing": queries.standing_of(found.qs, day_of(now)),
            "can_manage": permissions.can_manage_programmes(request.user),
        },
    )


@require_GET
@requires(Permission.VIEW_PROGRAMMES)
def answers_export(request: SignedInRequest, questionnaire_id: int) -> HttpResponseBase:
    """All answers of a year by question, of each department what it filed last, as a file."""
    questionnaire = get_object_or_404(
        Questionnaire.objects.visible_to(request.user), pk=questionnaire_id
    )
    file_format, now = format_asked(request) or FileFormat.XLSX, timezone.now()
    filed = queries.last_filed(questionnaire, request.user)
    audit.record(
        request.user,
        "ethics_officers.answers_exported",
        questionnaire,
        at=now,
        format=file_format,
        found=len(filed),
    )
    return cells_as_file(
        file_format,
        name=f"returns-{questionnaire.basis}-{questionnaire.year}",
        columns=answer_columns(questionnaire),
        cells=list(answer_rows(filed)),
        now=now,
    )
