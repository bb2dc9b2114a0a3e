"""The columns of the reach of circulations as files."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, bilingual, labels
from people.models import Department
from publications.queries.reach import DepartmentReach


def reach_columns(*, has_watched: bool) -> list[Column]:
    """Of departments, how far a round reached: numbers, and their shares in whole per cent."""
    steps = [
        (_("Sent"), _("Sent, % of asked"), _("Sent, % of strength"), "sent"),
        (_("Opened"), _("Opened, % of asked"), _("Opened, % of strength"), "opened"),
        (
            _("Acknowledged"),
            _("Acknowledged, % of asked"),
            _("Acknowledged, % of strength"),
            "acknowledged",
        ),
        (_("Late"), _("Late, % of asked"), _("Late, % of strength"), "late"),
    ]
    average = []
    if has_watched:
        steps.append(
            (_("Watched"), _("Watched, % of asked"), _("Watched, % of strength"), "watched")
        )
        average.append(Column(_("Watched on average, %"), "average"))
    return [
        Column(_("Code"), "department.code", width=10),
        *bilingual(_("Department"), en="department.name_en", zh="department.name_zh_hant"),
        Column(_("Strength"), "department.strength", width=10),
        Column(
            _("What the strength counts"),
            "department.strength_basis",
            labels(Department.StrengthBasis.choices),
        ),
        Column(_("Strength as at"), "department.strength_as_at"),
        Column(pgettext_lazy("of a circulation", "Asked"), "asked.number", width=10),
        Column(_("Asked, % of strength"), "asked.of_strength"),
        *(
            column
            for number, of_asked, of_strength, name in steps
            for column in (
                Column(number, f"{name}.number", width=10),
                Column(of_asked, f"{name}.of_asked"),
                Column(of_strength, f"{name}.of_strength"),
            )
        ),
        *average,
    ]


def reach_cells(columns: list[Column], rows: Iterable[DepartmentReach]) -> Iterator[list[Any]]:
    for row in rows:
        values = [(column, attrgetter(column.source)(row)) for column in columns]
        yield [column.shown(value) if column.shown else value for column, value in values]
