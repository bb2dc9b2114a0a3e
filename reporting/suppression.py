"""Small numbers: which squares of a table are hidden, so that none can be worked out.

A count of one to four persons is hidden from whoever is outside their department, and so is one
that leaves one to four of the strength over: 98 of 100 trained tells as much of two people as two
of 100 does. Further squares are hidden with it: each hidden square lies on a ring of four (two
rows, two columns, the totals among them) around which one person can be shifted while every row
total, column total, strength and share that is shown stays as it is. So each hidden square has two
values at least that fit with all that is shown, one beside the other.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

SHOWN_FROM = 5

# A square: its row and its column. Totals are the last row and the last column.
Square = tuple[int, int]
Numbers = tuple[tuple[int, ...], ...]

_SQUARE, _TOTAL = 10**8, 10**10


def is_small(count: int) -> bool:
    """Is this a number of people who would be known by it?"""
    return 0 < count < SHOWN_FROM


@dataclass(frozen=True, slots=True)
class Counts:
    """What one figure says in each square of a table, the totals in its last row and column.

    `strengths` are of whom the counts are a part, everybody being taken to know them; None where
    the counts are a part of nothing, as attendances are. `within_strength` tells whether a count
    can never be above its strength.
    """

    values: Numbers
    strengths: Numbers | None = None
    within_strength: bool = True

    @property
    def is_alike(self) -> bool:
        """Whether nobody is counted anywhere, or everybody: that tells of no few people alone."""
        lines = zip(self.values, self.strengths or self.values, strict=True)
        cells = [cell for line, of in lines for cell in zip(line, of, strict=True)]
        everybody = self.strengths is not None and all(count == of for count, of in cells)
        return everybody or not any(count for count, _of in cells)


@lru_cache(maxsize=256)
def hidden(*figures: Counts, exact: frozenset[int] = frozenset()) -> frozenset[Square]:
    """Give the squares that the reader of a table may not see: the same ones for all its figures.

    `exact` are the rows of the reader's own department. They are shown as they are, and what they
    would give away of the other rows is taken into account.
    """
    rest = [_without(figure, exact) for figure in figures]
    rows = [row for row in range(len(figures[0].values)) if row not in exact]
    return frozenset((rows[row], column) for row, column in _Table(rest).squares_to_hide())


def hidden_in_list(
    counts: Sequence[int],
    total: int,
    strengths: Sequence[int] | None = None,
    total_strength: int | None = None,
    exact: Collection[int] = (),
) -> frozenset[int]:
    """Give the places of a list whose counts are hidden; the place after the last is its total."""

    def as_table(numbers: Sequence[int], whole: int) -> Numbers:
        return tuple((number, number) for number in (*numbers, whole))

    of = None
    if strengths is not None and total_strength is not None:
        of = as_table(strengths, total_strength)
    squares = hidden(Counts(as_table(counts, total), of), exact=frozenset(exact))
    return frozenset(row for row, _column in squares)


def _without(figure: Counts, exact: frozenset[int]) -> Counts:
    """Take the rows that a reader sees anyway out of a table and its totals."""
    if not exact:
        return figure

    def rest_of(numbers: Numbers) -> Numbers:
        *rows, totals = numbers
        known = [sum(rows[row][column] for row in exact) for column in range(len(totals))]
        kept = [row for number, row in enumerate(rows) if number not in exact]
        # Who counts in two rows counts once in the total, which may so be below what is known.
        left = tuple(max(total - part, 0) for total, part in zip(totals, known, strict=True))
        return (*kept, left)

    of = rest_of(figure.strengths) if figure.strengths is not None else None
    return Counts(rest_of(figure.values), of, figure.within_strength)


class _Table:
    """The squares of one table, and which of them have to be hidden.

    In `upwards` and `downwards` each figure has a bit: whether its count in this square can be one
    more, or one less, as far as anybody knows. Counts and totals have opposite signs, so that each
    row and each column comes to nothing; a shift along a ring alternates between more and less.
    """

    def __init__(self, figures: Sequence[Counts]) -> None:
        self.figures = figures
        self.telling = [not figure.is_alike for figure in figures]
        self.last_row = len(figures[0].values) - 1
        self.last_column = len(figures[0].values[0]) - 1
        self.rows = range(self.last_row + 1)
        self.columns = range(self.last_column + 1)
        self.sensitive = {
            (row, column): bits
            for row in self.rows
            for column in self.columns
            if (bits := self._sensitive(row, column))
        }

    def squares_to_hide(self) -> set[Square]:
        self.hidden = set(self.sensitive)
        self.safe = dict.fromkeys(self.hidden, 0)
        if self.hidden:
            # Somebody may think that a hidden square is neither “nobody” nor “everybody”, as these
            # are shown: first look for rings that withstand this, too.
            for strict in (True, False):
                self._look_up_room(strict)
                for costs_nothing in (True, False):
                    self._protect_each(costs_nothing)
        return self.hidden

    def _protect_each(self, costs_nothing: bool) -> None:
        for square, bits in sorted(self.sensitive.items()):
            missing = bits & ~self.safe[square]
            if missing and (ring := self._ring(square, missing, costs_nothing)):
                for each in ring:
                    self.hidden.add(each)
                    self.safe[each] = self.safe.get(each, 0) | missing

    def _ring(self, square: Square, missing: int, costs_nothing: bool) -> list[Square] | None:
        """Find three squares to shift a hidden one with, at the least loss to readers."""
        row, column = square
        up, down, hidden = self.upwards, self.downwards, self.hidden
        best, cheapest = None, None
        for across in self.columns:
            beside = (row, across)
            if across == column or (costs_nothing and beside not in hidden):
                continue
            one_way, other_way = up[square] & down[beside], down[square] & up[beside]
            if (one_way | other_way) & missing != missing:
                continue
            for along in self.rows:
                below, opposite = (along, column), (along, across)
                if along == row:
                    continue
                fits = one_way & down[below] & up[opposite] | other_way & up[below] & down[opposite]
                if fits & missing != missing:
                    continue
                loss = sum(self._loss(each) for each in (beside, below, opposite))
                if (cheapest is None or loss < cheapest) and not (costs_nothing and loss):
                    best, cheapest = [square, beside, below, opposite], loss
        return best

    def _loss(self, square: Square) -> int:
        """What readers lose by it: above all as few totals, then as few squares, as can be."""
        if square in self.hidden:
            return 0
        row, column = square
        figure = self.figures[0]
        size = (figure.strengths or figure.values)[row][column]
        is_total = (row == self.last_row) + (column == self.last_column)
        return (_SQUARE, _TOTAL, _TOTAL * 100)[is_total] + size

    def _sensitive(self, row: int, column: int) -> int:
        bits = 0
        for number, figure in enumerate(self.figures):
            count = figure.values[row][column]
            left = figure.strengths[row][column] - count if figure.strengths else 0
            tells = self.telling[number] and (is_small(count) or is_small(left))
            bits |= tells << number
        return bits

    def _look_up_room(self, strict: bool) -> None:
        self.upwards: dict[Square, int] = {}
        self.downwards: dict[Square, int] = {}
        for row in self.rows:
            for column in self.columns:
                more = less = 0
                for number, figure in enumerate(self.figures):
                    can_be_more, can_be_less = _room(figure, row, column, strict)
                    more |= can_be_more << number
                    less |= can_be_less << number
                if (row == self.last_row) != (column == self.last_column):
                    more, less = less, more
                self.upwards[row, column], self.downwards[row, column] = more, less


def _room(figure: Counts, row: int, column: int, strict: bool) -> tuple[bool, bool]:
    """Tell whether a count could be one more, and one less, as far as a reader knows."""
    count = figure.values[row][column]
    strength = figure.strengths[row][column] if figure.strengths else None
    # Of so few people, every number is hidden: there is nothing to conclude from its being so.
    margin = int(strict and (strength is None or strength >= SHOWN_FROM))
    if margin and count == 0:
        return False, False
    lowest = margin
    if strength is None or not figure.within_strength:
        return True, count > lowest
    highest = strength - margin
    if count > highest:
        return False, False
    return count < highest, count > lowest
