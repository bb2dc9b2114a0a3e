"""Writing figures down: a table for people, a line of JSON each for machines."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure

RESULTS = Path(__file__).parent / "results.jsonl"
_COLUMNS = ("Figure", "Target", "Measured", "Bound", "Ratio", "")


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures in lines of even columns, under the name of each scenario."""
    rows = [_row(figure) for figure in figures]
    widths = [max(len(row[i]) for row in [_COLUMNS, *rows]) for i in range(len(_COLUMNS))]
    scenario = ""
    for figure, row in zip(figures, rows, strict=True):
        if figure.scenario != scenario:
            scenario = figure.scenario
            yield f"\n{scenario}"
            yield _line(_COLUMNS, widths)
        yield _line(row, widths)


def verdict(figures: Sequence[Figure]) -> str:
    """How many targets are met, and which are not."""
    judged = [figure for figure in figures if figure.is_met is not None]
    missed = [f"{figure.scenario}: {figure.name}" for figure in judged if not figure.is_met]
    said = f"{len(judged) - len(missed)} of {len(judged)} targets are met."
    return f"{said} Not met: {'; '.join(missed)}." if missed else said


def append(figures: Sequence[Figure], facts: Mapping[str, Any], *, now: dt.datetime) -> None:
    """Add a line for each figure to benchmarks/results.jsonl."""
    with RESULTS.open("a", encoding="utf-8") as file:
        for figure in figures:
            line = {
                "at": now.isoformat(timespec="seconds"),
                **facts,
                "scenario": figure.scenario,
                "figure": figure.name,
                "value": round(figure.value, 4),
                "unit": figure.unit,
                "target": figure.target_in_words or None,
                "bound": round(figure.bound, 4) if figure.bound is not None else None,
                "bound_name": figure.bound_name or None,
                "ratio": round(figure.ratio, 4) if figure.ratio is not None else None,
                "met": figure.is_met,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _row(figure: Figure) -> tuple[str, ...]:
    met = {True: "met", False: "NOT MET", None: ""}[figure.is_met]
    bound = f"{figure.bound:.4g} ({figure.bound_name})" if figure.bound is not None else ""
    ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else ""
    measured = f"{figure.value:.4g} {figure.unit}"
    return (figure.name, figure.target_in_words, measured, bound, ratio, met)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()
