"""What a piece of work in this process takes: of the clock, of the database, of memory."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks import machine

TIMES = 5


@dataclass(frozen=True)
class Cost:
    """Seconds, statements, and by how many megabytes memory grew at most."""

    seconds: float
    statements: int
    memory: float


def cost(work: Callable[[], object], *, times: int = TIMES) -> Cost:
    """Do it, several times if it is quick: the median counts."""
    statements = 0

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    machine.forget_peak_memory()
    memory = machine.peak_memory()
    with connection.execute_wrapper(counted):
        taken = [_seconds(work)]
    gained = machine.peak_memory() - memory
    while len(taken) < times and taken[0] < 1:
        taken.append(_seconds(work))
    return Cost(statistics.median(taken), statements, gained)


def fetch(sql: str, *values: Any) -> list[Any]:
    """Give the rows of a bare statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def execute(*statements: str) -> None:
    """Run bare statements that give nothing back."""
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
