"""Figures of a period as pages show them: by department, by month, and beside the period before."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from ethics_officers.figures import Figure, Span, Unit, Value
from ethics_officers.models.years import later
from ethics_officers.queries.returns import number_in_words
from people.models import Department
from reporting.periods import Period
from reporting.suppression import hidden_in_list

MONTHS_SHOWN = 37  # the longest period on offer: 36 whole months and the one that runs


@dataclass(frozen=True)
class Line:
    """A figure of one department, of a month, or of all: its value, or that it is hidden."""

    label: Any
    value: Value
    is_hidden: bool = False
    department: Department | None = None

    @property
    def raw(self) -> str:
        """The value for charts to read; nothing where it is hidden or there is none."""
        return "" if self.value is None else str(self.value)


def in_words(figure: Figure, line: Line) -> str:
    """Write a value as people read it; that it is hidden, or that there is none."""
    if line.is_hidden:
        return gettext("Hidden")
    return "–" if line.value is None else number_in_words(line.value, figure.unit)


def departments_of(span: Span) -> list[Department]:
    """Give the departments that existed on one of the days, by name."""
    found = Department.objects.overlapping(span.starts_on, span.ends_on)
    return list(found.order_by("name_en", "pk"))


def before(period: Period, today: dt.date) -> Span:
    """Give the days that a period is compared with, as far as it has come; never its own.

    Of years, the same days of the year before; else as many days just before.
    """
    span = period.span.until(today)
    if not period.key.startswith(("fy-", "cy-")):
        return Span(span.starts_on - dt.timedelta(days=span.days), span.starts_on)
    return Span(_year_before(span.starts_on), _year_before(span.ends_on))


def _year_before(day: dt.date) -> dt.date:
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if last_of_february else day.day)


# By department ------------------------------------------------------------------------------------


def by_department(
    figure: Figure, departments: Sequence[Department], span: Span, exact: Collection[int]
) -> tuple[list[Line], Line]:
    """Give a figure of each department and of all together, small numbers of people hidden.

    `exact` are the departments whose numbers the reader may see as they are.
    """
    ids = [department.pk for department in departments]
    values = figure.by_department(departments, span.starts_on, span.ends_on)
    whole = figure.together(ids, span)
    hidden = _hidden(figure, ids, span, values, whole, exact)
    lines = [
        Line(
            department,
            None if number in hidden else values[department.pk],
            number in hidden,
            department=department,
        )
        for number, department in enumerate(departments)
    ]
    all_hidden = len(ids) in hidden
    return lines, Line(None, None if all_hidden else whole, all_hidden)


def _hidden(
    figure: Figure,
    ids: Sequence[int],
    span: Span,
    values: Mapping[int, Value],
    whole: Value,
    exact: Collection[int],
) -> Collection[int]:
    """Give the places in the list of departments whose value is hidden; the last is all's."""
    if figure.persons is None:
        return frozenset()
    if figure.unit == Unit.NUMBER:
        persons, total = _numbers(values, ids), int(whole or 0)
    else:
        persons = _numbers(figure.persons(ids, span), ids)
        total = sum(persons)
    rows = frozenset(place for place, pk in enumerate(ids) if pk in exact)
    if figure.out_of is None:
        return hidden_in_list(persons, total, exact=rows)
    of = _numbers(figure.out_of(ids, span), ids)
    return hidden_in_list(persons, total, of, sum(of), exact=rows)


def _numbers(counted: Any, ids: Iterable[int]) -> list[int]:
    return [int(counted.get(pk) or 0) for pk in ids]


# By month -----------------------------------------------------------------------------------------


def months_of(span: Span) -> list[Span]:
    """Give the months of a period, the first and the last as far as it reaches; the latest ones."""
    months, first = [], span.starts_on.replace(day=1)
    while first < span.ends_on:
        following = later(first, 1)
        months.append(Span(max(first, span.starts_on), min(following, span.ends_on)))
        first = following
    return months[-MONTHS_SHOWN:]


def by_month(
    figure: Figure, departments: Collection[int], span: Span, *, is_exact: bool
) -> list[Line]:
    """Give a figure of departments together month by month."""
    months = months_of(span)
    counted = _counted_by_month(figure, departments, months)
    hidden: Collection[int] = ()
    if figure.persons is not None and not is_exact:
        persons = [number for _value, number in counted]
        hidden = hidden_in_list(persons, sum(persons))
    return [
        Line(
            date_format(month.starts_on, "YEAR_MONTH_FORMAT"),
            None if number in hidden else value,
            number in hidden,
        )
        for number, (month, (value, _persons)) in enumerate(zip(months, counted, strict=True))
    ]


def _counted_by_month(
    figure: Figure, departments: Collection[int], months: Sequence[Span]
) -> list[tuple[Value, int]]:
    """Give the value of each month, with how many people it tells of."""
    if figure.monthly:
        found = figure.monthly(departments, Span(months[0].starts_on, months[-1].ends_on))
        return [found.get(month.starts_on.replace(day=1), (figure.nothing, 0)) for month in months]
    values = [figure.together(departments, month) for month in months]
    if figure.persons is None:
        return [(value, 0) for value in values]
    if figure.unit == Unit.NUMBER:
        return [(value, int(value or 0)) for value in values]
    return [
        (value, sum(int(number or 0) for number in figure.persons(departments, month).values()))
        for value, month in zip(values, months, strict=True)
    ]


# Together -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Beside:
    """A figure of a period, beside that of the period before.

    Of those who work for departments it is theirs, with that of the whole service beside it.
    """

    figure: Figure
    now: Line
    then: Line
    service: Line | None = None

    def words(self, line: Line) -> str:
        return in_words(self.figure, line)


def compared(
    figures: Iterable[Figure], own: Collection[int], now: Span, then: Span
) -> list[Beside]:
    """Give figures of two periods: of the whole service or, for those of departments, of theirs."""
    of_now, of_then = departments_of(now), departments_of(then)
    return [
        _of_departments(figure, own, of_now, now, then)
        if own
        else Beside(
            figure,
            by_department(figure, of_now, now, ())[1],
            by_department(figure, of_then, then, ())[1],
        )
        for figure in figures
    ]


def _of_departments(
    figure: Figure, own: Collection[int], of_now: Sequence[Department], now: Span, then: Span
) -> Beside:
    return Beside(
        figure,
        Line(None, figure.together(own, now)),
        Line(None, figure.together(own, then)),
        by_department(figure, of_now, now, own)[1],
    )
