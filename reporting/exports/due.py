"""Who is due by department, as a file."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual
from reporting.queries.due import STATES, DueReport, DueRow


def due_report_columns() -> list[Column]:
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        *(Column(state.label, str(state)) for state in STATES),
        Column(pgettext_lazy("how many were", "Asked"), "asked"),
    ]


def due_report_cells(found: DueReport) -> Iterator[list[Any]]:
    """Give each department, then the whole service; what is hidden on the page is hidden here."""
    hidden = gettext("hidden: small numbers")
    whole = gettext("The whole service")
    for row in found.rows:
        department: Any = row.department
        names = [department.code, department.name_en, department.name_zh_hant]
        yield [*names, *_numbers(row, hidden)]
    yield ["", whole, "", *_numbers(found.whole, hidden)]


def _numbers(row: DueRow, hidden: str) -> Iterator[Any]:
    for cell in row.cells:
        yield hidden if cell.number is None else cell.number
