"""Tables of figures: of each department, of each month, and of the rows behind a figure."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.templatetags.page import in_language
from core.translated import current_language
from ethics_officers.tables import TABLES_BEHIND
from reporting.figures import Behind, Figure
from reporting.figures.behind import TOLD, Kind, Told
from reporting.queries.figures import Line, in_words

_RIGHT = {"class": "number"}


class DepartmentsTable(tables.Table):
    """A figure of each department; a value opens the rows behind it where the reader may see them.

    What is hidden is sorted as nothing, so that its place does not give it away.
    """

    department = tables.Column(
        verbose_name=_("Department"), order_by=("name",), attrs={"td": {"class": "text-break"}}
    )
    value = tables.Column(
        empty_values=(),
        attrs={"th": _RIGHT, "td": _RIGHT | {"data-value": lambda record: record["line"].raw}},
    )

    class Meta:
        attrs = {"id": "by-department", "class": "table table-hover table-stacked"}
        empty_text = _("There was no department in this period.")

    def __init__(
        self, figure: Figure, lines: Iterable[Line], *, query: str, opens: Callable[[Line], bool]
    ) -> None:
        self.figure, self.query, self.opens = figure, query, opens
        rows = [
            {
                "line": line,
                "department": line.department,
                "name": str(line.department.name) if line.department else "",
                "value": -1 if line.value is None else line.value,
            }
            for line in lines
        ]
        super().__init__(rows, attrs={**self.Meta.attrs, "aria-label": figure.label})
        self.columns["value"].column.verbose_name = figure.label

    def render_department(self, value: Any) -> Any:
        return in_language(value.name)

    def render_value(self, record: dict[str, Any]) -> Any:
        line = record["line"]
        words = in_words(self.figure, line)
        if not self.opens(line):
            return words
        url = reverse("reporting:figure-rows", args=[self.figure.key])
        return format_html(
            '<a href="{}?{}&amp;department={}">{}</a>', url, self.query, line.department.pk, words
        )


# Rows behind --------------------------------------------------------------------------------------


def _column(told: Told) -> tables.Column:
    if told.kind == Kind.DAY:
        return tables.DateColumn(
            verbose_name=told.label,
            accessor=told.source,
            format="SHORT_DATE_FORMAT",
            attrs={"td": {"class": "nowrap"}},
        )
    if told.kind in {Kind.NUMBER, Kind.DECIMAL, Kind.MONEY}:
        return _Number(told)
    return _Text(told)


class _Number(tables.Column):
    def __init__(self, told: Told) -> None:
        places = {Kind.NUMBER: 0, Kind.DECIMAL: 1, Kind.MONEY: 2}
        self.places = places[told.kind]
        super().__init__(
            verbose_name=told.label, accessor=told.source, attrs={"th": _RIGHT, "td": _RIGHT}
        )

    def render(self, value: Any) -> str:
        return number_format(value, self.places, force_grouping=True)


class _Text(tables.Column):
    """A text as it is, the label of a choice, or the one of two texts in the reader's language."""

    def __init__(self, told: Told) -> None:
        self.told = told
        super().__init__(verbose_name=told.label, accessor=told.source)

    def render(self, value: Any, record: dict[str, Any]) -> Any:
        if self.told.choices:
            return dict(self.told.choices).get(value, value)
        if self.told.chinese and current_language() != "en":
            return record[self.told.chinese] or value
        return value


def behind(kind: StrEnum, rows: Any) -> tables.Table:
    """Give the rows behind a figure as a table."""
    if isinstance(kind, Behind):
        return TABLES_BEHIND[kind](rows)
    columns = [(told.source, _column(told)) for told in TOLD[kind]]
    return tables.Table(
        rows,
        extra_columns=columns,
        attrs={"aria-label": _("What the figure counts")},
        empty_text=_("There is nothing to count in this period."),
    )
