"""Sets of frozen figures, and the figures of one, as files."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual
from reporting.queries.frozen_shown import Shown


def freeze_columns() -> list[Column]:
    return [
        Column(_("Title"), "title", width=50),
        Column(_("What it is for"), "note", width=50),
        Column(_("Frozen"), "made_at"),
        Column(pgettext_lazy("frozen figures", "By"), "made_by_name", width=30),
        Column(_("Figures"), "number_of_figures", width=10),
        Column(_("Replaced by"), "replaced_by__title", width=50),
        Column(_("Hash"), "sha256", width=66),
    ]


def figure_columns() -> list[Column]:
    """Of `figure_cells`: as on the page, what is small is hidden."""
    return [
        Column(_("Key"), "", width=24),
        *bilingual(_("Figure"), en="", zh=""),
        Column(_("Department"), "", width=12),
        Column(_("First day"), "", width=12),
        Column(_("Last day"), "", width=12),
        Column(_("Value"), ""),
        Column(_("Unit"), "", width=10),
        Column(_("Rows"), "", width=10),
        *bilingual(_("Definition"), en="", zh="", width=60),
        Column(_("Hash of the definition"), "", width=66),
        Column(_("Hash of the rows"), "", width=66),
    ]


def figure_cells(figures: Iterable[Shown]) -> Iterator[list[Any]]:
    for each in figures:
        frozen = each.frozen
        value: Any = each.words if each.is_hidden else frozen.value
        yield [
            frozen.key,
            frozen.label_en,
            frozen.label_zh_hant,
            frozen.department_code,
            frozen.starts_on,
            each.span.last_day,
            value,
            frozen.unit,
            "" if each.is_hidden else frozen.number_of_rows,
            frozen.definition_en,
            frozen.definition_zh_hant,
            frozen.definition_sha256,
            frozen.rows_sha256,
        ]
