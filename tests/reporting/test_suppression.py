"""Hidden squares can't be worked out by counting, by solving equations, by trying all out."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.suppression import Counts, Numbers, Square, hidden, hidden_in_list, is_small

Table = tuple[Numbers, Numbers]


def with_totals(body: list[list[int]]) -> Numbers:
    """Add up a table: a last column, a last row."""
    rows = [(*row, sum(row)) for row in body]
    return (*rows, tuple(map(sum, zip(*rows, strict=True))))


@st.composite
def tables(draw: st.DrawFn, rows: int, columns: int, strength: int) -> Table:
    """Make up tables in which few, hardly any, nearly all or all are trained of each strength."""
    body, strengths = [], []
    for _row in range(draw(st.integers(1, rows))):
        body.append([])
        strengths.append([])
        for _column in range(columns):
            of = draw(st.integers(0, strength))
            near = [n for n in (0, 1, 2, 3, 4, 5, of - 5, of - 4, of - 1, of) if 0 <= n <= of]
            body[-1].append(draw(st.one_of(st.sampled_from(near), st.integers(0, of))))
            strengths[-1].append(of)
    return with_totals(body), with_totals(strengths)


def solutions(
    values: Numbers, strengths: Numbers, unknown: frozenset[Square]
) -> Iterator[dict[Square, int]]:
    """Try out whatever numbers hidden squares may have beside those that are shown."""
    last_row, last_column = len(values) - 1, len(values[0]) - 1
    body = list(product(range(last_row), range(last_column)))

    def fits(line: list[Square], total: Square, found: dict[Square, int]) -> bool:
        summed = sum(found[square] for square in line)
        return total in unknown or summed == values[total[0]][total[1]]

    def fill(number: int, found: dict[Square, int]) -> Iterator[dict[Square, int]]:
        if number == len(body):
            columns = (
                fits([(row, column) for row in range(last_row)], (last_row, column), found)
                for column in range(last_column)
            )
            if all(columns) and fits(body, (last_row, last_column), found):
                yield found
            return
        row, column = body[number]
        tried = (values[row][column],)
        if (row, column) in unknown:
            tried = tuple(range(strengths[row][column] + 1))
        for value in tried:
            with_it = found | {(row, column): value}
            line = [(row, each) for each in range(last_column)]
            if column < last_column - 1 or fits(line, (row, last_column), with_it):
                yield from fill(number + 1, with_it)

    for found in fill(0, {}):
        totals = {
            (row, last_column): sum(found[row, column] for column in range(last_column))
            for row in range(last_row)
        } | {
            (last_row, column): sum(found[row, column] for row in range(last_row))
            for column in range(last_column)
        }
        yield found | totals | {(last_row, last_column): sum(found.values())}


def pinned_by_trial(values: Numbers, strengths: Numbers, unknown: frozenset[Square]) -> set[Square]:
    """Find the squares to which all that fits gives one number alone."""
    seen: dict[Square, set[int]] = {square: set() for square in unknown}
    for solution in solutions(values, strengths, unknown):
        for square in unknown:
            seen[square].add(solution[square])
        if all(len(numbers) > 1 for numbers in seen.values()):
            return set()
    return {square for square, numbers in seen.items() if len(numbers) == 1}


def pinned_by_equations(values: Numbers, unknown: frozenset[Square]) -> set[Square]:
    """Find the squares that follow from the sums of rows and columns, by elimination."""
    last_row, last_column = len(values) - 1, len(values[0]) - 1
    order = {square: number for number, square in enumerate(sorted(unknown))}
    lines = [[(row, column) for column in range(last_column + 1)] for row in range(last_row + 1)]
    lines += [[(row, column) for row in range(last_row + 1)] for column in range(last_column + 1)]
    matrix = []
    for line in lines:
        equation = [Fraction(0)] * len(order)
        for square in line:
            if square in order:
                equation[order[square]] = Fraction(-1 if square == line[-1] else 1)
        matrix.append(equation)
    solved = []
    for column in range(len(order)):
        pivot = next((row for row in matrix if row[column]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        pivot = [number / pivot[column] for number in pivot]
        matrix = [_minus(row, pivot, column) for row in matrix]
        solved = [*(_minus(row, pivot, column) for row in solved), pivot]
    squares = sorted(unknown)
    alone = [row for row in solved if sum(map(bool, row)) == 1]
    return {squares[next(number for number, part in enumerate(row) if part)] for row in alone}


def _minus(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [number - row[column] * part for number, part in zip(row, pivot, strict=True)]


def pinned_by_bounds(
    values: Numbers, strengths: Numbers, unknown: frozenset[Square], *, margin: int = 0
) -> set[Square]:
    """Narrow what each hidden square can be, line by line, until nothing becomes narrower."""
    last_row, last_column = len(values) - 1, len(values[0]) - 1
    low, high = {}, {}
    for square in product(range(last_row + 1), range(last_column + 1)):
        value, strength = values[square[0]][square[1]], strengths[square[0]][square[1]]
        kept = margin if strength >= 5 else 0
        low[square], high[square] = (kept, strength - kept) if square in unknown else (value, value)
    lines = [[(row, column) for column in range(last_column + 1)] for row in range(last_row + 1)]
    lines += [[(row, column) for row in range(last_row + 1)] for column in range(last_column + 1)]
    changed = True
    while changed:
        changed = False
        for *parts, total in lines:
            for square in parts:
                others = [part for part in parts if part != square]
                least = low[total] - sum(high[part] for part in others)
                most = high[total] - sum(low[part] for part in others)
                if least > low[square] or most < high[square]:
                    low[square], high[square] = max(low[square], least), min(high[square], most)
                    changed = True
            least, most = sum(low[part] for part in parts), sum(high[part] for part in parts)
            if least > low[total] or most < high[total]:
                low[total], high[total] = max(low[total], least), min(high[total], most)
                changed = True
    return {square for square in unknown if low[square] == high[square]}


@pytest.mark.parametrize(
    ("count", "small"), [(0, False), (1, True), (4, True), (5, False), (400, False)]
)
def test_small_is_one_to_four(count: int, small: bool):
    assert is_small(count) is small


def test_nothing_is_hidden_in_a_table_of_large_numbers():
    values = with_totals([[50, 60], [70, 0]])
    strengths = with_totals([[100, 100], [100, 100]])

    assert hidden(Counts(values, strengths)) == frozenset()


def test_nobody_and_everybody_are_shown():
    values = with_totals([[0, 60], [70, 100]])
    strengths = with_totals([[100, 100], [100, 100]])

    assert hidden(Counts(values, strengths)) == frozenset()


def test_a_small_count_takes_three_squares_with_it_and_leaves_the_totals():
    values = with_totals([[3, 60, 50], [70, 40, 30], [20, 80, 40]])
    strengths = with_totals([[100, 90, 100], [100, 80, 80], [100, 120, 90]])

    assert hidden(Counts(values, strengths)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_few_left_untrained_are_hidden_as_few_trained_are():
    values = with_totals([[98, 60], [70, 40]])
    strengths = with_totals([[100, 90], [100, 80]])

    assert hidden(Counts(values, strengths)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_square_of_few_people_is_hidden_whatever_was_trained():
    strengths = with_totals([[3, 90], [100, 80]])

    squares = [
        hidden(Counts(with_totals([[trained, 60], [70, 40]]), strengths)) for trained in range(4)
    ]

    assert squares == [frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})] * 4


def test_where_nobody_or_everybody_of_all_was_trained_nothing_is_hidden():
    strengths = with_totals([[3, 90], [100, 80]])

    assert hidden(Counts(with_totals([[0, 0], [0, 0]]), strengths)) == frozenset()
    assert hidden(Counts(strengths, strengths)) == frozenset()


def test_small_counts_that_protect_one_another_hide_no_more():
    values = with_totals([[2, 3, 50], [3, 2, 30], [20, 80, 40]])
    strengths = with_totals([[100, 90, 100], [100, 80, 80], [100, 120, 90]])

    assert hidden(Counts(values, strengths)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_ones_are_not_left_alone_with_their_sum():
    # 1 and 1 of 2: nobody would be shown, so whoever sees the sum would know both.
    values = with_totals([[1, 1, 50], [1, 1, 30], [20, 80, 40]])
    strengths = with_totals([[100, 90, 100], [100, 80, 80], [100, 120, 90]])

    squares = hidden(Counts(values, strengths))

    assert pinned_by_bounds(values, strengths, squares, margin=1) == set()
    assert len(squares) > 4


def test_a_single_square_takes_all_its_totals_with_it():
    assert hidden(Counts(((3, 3), (3, 3)), ((40, 40), (40, 40)))) == {
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
    }


def test_ones_own_row_is_shown_and_does_not_give_the_only_other_one_away():
    values = with_totals([[2, 60], [3, 40]])
    strengths = with_totals([[100, 90], [100, 80]])

    squares = hidden(Counts(values, strengths), exact=frozenset({0}))

    # The totals less one's own would be the other department's numbers.
    assert squares == {(1, 0), (1, 1), (2, 0), (2, 1)}


def test_ones_own_small_numbers_hide_nothing_of_the_totals():
    values = with_totals([[2, 60], [30, 40]])
    strengths = with_totals([[100, 90], [100, 80]])

    assert hidden(Counts(values, strengths), exact=frozenset({0})) == frozenset()


def test_a_table_of_ones_own_alone_hides_nothing():
    assert hidden(Counts(((3, 3), (3, 3))), exact=frozenset({0})) == frozenset()


def test_a_small_number_of_attendances_hides_the_persons_of_the_square():
    persons = Counts(
        with_totals([[0, 60, 50], [70, 40, 30]]), with_totals([[100, 90, 70], [100, 80, 60]])
    )
    attendances = Counts(with_totals([[2, 90, 80], [90, 70, 60]]))

    assert hidden(persons, attendances) == {(0, 0), (0, 2), (1, 0), (1, 2)}


def test_a_list_hides_another_of_its_counts_rather_than_its_total():
    assert hidden_in_list([40, 2, 30, 90], 162) == {1, 2}


def test_a_list_shows_ones_own_and_hides_what_it_leaves_over():
    assert hidden_in_list([40, 2, 30], 72, exact=[0]) == {1, 2}
    assert hidden_in_list([40, 2], 42, exact=[0]) == {1, 2}


def test_a_list_hides_few_left_over_of_a_strength():
    assert hidden_in_list([40, 98, 30], 168, [60, 100, 50], 210) == {1, 2}


@given(tables(rows=3, columns=2, strength=9))
@settings(max_examples=300, deadline=None)
def test_no_hidden_square_is_the_only_one_that_fits(table: Table):
    values, strengths = table

    unknown = hidden(Counts(values, strengths))

    assert pinned_by_trial(values, strengths, unknown) == set()


@given(tables(rows=2, columns=3, strength=6))
@settings(max_examples=150, deadline=None)
def test_no_hidden_square_of_a_wide_table_is_the_only_one_that_fits(table: Table):
    values, strengths = table

    unknown = hidden(Counts(values, strengths))

    assert pinned_by_trial(values, strengths, unknown) == set()


@given(tables(rows=3, columns=2, strength=9), st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_whoever_knows_a_row_learns_no_other(table: Table, own: int):
    values, strengths = table
    own %= len(values) - 1

    unknown = hidden(Counts(values, strengths), exact=frozenset({own}))

    assert not {square for square in unknown if square[0] == own}
    assert pinned_by_trial(values, strengths, unknown) == set()


@given(tables(rows=12, columns=4, strength=300))
@settings(max_examples=200, deadline=None)
def test_large_tables_withstand_equations_and_bounds(table: Table):
    values, strengths = table

    unknown = hidden(Counts(values, strengths))

    assert pinned_by_equations(values, unknown) == set()
    assert pinned_by_bounds(values, strengths, unknown) == set()


@given(tables(rows=12, columns=4, strength=300))
@settings(max_examples=200, deadline=None)
def test_whatever_is_small_is_hidden(table: Table):
    values, strengths = table

    unknown = hidden(Counts(values, strengths))

    small = (
        set()
        if Counts(values, strengths).is_alike
        else {
            (row, column)
            for row, line in enumerate(values)
            for column, count in enumerate(line)
            if is_small(count) or is_small(strengths[row][column] - count)
        }
    )
    assert small <= unknown


@given(tables(rows=8, columns=3, strength=300))
@settings(max_examples=200, deadline=None)
def test_with_room_beside_them_hidden_squares_withstand_who_knows_none_and_all_are_shown(
    table: Table,
):
    # A row and a column of numbers that are far from nobody and from everybody.
    values = with_totals([[*row[:-1], 50] for row in table[0][:-1]] + [[50] * len(table[0][0])])
    strengths = with_totals([[*row[:-1], 90] for row in table[1][:-1]] + [[90] * len(table[0][0])])

    unknown = hidden(Counts(values, strengths))

    assert pinned_by_bounds(values, strengths, unknown, margin=1) == set()


@given(tables(rows=6, columns=3, strength=60), tables(rows=6, columns=3, strength=400))
@settings(max_examples=100, deadline=None)
def test_squares_hidden_for_one_figure_can_not_be_worked_out_in_the_other(
    first: Table, second: Table
):
    rows = min(len(first[0]), len(second[0])) - 1
    values, strengths, others = (
        with_totals([list(row[:-1]) for row in numbers[:rows]])
        for numbers in (first[0], first[1], second[0])
    )

    unknown = hidden(Counts(values, strengths), Counts(others))

    assert pinned_by_equations(values, unknown) == set()


@given(st.lists(st.sets(st.integers(0, 3), min_size=1, max_size=2), min_size=1, max_size=12))
@settings(max_examples=400, deadline=None)
def test_no_small_number_can_be_worked_out_where_one_person_counts_in_two(people: list[set[int]]):
    # Squares of two rows and two columns, numbered 0 to 3; a total counts each person once.
    lines = [*((0,), (1,), (0, 1)), *((2,), (3,), (2, 3)), *((0, 2), (1, 3), (0, 1, 2, 3))]
    counts = [sum(1 for squares in people if squares & set(line)) for line in lines]
    values = tuple(tuple(counts[start : start + 3]) for start in (0, 3, 6))

    unknown = hidden(Counts(values))

    shifts = [(0, 1, -1) if square in unknown else (0,) for square in product(range(3), repeat=2)]
    movable = set()
    for shift in product(*shifts):
        shifted = [count + by for count, by in zip(counts, shift, strict=True)]
        if _can_be_of_people(shifted):
            movable |= {square for square, by in enumerate(shift) if by}
    assert {square for square, count in enumerate(counts) if is_small(count)} <= movable


def _can_be_of_people(counts: list[int]) -> bool:
    """A total is at least its largest part, and at most the sum of its parts."""
    lines = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8)]
    return min(counts) >= 0 and all(
        max(counts[one], counts[other]) <= counts[total] <= counts[one] + counts[other]
        for one, other, total in lines
    )
