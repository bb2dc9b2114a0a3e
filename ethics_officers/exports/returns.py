"""Annual returns as files: how each stands, and all that was filed for a year, by question."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels, yes_or_no
from core.lists import listed
from ethics_officers.models import AnnualReturn, FiledReturn, Questionnaire, YearBasis
from ethics_officers.queries.returns import Shown, questions_of, shown


def return_columns() -> list[Column]:
    """Of returns read with their filing."""
    return [
        Column(_("Code"), "department__code", width=10),
        *bilingual(_("Department"), en="department__name_en", zh="department__name_zh_hant"),
        Column(_("Kind of year"), "questionnaire__basis", labels(YearBasis.choices)),
        Column(_("Year"), "questionnaire__year", width=8),
        Column(_("Due"), "due_on", width=12),
        Column(_("State"), "status", labels(AnnualReturn.Status.choices)),
        Column(_("Filed"), "filed_at"),
        Column(_("Filed late"), "was_late", yes_or_no(), width=10),
        Column(_("Times filed"), "filings", width=12),
        Column(_("Signed as"), "signed_as", width=50),
    ]


def answer_columns(questionnaire: Questionnaire) -> list[Column]:
    """Of `answer_rows`: who filed, then each question of the year with its note."""
    return [
        Column(_("Code"), "", width=10),
        *bilingual(_("Department"), en="", zh=""),
        Column(_("Times filed"), "", width=12),
        Column(_("Filed"), ""),
        Column(_("Filed late"), "", width=10),
        Column(_("Signed as"), "", width=50),
        *(
            column
            for number, question in enumerate(questions_of(questionnaire), start=1)
            for column in (
                Column(f"{number}. {question.text}", "", width=24),
                Column(gettext("Note on question %(number)s") % {"number": number}, "", width=24),
            )
        ),
        Column(_("Notes on the whole return"), "", width=50),
    ]


def answer_rows(filed_returns: Collection[FiledReturn]) -> Iterator[list[Any]]:
    """Give what each department filed, its answers as numbers and words."""
    late = yes_or_no()
    for filed in filed_returns:
        department = filed.annual_return.department
        yield [
            department.code,
            department.name_en,
            department.name_zh_hant,
            filed.number,
            filed.filed_at,
            late(filed.was_late),
            filed.signed_as,
            *(cell for answer in shown(filed.content) for cell in (_cell(answer), answer.note)),
            filed.content["notes"],
        ]


def _cell(answer: Shown) -> Any:
    if answer.kind == "number":
        return answer.value
    if answer.kind == "table":
        rows = (": ".join(filter(None, [row.label, listed(row.cells)])) for row in answer.rows)
        return "; ".join(rows)
    return answer.words
