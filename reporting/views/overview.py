"""The first page of the reports."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.days import day_of
from core.pages import page_or_part
from people.access import SignedInRequest, requires
from reporting import permissions
from reporting.figures import FIGURES
from reporting.forms.figures import FigureForm
from reporting.queries import overview as queries
from reporting.queries.figures import before, in_words
from reporting.views.tabs import OF_DEPARTMENTS, report_tabs


@require_safe
@requires(*OF_DEPARTMENTS)
def overview(request: SignedInRequest) -> HttpResponse:
    """Show the numbers that matter most beside those of the period before, and their course."""
    today = day_of(timezone.now())
    form = FigureForm(request.GET, today=today)
    period, own = form.chosen, permissions.departments_of(request.user)
    now, then = period.span.until(today), before(period, today)
    levels = queries.coverage_by_level(own, now, today)
    return render(
        request,
        page_or_part(request, "reporting/overview.html"),
        {
            "tabs": report_tabs(request.user, "overview"),
            "form": form,
            "span": now,
            "then": then,
            "headlines": [
                (beside.figure, beside.words(beside.now), beside.words(beside.then))
                for beside in queries.headlines(own, now, then)
            ],
            "courses": [
                (
                    FIGURES[months.key],
                    [(line, in_words(FIGURES[months.key], line)) for line in months.lines],
                )
                for months in queries.months(own, now)
            ],
            "levels": [(line, in_words(FIGURES["coverage"], line)) for line in levels],
            "coverage": FIGURES["coverage"],
            "is_of_departments": bool(own),
        },
    )
