"""The ready sentences for a question of the legislature."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import audit
from core.days import day_of
from core.exports import cells_as_file, format_asked
from people.access import SignedInRequest, requires
from people.roles import Permission
from reporting.exports.legislature import programme_cells, programme_columns
from reporting.forms.legislature import LegislatureForm
from reporting.queries.legislature import Programmes, programmes
from reporting.rendering import Language
from reporting.rendering import legislature as written
from reporting.views.papers import paper_answer, paper_asked
from reporting.views.tabs import report_tabs

# The page has the sentences in these; the files are there in all languages.
_SIDE_BY_SIDE = (Language.ENGLISH, Language.TRADITIONAL)


@dataclass(frozen=True)
class InWords:
    """What the page says in one language: a paragraph for each programme."""

    language: Language
    paragraphs: list[str]


@never_cache
@require_safe
@requires(Permission.VIEW_REPORTS)
def legislature(request: SignedInRequest) -> HttpResponseBase:
    """Programmes of a period with the numbers asked for, in words to copy, and as files."""
    now = timezone.now()
    form = LegislatureForm(request.GET, today=day_of(now))
    period = form.chosen
    found = programmes(period.span, form.asked)
    if form.is_valid() and (answer := _file(request, form, found, now)):
        return answer
    context = {
        "tabs": report_tabs(request.user, "legislature"),
        "form": form,
        "period": period,
        "found": found,
        "headings": written.headings(),
        "rows": written.rows(found),
        "numbers": written.NUMBERS,
        "papers": list(Language),
        "definitions": written.definitions(),
        "in_words": [_in_words(found, form, language) for language in _SIDE_BY_SIDE],
    }
    return render(request, "reporting/legislature.html", context)


def _file(
    request: SignedInRequest, form: LegislatureForm, found: Programmes, now: dt.datetime
) -> HttpResponseBase | None:
    """Give the file asked for, if one is."""
    name = f"programmes-{form.chosen.key}"
    noted: dict[str, Any] = {"period": form.chosen.key, "programmes": len(found.each)}
    if file_format := format_asked(request):
        audit.record(
            request.user,
            "reporting.legislature_exported",
            at=now,
            format=str(file_format),
            **noted,
        )
        return cells_as_file(
            file_format,
            name=name,
            columns=programme_columns(),
            cells=programme_cells(found),
            now=now,
        )
    if asked := paper_asked(request):
        audit.record(
            request.user,
            "reporting.legislature_exported",
            at=now,
            format=asked.kind,
            language=str(asked.language),
            **noted,
        )
        with translation.override(asked.language):
            author = _("Civil Service Bureau")
        paper = written.paper_of(found, form.chosen.span, asked.language, author=author, now=now)
        return paper_answer(paper, asked, name)
    return None


def _in_words(found: Programmes, form: LegislatureForm, language: Language) -> InWords:
    with translation.override(language):
        return InWords(
            language,
            [written.sentences(each, form.chosen.span) for each in found.each],
        )
