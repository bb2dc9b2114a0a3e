"""Which rows a figure counts: each named in one line, in one order, so that two times compare.

A line is what names the row and, after tabs, what the row adds to a figure that is more than a
number of rows. The lines are ordered by what names the row, numbers as numbers, and each ends with
a line feed.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import QuerySet

from reporting.figures import Figure, Span

# So many rows of a figure are kept by name; of more, their number and hash.
ROWS_KEPT = 100_000
_AT_ONCE = 5_000

# What names a row, by the kind of row that is behind a figure.
_OWN = ("pk",)
NAMED_BY: dict[str, tuple[str, ...]] = {
    "attendances": _OWN,
    "sessions": ("session",),
    "persons": ("person",),
    "completions": ("person",),
    "activities": _OWN,
    "plan_items": _OWN,
    "vacancies": ("department", "starts_on"),
    "circulations": ("circulation",),
    "readers": ("person",),
    "held": _OWN,
    "meetings": _OWN,
    "cancelled": _OWN,
    "costs": _OWN,
    "led_up_to": _OWN,
    "places": _OWN,
    "posts": ("department",),
    "officers": _OWN,
    "duties": ("department", "due_on"),
    "recruits": ("department", "person"),
    "copies": _OWN,
    "copies_of_department": ("department_en",),
}

# What a row adds to the value, where figures are more than its number of rows.
ADDS: dict[str, tuple[str, ...]] = {
    "activities": ("attendances", "persons"),
    "vacancies": ("days",),
    "held": ("capacity", "places_taken"),
    "meetings": ("hours",),
    "costs": ("cost", "attendances"),
    "led_up_to": ("days",),
    "duties": ("days_late",),
    "copies": ("copies", "sent"),
    "copies_of_department": ("sent",),
}


@dataclass(frozen=True)
class Rows:
    """How many rows there are, the hash of their lines, and the lines, if they are kept."""

    number: int
    sha256: str
    lines: str | None


def rows_behind(figure: Figure, departments: Collection[int], span: Span) -> Rows:
    """Read the rows behind a figure, in bounded memory however many there are."""
    hashed, number = hashlib.sha256(), 0
    kept: list[str] = []
    for line in _lines(figure, departments, span):
        hashed.update(line.encode())
        number += 1
        if number <= ROWS_KEPT:
            kept.append(line)
    return Rows(number, hashed.hexdigest(), "".join(kept) if number <= ROWS_KEPT else None)


def lines_behind(figure: Figure, departments: Collection[int], span: Span) -> dict[str, str]:
    """Give what each row behind a figure adds, by what names it; as `read_lines`."""
    return read_lines("".join(_lines(figure, departments, span)))


def read_lines(lines: str) -> dict[str, str]:
    """Take lines apart: what names a row, and what it adds, which may be nothing."""
    named = (line.partition("\t") for line in lines.splitlines())
    return {name: adds for name, _, adds in named}


def _lines(figure: Figure, departments: Collection[int], span: Span) -> Iterator[str]:
    names = NAMED_BY[figure.behind]
    wanted = [*names, *ADDS.get(figure.behind, ())]
    rows = figure.rows(departments, span)
    found: Iterator[tuple[object, ...]]
    if isinstance(rows, QuerySet):
        values = rows.order_by(*names).values_list(*wanted)
        found = values.iterator(chunk_size=_AT_ONCE)
    else:
        found = iter(sorted(tuple(row[field] for field in wanted) for row in rows))
    for row in found:
        name = "/".join(str(part) for part in row[: len(names)])
        yield "\t".join(chain([name], (str(part) for part in row[len(names) :]))) + "\n"
