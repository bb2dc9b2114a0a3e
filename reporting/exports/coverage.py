"""The columns of the coverage map, and of the people behind its squares, as files."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.exports import Column, bilingual, labels
from people.exports import person_columns
from people.models import Level
from reporting.queries.coverage_map import CoverageMap, MapRow, Square


def coverage_columns(of: Any) -> list[Column]:
    """Of departments, or of topics: the strength and, of each level and of all, four numbers."""
    named = [(level.value, level.label) for level in Level]
    columns = [
        Column(_("Code"), "code", width=10),
        *bilingual(of, en="name_en", zh="name_zh_hant"),
        Column(_("Strength"), "strength"),
    ]
    for level, name in [*named, ("all", _("All levels"))]:
        columns += [
            Column(_("%(level)s: strength") % {"level": name}, f"{level}_strength"),
            Column(_("%(level)s: persons") % {"level": name}, f"{level}_persons"),
            Column(_("%(level)s: coverage, percent") % {"level": name}, f"{level}_rate"),
            Column(_("%(level)s: attendances") % {"level": name}, f"{level}_attendances"),
        ]
    return columns


def coverage_cells(found: CoverageMap, rows: Iterable[MapRow]) -> Iterator[list[Any]]:
    """Give each department, then the whole service; what is hidden on the page is hidden here."""
    hidden = gettext("hidden: small numbers")
    whole = gettext("The whole service")
    for row in rows:
        names = [row.code, row.name_en, row.name_zh_hant]
        yield [*names, row.strength, *_numbers(row.squares, hidden)]
    yield ["", whole, "", found.strength, *_numbers(found.whole, hidden)]


def _numbers(squares: Iterable[Square], hidden: str) -> Iterator[Any]:
    for square in squares:
        if square.cell is None:
            yield from [hidden] * 4
        else:
            cell = square.cell
            yield from (cell.strength, cell.persons, cell.rate, cell.attendances)


def behind_columns() -> list[Column]:
    """Of people fetched with `completed_last`."""
    return [*person_columns(), Column(_("Last completed"), "completed_last")]


def attendance_columns() -> list[Column]:
    person, session = "registration__person", "meeting__session"
    return [
        Column(_("Date"), "day"),
        *bilingual(
            pgettext_lazy("of a person", "Name"),
            en=f"{person}__name_en",
            zh=f"{person}__name_zh",
            width=24,
        ),
        *bilingual(_("Session"), en=f"{session}__title_en", zh=f"{session}__title_zh_hant"),
        Column(pgettext_lazy("on that day", "Level"), "level", labels(Level.choices), width=24),
    ]
