"""Frozen figures as a reader sees them: small numbers are hidden, in words of the reader."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ethics_officers.queries.returns import number_in_words
from reporting.figures import Span
from reporting.models import FrozenFigure
from reporting.queries.differences import Today
from reporting.suppression import hidden_in_list, is_small


@dataclass(frozen=True)
class Shown:
    """A frozen figure with its value in words, or that it is hidden."""

    frozen: FrozenFigure
    words: str
    is_hidden: bool

    @property
    def span(self) -> Span:
        return span_of(self.frozen)


@dataclass(frozen=True)
class Compared:
    """A frozen figure as shown, beside what it is today."""

    shown: Shown
    today: Today
    words: str
    difference: str
    definition: str


def span_of(figure: FrozenFigure) -> Span:
    return Span(figure.starts_on, figure.ends_on)


def shown(figures: Collection[FrozenFigure]) -> list[Shown]:
    """Give figures for a reader outside the departments: what is small is hidden, and with it
    what it could be worked out from among the figures shown here.
    """
    hidden = _hidden(figures)
    return [
        Shown(
            figure,
            _("Hidden") if figure.position in hidden else words_of(figure.value, figure.unit),
            figure.position in hidden,
        )
        for figure in figures
    ]


def tells_of_few(figure: FrozenFigure) -> bool:
    """Say whether a figure, shown by itself, tells of few people, or of all but a few."""
    return _is_small(figure.persons, figure.out_of)


def compared(shown_figure: Shown, today: Today) -> Compared:
    """Put beside a frozen figure what it is today, hidden where either of them is small."""
    frozen = shown_figure.frozen
    is_hidden = shown_figure.is_hidden or _is_small(today.persons, today.out_of)
    if not today.is_counted:
        words = ""
    else:
        words = _("Hidden") if is_hidden else words_of(today.value, frozen.unit)
    difference = ""
    if today.differs and today.difference is not None and not is_hidden:
        sign = "+" if today.difference > 0 else "−"
        difference = f"{sign}{words_of(abs(today.difference), frozen.unit)}"
    return Compared(
        shown_figure,
        today,
        words,
        difference,
        str(today.figure.definition) if today.figure else "",
    )


def words_of(value: Decimal | None, unit: str) -> str:
    """Write a value as a reader of the active language does."""
    if value is None:
        return "–"
    number = int(value) if value == int(value) else float(value)
    return number_in_words(number, unit)


def _is_small(persons: int | None, out_of: int | None) -> bool:
    if persons is None:
        return False
    return is_small(persons) or (out_of is not None and is_small(out_of - persons))


def _hidden(figures: Iterable[FrozenFigure]) -> set[int]:
    """Give the places of the figures to hide: each table is one figure over the same days."""
    tables: dict[tuple[object, ...], list[FrozenFigure]] = defaultdict(list)
    for figure in figures:
        if figure.persons is not None:
            tables[figure.key, figure.starts_on, figure.ends_on].append(figure)
    hidden: set[int] = set()
    for table in tables.values():
        hidden |= _hidden_of(table)
    return hidden


def _hidden_of(table: list[FrozenFigure]) -> set[int]:
    departments = [figure for figure in table if figure.department_id]
    whole = next((figure for figure in table if not figure.department_id), None)
    counts = [figure.persons or 0 for figure in departments]
    of = [figure.out_of for figure in departments]
    total = whole.persons or 0 if whole else sum(counts)
    # Who is in none of the departments shown makes one line more, which nobody sees.
    counts.append(max(total - sum(counts), 0))
    strengths, total_strength = None, None
    if None not in of and (whole is None or whole.out_of is not None):
        known = [number or 0 for number in of]
        total_strength = whole.out_of or 0 if whole else sum(known)
        strengths = [*known, max(total_strength - sum(known), 0)]
    places = hidden_in_list(counts, total, strengths, total_strength)
    found = {figure.position for at, figure in enumerate(departments) if at in places}
    if whole and len(counts) in places:
        found.add(whole.position)
    return found
