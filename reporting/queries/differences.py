"""What frozen figures are today: counted again with the same parameters, and why they differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from people.models import Department
from reporting.figures import FIGURES, Figure, Span
from reporting.models import Freeze, FrozenFigure
from reporting.queries import freezes as queries
from reporting.queries.changes import Cause, causes_of, causes_of_departments
from reporting.queries.identities import lines_behind, read_lines

# Of so many rows that came, went or changed the causes are looked up.
ROWS_LOOKED_INTO = 500
CAUSES_TOLD = 20


@dataclass(frozen=True)
class Today:
    """A frozen figure beside what it is today. Without `figure` it is no longer counted.

    Of a figure of the whole service, `departments` are the codes of those whose part differs.
    """

    frozen: FrozenFigure
    figure: Figure | None = None
    value: Decimal | None = None
    came: int = 0
    went: int = 0
    changed: int = 0
    causes: tuple[Cause, ...] = ()
    more_causes: int = 0
    not_explained: int = 0
    not_looked_into: int = 0
    persons: int | None = None
    out_of: int | None = None
    departments: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        return self.figure is not None

    @property
    def is_defined_otherwise(self) -> bool:
        """Whether the definition is another than the one that was frozen."""
        return (
            self.figure is not None
            and queries.version_of(self.figure) != self.frozen.definition_sha256
        )

    @property
    def differs(self) -> bool:
        return self.is_counted and self.value != self.frozen.value

    @property
    def difference(self) -> Decimal | None:
        """How much more it is today, or less; None if either time there is no value."""
        if self.value is None or self.frozen.value is None:
            return None
        return self.value - self.frozen.value

    @property
    def is_the_same(self) -> bool:
        """Whether value, rows and definition are those that were frozen."""
        return (
            self.is_counted
            and not self.differs
            and not self.is_defined_otherwise
            and not (self.came or self.went)
        )


def todays(freeze: Freeze) -> Iterator[Today]:
    """Count each figure of a freeze again, as things stand now."""
    whole = queries.all_departments()
    for frozen in freeze.figures.select_related("department"):
        frozen.freeze = freeze
        departments = [frozen.department] if frozen.department else whole
        yield today_of(frozen, departments)


def today_of(frozen: FrozenFigure, departments: list[Department]) -> Today:
    figure = FIGURES.get(frozen.key)
    if figure is None:
        return Today(frozen)
    span = Span(frozen.starts_on, frozen.ends_on)
    ids = [department.pk for department in departments]
    value = queries.count(figure, departments, span)
    persons = queries.added_up(figure.persons, departments, span)
    out_of = queries.added_up(figure.out_of, departments, span)
    by_department: tuple[str, ...] = ()
    if frozen.department is None and value != frozen.value:
        by_department = tuple(_departments_that_differ(frozen, figure, departments, span))
    if frozen.rows is None:
        return Today(
            frozen, figure, value, persons=persons, out_of=out_of, departments=by_department
        )

    then, now = read_lines(frozen.rows), lines_behind(figure, ids, span)
    came, went = now.keys() - then.keys(), then.keys() - now.keys()
    changed = {name for name in then.keys() & now.keys() if then[name] != now[name]}
    if value == frozen.value:
        changed = set()
    moved = sorted(came | went | changed)
    looked_into = moved[:ROWS_LOOKED_INTO]
    causes = causes_of(frozen.freeze, frozen.behind, looked_into, span) if moved else []
    explained = set().union(*(cause.rows for cause in causes))
    if out_of != frozen.out_of:
        causes += causes_of_departments(frozen.freeze, ids)
    return Today(
        frozen,
        figure,
        value,
        came=len(came),
        went=len(went),
        changed=len(changed),
        causes=tuple(causes[:CAUSES_TOLD]),
        more_causes=max(len(causes) - CAUSES_TOLD, 0),
        not_explained=len(set(looked_into) - explained),
        not_looked_into=len(moved) - len(looked_into),
        persons=persons,
        out_of=out_of,
        departments=by_department,
    )


def _departments_that_differ(
    frozen: FrozenFigure, figure: Figure, departments: list[Department], span: Span
) -> Iterator[str]:
    counted = queries.count_each(figure, departments, span)
    for code in sorted(counted.keys() | frozen.by_department.keys()):
        if frozen.by_department.get(code) != counted.get(code):
            yield code
