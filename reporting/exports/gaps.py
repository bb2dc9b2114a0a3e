"""The columns of the gaps by risk as a file."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual
from reporting.queries.gaps import RISKS, Gap


def gap_columns() -> list[Column]:
    return [
        *bilingual(_("Department"), en="department_en", zh="department_zh"),
        *bilingual(_("Topic"), en="topic_en", zh="topic_zh"),
        Column(_("Level"), "level", width=24),
        Column(_("Risk"), "risk"),
        Column(_("Rating"), "rating", width=10),
        Column(_("Risk areas"), "risks", width=40),
        Column(_("Strength"), "strength"),
        Column(_("Persons"), "persons"),
        Column(_("Coverage, percent"), "rate"),
    ]


def gap_cells(gaps: Iterable[Gap]) -> Iterator[list[Any]]:
    """Give each gap; what is hidden on the page is hidden here."""
    hidden = gettext("hidden: small numbers")
    risks = {risk: str(name) for risk, name in RISKS}
    for gap in gaps:
        cell = gap.square.cell
        numbers = [cell.strength, cell.persons, cell.rate] if cell else [hidden] * 3
        yield [
            gap.department.name_en,
            gap.department.name_zh_hant,
            gap.topic.name_en,
            gap.topic.name_zh_hant,
            str(gap.level_name),
            risks[gap.risk],
            gap.rating,
            gap.risks,
            *numbers,
        ]
