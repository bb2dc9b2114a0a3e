"""How a department stands beside all others, of which none is named."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import FIGURES, Figure, Span, Unit, Value
from ethics_officers.queries.oversight import span_of_coverage
from ethics_officers.queries.returns import number_in_words
from people.models import Department

# Where fewer have a figure, their median and best would tell of departments one can guess.
FEWEST_COMPARED = 5

_ALIKE = ("coverage", "persons_trained", "attendances", "activities", "vacant_days")


@dataclass(frozen=True)
class Compared:
    """A figure of one department, and the median and the best of all that have it.

    `key` names the figure that holds the rows behind; the median and the best are None where too
    few departments have one.
    """

    key: str
    label: Any
    definition: Any
    unit: Unit
    own: Value
    median: Value
    best: Value

    @property
    def bars(self) -> list[tuple[str, Value]]:
        """The own figure, the median and the best, in words and as they are; None is left out."""
        return [(self._words(value), value) for value in (self.own, self.median, self.best)]

    @property
    def whole(self) -> Value:
        """What the longest bar stands for."""
        return max([value for value in (self.own, self.median, self.best) if value] or [1])

    def _words(self, value: Value) -> str:
        return "–" if value is None else number_in_words(value, self.unit)


def comparison(department: Department, day: dt.date) -> tuple[Span, list[Compared]]:
    """Compare what a department did in the year up to a day with all that exist on that day.

    In as many statements however many departments there are.
    """
    span = span_of_coverage(day)
    ids = set(Department.objects.current(day).values_list("pk", flat=True)) | {department.pk}

    def values(figure: Figure) -> Mapping[int, Value]:
        counted = figure.count(sorted(ids), span)
        return {pk: counted.get(pk, figure.nothing) for pk in ids}

    rows = [_compared(FIGURES[key], department, values(FIGURES[key])) for key in _ALIKE]
    planned, done = values(FIGURES["plan_items"]), values(FIGURES["plan_items_done"])
    shares = {
        pk: round(100 * (done[pk] or 0) / number, 1) for pk, number in planned.items() if number
    }
    plan = Compared(
        "plan_items_done",
        _("Plan items done, of those planned"),
        _("The share of the items of the work plan that was handed in for the year, done by now."),
        Unit.PERCENT,
        shares.get(department.pk),
        *_median_and_best(shares.values(), max),
    )
    return span, [*rows[:-1], plan, rows[-1]]


def _compared(figure: Figure, department: Department, values: Mapping[int, Value]) -> Compared:
    best = min if figure.unit == Unit.DAYS else max
    return Compared(
        figure.key,
        figure.label,
        figure.definition,
        figure.unit,
        values[department.pk],
        *_median_and_best(values.values(), best),
    )


def _median_and_best(
    values: Iterable[Value], best: Callable[[list[int | float]], int | float]
) -> tuple[Value, Value]:
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_COMPARED:
        return None, None
    middle = median(known)
    whole = all(isinstance(value, int) for value in known)
    return round(middle) if whole else round(middle, 1), best(known)
