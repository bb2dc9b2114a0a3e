"""Reads of frozen figures: what would be frozen, its canonical form, and whether it still holds.

The canonical form is described in docs/decisions/0038, so that another program can make it, too.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import translation
from pghistory.models import Event

from core.canonical import sha256_of, written
from core.translated import LANGUAGES, column
from ethics_officers.figures import ByDepartment
from people.models import Department
from reporting.figures import FIGURES, Figure, Span, Value
from reporting.models import Freeze, FrozenFigure
from reporting.queries.identities import rows_behind

# The form of what is frozen; another form gets another number, so that old texts stay readable.
FORM = 1

_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class AskedFigure:
    """A figure to freeze: over which days, of one department or of the whole service."""

    key: str
    span: Span
    department_id: int | None = None


# What is counted ----------------------------------------------------------------------------------


def exact(value: Value | Decimal) -> Decimal | None:
    """Give a value as a decimal number of four places, as it is kept."""
    return None if value is None else Decimal(str(value)).quantize(_PLACES)


def in_digits(value: Value | Decimal) -> str | None:
    """Write a value in digits, without noughts at its end: `12.5`, `3000`."""
    number = exact(value)
    return None if number is None else f"{number:f}".rstrip("0").rstrip(".")


def all_departments() -> list[Department]:
    """Give the departments that a figure of the whole service is counted over: all there were."""
    return list(Department.objects.order_by("code"))


def count(figure: Figure, departments: Collection[Department], span: Span) -> Decimal | None:
    """Give the value of some departments together."""
    return exact(figure.together([department.pk for department in departments], span))


def count_each(
    figure: Figure, departments: Collection[Department], span: Span
) -> dict[str, str | None]:
    """Give the value of each department, by code, in digits."""
    counted = figure.by_department(departments, span.starts_on, span.ends_on)
    return {each.code: in_digits(counted[each.pk]) for each in departments}


def added_up(
    of: Callable[[Collection[int], Span], ByDepartment] | None,
    departments: Collection[Department],
    span: Span,
) -> int | None:
    """Give what is counted of departments together; None of a figure that does not count it."""
    if of is None:
        return None
    counted = of([department.pk for department in departments], span)
    return int(sum(number or 0 for number in counted.values()))


def counted(asked: Iterable[AskedFigure], today: dt.date) -> list[FrozenFigure]:
    """Count figures as they stand now, over the days up to today, without naming their rows."""
    every = {department.pk: department for department in all_departments()}
    figures = []
    for position, each in enumerate(asked, start=1):
        one = each.department_id
        departments = list(every.values()) if one is None else [every[one]]
        figure = _counted(each, departments, each.span.until(today))
        figure.position = position
        figures.append(figure)
    return figures


def frozen(asked: Iterable[AskedFigure], today: dt.date) -> list[FrozenFigure]:
    """Count figures as they stand now, and name the rows they count; nothing is saved."""
    figures = counted(asked, today)
    of_all = all_departments()
    for each in figures:
        departments = [each.department] if each.department else of_all
        span = Span(each.starts_on, each.ends_on)
        rows = rows_behind(FIGURES[each.key], [one.pk for one in departments], span)
        each.number_of_rows, each.rows_sha256 = rows.number, rows.sha256
        each.rows = rows.lines
        if each.department is None:
            each.by_department = count_each(FIGURES[each.key], of_all, span)
    return figures


def _counted(asked: AskedFigure, departments: list[Department], span: Span) -> FrozenFigure:
    figure, whole = FIGURES[asked.key], asked.department_id is None
    return FrozenFigure(
        key=figure.key,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        department=None if whole else departments[0],
        department_code="" if whole else departments[0].code,
        value=count(figure, departments, span),
        persons=added_up(figure.persons, departments, span),
        out_of=added_up(figure.out_of, departments, span),
        unit=str(figure.unit),
        behind=str(figure.behind),
        **_in_all_languages("label", figure.label),
        **_in_all_languages("definition", figure.definition),
        definition_sha256=version_of(figure),
    )


def version_of(figure: Figure) -> str:
    """Give the hash of a definition: it changes with the English sentence, the unit or the rows.

    A better translation is no other definition.
    """
    with translation.override("en"):
        definition = str(figure.definition)
    return sha256_of(
        written(
            {
                "key": figure.key,
                "definition_en": definition,
                "unit": str(figure.unit),
                "behind": str(figure.behind),
            }
        )
    )


def _in_all_languages(field: str, text: Any) -> dict[str, str]:
    texts = {}
    for language in LANGUAGES:
        with translation.override(language):
            texts[column(field, language)] = str(text)
    return texts


# The canonical form -------------------------------------------------------------------------------


def text_of(freeze: Freeze, figures: Iterable[FrozenFigure]) -> str:
    """Write a freeze down in the one way there is."""
    return written(
        {
            "form": FORM,
            "title": freeze.title,
            "note": freeze.note,
            "made_at": freeze.made_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "made_by": {"account": freeze.made_by_id, "name": freeze.made_by_name},
            "replaces": (
                {"sha256": freeze.replaces.sha256, "reason": freeze.reason}
                if freeze.replaces
                else None
            ),
            "figures": [_content_of(figure) for figure in figures],
        }
    )


def _content_of(figure: FrozenFigure) -> dict[str, Any]:
    texts = {
        name: getattr(figure, name)
        for field in ("label", "definition")
        for name in (column(field, language) for language in LANGUAGES)
    }
    return {
        "key": figure.key,
        "parameters": {
            "starts_on": figure.starts_on.isoformat(),
            "ends_on": figure.ends_on.isoformat(),
            "department": figure.department_code or None,
        },
        "value": in_digits(figure.value),
        "persons": figure.persons,
        "out_of": figure.out_of,
        "by_department": figure.by_department or None,
        "unit": figure.unit,
        **texts,
        "definition_sha256": figure.definition_sha256,
        "rows": {
            "kind": figure.behind,
            "number": figure.number_of_rows,
            "sha256": figure.rows_sha256,
        },
    }


@dataclass(frozen=True)
class Verdict:
    """Whether a freeze holds: its text has its hash, its rows say the text, and have theirs."""

    text_has_its_hash: bool
    figures_say_the_text: bool
    rows_have_their_hashes: bool

    @property
    def holds(self) -> bool:
        return self.text_has_its_hash and self.figures_say_the_text and self.rows_have_their_hashes


def verify(freeze: Freeze) -> Verdict:
    """Work a freeze out anew from what is stored, and compare."""
    figures = list(freeze.figures.order_by("position"))
    return Verdict(
        sha256_of(freeze.text) == freeze.sha256,
        text_of(freeze, figures) == freeze.text,
        all(
            figure.rows is None
            or (
                sha256_of(figure.rows) == figure.rows_sha256
                and figure.rows.count("\n") == figure.number_of_rows
            )
            for figure in figures
        ),
    )


# How far the history goes -------------------------------------------------------------------------


def marks() -> dict[str, int]:
    """Give the number of the last row of the history of each table of ours, by the table."""
    tables = [
        events._meta.db_table
        for events in apps.get_models()
        if issubclass(events, Event) and hasattr(events, "pgh_tracked_model")
    ]
    statement = " UNION ALL ".join(
        f"SELECT '{table}', coalesce(max(pgh_id), 0) FROM {table}"  # noqa: S608 (names of ours)
        for table in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return dict(cursor.fetchall())
