"""What is behind a figure of a department: how it is counted, and the rows that make it up."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import audit, tables
from core.days import day_of
from core.exports import as_file, cells_as_file, format_asked, in_order_asked
from core.pages import page_or_part
from ethics_officers.exports import columns_behind
from ethics_officers.figures import FIGURES, PERSON_BEHIND, Behind, within_reach
from ethics_officers.filters import SpanForm
from ethics_officers.queries.returns import number_in_words
from ethics_officers.tables import TABLES_BEHIND
from ethics_officers.views.tabs import department_or_404, programme
from people.access import SignedInRequest, requires
from people.roles import Permission

ROWS_ON_A_PAGE = 50


@never_cache
@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES)
def figure_detail(request: SignedInRequest, department_id: int, key: str) -> HttpResponseBase:
    department = department_or_404(request, department_id)
    if key not in FIGURES:
        raise Http404
    figure, now = FIGURES[key], timezone.now()
    span = SpanForm(request.GET).span(day_of(now))
    if span is None:
        raise Http404
    counted = figure.rows([department.pk], span)
    rows, beyond = within_reach(counted, PERSON_BEHIND.get(figure.behind), request.user)
    table = TABLES_BEHIND[Behind(figure.behind)](rows)
    noted = {
        "figure": key,
        "since": span.starts_on.isoformat(),
        "until": span.ends_on.isoformat(),
    }
    if file_format := format_asked(request):
        audit.record(
            request.user,
            "ethics_officers.figure_exported",
            department,
            at=now,
            format=file_format,
            **noted,
        )
        columns = columns_behind(Behind(figure.behind))
        if isinstance(rows, list):
            cells = [[row[column.source] for column in columns] for row in rows]
            return cells_as_file(file_format, name=key, columns=columns, cells=cells, now=now)
        in_order = in_order_asked(table, request)
        return as_file(file_format, name=key, columns=columns, rows=in_order, now=now)
    tables.show(table, request, rows=ROWS_ON_A_PAGE)
    audit.record(request.user, "ethics_officers.figure_viewed", department, at=now, **noted)
    value = figure.value(department, span.starts_on, span.ends_on)
    return render(
        request,
        page_or_part(request, "ethics_officers/figure_detail.html"),
        {
            **programme(request, department, "return"),
            "figure": figure,
            "span": span,
            "words": "–" if value is None else number_in_words(value, figure.unit),
            "table": table,
            "beyond": beyond,
        },
    )
