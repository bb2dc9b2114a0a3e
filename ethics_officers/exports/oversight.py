"""The columns of the heat map as a file."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from ethics_officers.queries import Standing
from ethics_officers.rules import Signal, State
from people.models import Department


def oversight_columns() -> list[Column]:
    """Of departments, how each stands by all signals."""
    in_a_word = labels(State.choices)
    return [
        Column(_("Code"), "code", width=10),
        *bilingual(_("Department"), en="name_en", zh="name_zh_hant"),
        Column(_("Kind"), "kind", labels(Department.Kind.choices)),
        Column(_("Signals"), "raised", width=10),
        *(Column(signal.label, signal.field, in_a_word) for signal in Signal),
        Column(_("Coverage, percent"), "coverage"),
    ]


def oversight_cells(columns: list[Column], rows: Iterable[Standing]) -> Iterator[list[Any]]:
    for row in rows:
        values = [(column, getattr(row, column.source)) for column in columns]
        yield [column.shown(value) if column.shown else value for column, value in values]
