"""Figures, and the rows behind them, as files."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from ethics_officers.exports import columns_behind
from ethics_officers.figures import Behind
from reporting.figures import Figure
from reporting.figures.behind import TOLD, Told
from reporting.queries.figures import Beside, Line


def department_columns(figure: Figure) -> list[Column]:
    return [
        Column(_("Code"), "code", width=12),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        Column(figure.label, "value"),
    ]


def department_cells(lines: list[Line], whole: Line) -> list[list[Any]]:
    """Give each department with its value, then all together; what is hidden is said to be."""
    rows: list[list[Any]] = [
        [line.department.code, line.department.name_en, line.department.name_zh_hant, told(line)]
        for line in lines
        if line.department
    ]
    return [*rows, ["", *_in_both(_("Whole service")), told(whole)]]


def _in_both(text: Any) -> list[str]:
    """Give a text of ours in English and in Chinese."""
    return [str(column.heading) for column in bilingual(text, en="", zh="")]


def told(line: Line) -> Any:
    return gettext("Hidden") if line.is_hidden else line.value


def figure_columns(*, of_departments: bool) -> list[Column]:
    return [
        Column(_("Key"), "key", width=24),
        *bilingual(_("Figure"), en="label", zh="label"),
        Column(_("This period"), "now"),
        Column(_("Period before"), "then"),
        *([Column(_("Whole service"), "service")] if of_departments else []),
    ]


def figure_cells(found: list[Beside]) -> list[list[Any]]:
    return [
        [
            beside.figure.key,
            *_in_both(beside.figure.label),
            told(beside.now),
            told(beside.then),
            *([told(beside.service)] if beside.service else []),
        ]
        for beside in found
    ]


def row_columns(kind: StrEnum) -> list[Column]:
    """Give the columns of the rows behind a figure."""
    if isinstance(kind, Behind):
        return columns_behind(kind)
    return [column for each in TOLD[kind] for column in _columns(each)]


def _columns(each: Told) -> tuple[Column, ...]:
    if each.chinese:
        return bilingual(each.label, en=each.source, zh=each.chinese)
    return (Column(each.label, each.source, labels(each.choices) if each.choices else None),)
