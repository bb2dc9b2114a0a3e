"""The coverage map: departments by levels, with small numbers hidden from whoever is outside."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.translated import Translated
from people.models import Department, Level
from publications.models import Topic
from reporting.models import Basis
from reporting.queries.by_topic import ByTopic
from reporting.queries.coverage import NOTHING, Coverage, CoverageCell
from reporting.suppression import Counts, hidden

ALL_LEVELS = ""
COLUMNS = (*Level.values, ALL_LEVELS)

# From so many percent on a square has this look; the page says so in words.
LOOKS = ((90, "most"), (75, "many"), (60, "more"), (50, "half"), (0, "few"))


class Show(models.TextChoices):
    """What the squares say."""

    SHARE = "share", pgettext_lazy("of the strength", "Share")
    PERSONS = "persons", _("Persons")
    ATTENDANCES = "attendances", _("Attendances")


@dataclass(frozen=True)
class Square:
    """What is told of those at a level of a department, or of the service; nothing, if hidden."""

    level: str
    cell: CoverageCell | None
    show: str = Show.SHARE

    @property
    def is_hidden(self) -> bool:
        return self.cell is None

    @property
    def is_empty(self) -> bool:
        """Whether nobody serves there, and nobody of there was trained."""
        return self.cell == NOTHING

    @property
    def percent(self) -> int | None:
        """The coverage rate in whole percent: 0 and 100 are nobody and everybody, no less."""
        if self.cell is None or not self.cell.strength:
            return None
        persons, strength = self.cell.persons, self.cell.strength
        rounded = round(100 * persons / strength)
        if 0 < persons < strength:
            return min(max(rounded, 1), 99)
        return rounded

    @property
    def look(self) -> str:
        percent = self.percent
        if percent is None:
            return "hidden-square" if self.is_hidden else "nobody"
        return next(look for least, look in LOOKS if percent >= least)

    @property
    def sorted_by(self) -> float:
        """What it is sorted by: hidden and empty squares come before those of nobody trained."""
        if self.cell is None or (self.show == Show.SHARE and not self.cell.strength):
            return -1
        if self.show == Show.SHARE:
            return self.cell.persons / self.cell.strength
        return self.cell.persons if self.show == Show.PERSONS else self.cell.attendances


@dataclass(frozen=True)
class MapRow:
    """A department, or a topic, with a square for each level and one for all of them."""

    pk: int
    code: str
    name_en: str
    name_zh_hant: str
    name_zh_hans: str
    strength: int
    squares: tuple[Square, ...]

    name = Translated()


@dataclass(frozen=True)
class CoverageMap:
    """Rows by name, and the squares of the whole service."""

    rows: list[MapRow]
    strength: int
    whole: tuple[Square, ...]

    @property
    def total(self) -> Square:
        return self.whole[-1]

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        lines = [*(row.squares for row in self.rows), self.whole]
        return any(square.is_hidden for line in lines for square in line)


def coverage_map(
    coverage: Coverage,
    *,
    basis: str,
    own: Collection[int],
    only_own: bool = False,
    show: str = Show.SHARE,
    known: Sequence["KnownDepartment"] | None = None,
) -> CoverageMap:
    """Arrange a coverage for a reader: their own departments exactly, others without small numbers.

    With `only_own` the rows of others are left out, and what is hidden of the whole service is
    what would tell of all the others together.
    """
    known = known_departments(coverage.counted_on) if known is None else known
    names = {
        each.pk: each.names
        for each in known
        if each.exists or coverage.departments.get(each.pk, NOTHING) != NOTHING
    }
    lines = [line_of_department(coverage, pk) for pk in names]
    whole = tuple(coverage.levels.get(level, NOTHING) for level in Level.values)
    whole = (*whole, coverage.whole)
    exact = frozenset(number for number, pk in enumerate(names) if pk in own)
    if only_own:
        owned = [lines[number] for number in sorted(exact)]
        squares = _hidden([*owned, _less(whole, owned), whole], basis, range(len(owned)))
        at_whole = len(owned) + 1
        names = {pk: name for pk, name in names.items() if pk in own}
        lines = owned
        squares = frozenset(square for square in squares if square[0] == at_whole)
    else:
        at_whole = len(lines)
        squares = _hidden([*lines, whole], basis, exact)

    def shown(number: int, line: Iterable[CoverageCell]) -> tuple[Square, ...]:
        return tuple(
            Square(level, None if (number, at) in squares else cell, show)
            for at, (level, cell) in enumerate(zip(COLUMNS, line, strict=True))
        )

    rows = [
        MapRow(pk, *name, lines[number][-1].strength, shown(number, lines[number]))
        for number, (pk, name) in enumerate(names.items())
    ]
    return CoverageMap(rows, coverage.whole.strength, shown(at_whole, whole))


def lines_by_topic(
    topics: Iterable[Topic], by_topic: ByTopic, department: int, show: str
) -> list[MapRow]:
    """Give the topics, each with the squares of a department as its own people see them."""
    return [
        MapRow(
            topic.pk,
            topic.code,
            topic.name_en,
            topic.name_zh_hant,
            topic.name_zh_hans,
            by_topic.strengths.get((department, ALL_LEVELS), 0),
            tuple(
                Square(level, by_topic.cell(topic.pk, department, level), show) for level in COLUMNS
            ),
        )
        for topic in topics
    ]


def line_of_department(coverage: Coverage, department: int) -> tuple[CoverageCell, ...]:
    levels = (coverage.cell(department, level) for level in Level.values)
    return (*levels, coverage.departments.get(department, NOTHING))


def _less(
    whole: Sequence[CoverageCell], lines: Sequence[Sequence[CoverageCell]]
) -> tuple[CoverageCell, ...]:
    """Give what the others make together, as whoever knows one's own can work it out."""

    def rest(name: str, at: int) -> int:
        # Who counts in two departments counts once in the whole.
        own: int = sum(getattr(line[at], name) for line in lines)
        return max(getattr(whole[at], name) - own, 0)

    return tuple(
        CoverageCell(rest("persons", at), rest("attendances", at), rest("strength", at))
        for at in range(len(whole))
    )


def _hidden(
    lines: list[tuple[CoverageCell, ...]], basis: str, exact: Collection[int]
) -> frozenset[tuple[int, int]]:
    def numbers(name: str) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(getattr(cell, name) for cell in line) for line in lines)

    return hidden(
        Counts(numbers("persons"), numbers("strength"), basis == Basis.TODAY),
        Counts(numbers("attendances")),
        exact=frozenset(exact),
    )


@dataclass(frozen=True)
class KnownDepartment:
    """A department, its code and names, and whether it exists on the day of the strength."""

    pk: int
    names: tuple[str, str, str, str]
    exists: bool


def known_departments(day: dt.date) -> list[KnownDepartment]:
    """Give all departments there have been, by name."""
    exists = models.Q(pk__in=Department.objects.current(day).values("pk"))
    found = Department.objects.order_by("name_en", "pk").annotate(
        exists=models.ExpressionWrapper(exists, output_field=models.BooleanField())
    )
    return [
        KnownDepartment(pk, (code, en, hant, hans), exists)
        for pk, code, en, hant, hans, exists in found.values_list(
            "pk", "code", "name_en", "name_zh_hant", "name_zh_hans", "exists"
        )
    ]
