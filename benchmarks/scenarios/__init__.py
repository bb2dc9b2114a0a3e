"""What is measured. Each module has `measure(bench)`, which gives figures or stops.

It stops with `WrongOutcomeError` when the product was not only slow but wrong.
"""

from dataclasses import dataclass
from typing import Literal

from benchmarks.bounds import Transactions
from benchmarks.clients import Site, Visitor
from benchmarks.machine import cpu_seconds
from benchmarks.servers import Database


class WrongOutcomeError(Exception):
    """A promise was broken while it was measured."""


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    name: Literal["full", "quick"]
    hot_people: int
    hot_seats: int
    hot_clients: int
    spread_people: int
    spread_sessions: int
    spread_clients: int
    posts: int
    warm_up: int
    page_requests: int
    registrations: tuple[int, int]
    exported: tuple[int, int]
    circulated: tuple[int, int]
    served: int
    held: int
    completed: tuple[int, ...]
    publications: tuple[int, int]
    reminders: int
    reminder_sessions: int
    bound_seconds: int

    @property
    def people(self) -> int:
        """How many a site needs for everything."""
        hot_and_spread = self.hot_people + self.spread_people + self.spread_people // 2
        return hot_and_spread + self.posts + self.warm_up + 2


UPCOMING = 200
FULL = Size(
    "full",
    500,
    100,
    32,
    1000,
    50,
    16,
    200,
    48,
    200,
    (10_000, 1_000_000),
    (100, 10_000),
    (17_400, 174_000),
    174_000,
    25_000,
    (200_000, 2_000_000),
    (1_000, 10_000),
    2000,
    20,
    8,
)
QUICK = Size(
    "quick",
    60,
    12,
    32,
    60,
    10,
    16,
    40,
    24,
    40,
    (1_000, 10_000),
    (10, 200),
    (160, 1_600),
    2_000,
    400,
    (2_000, 8_000),
    (50, 500),
    100,
    5,
    2,
)


@dataclass
class Place:
    """A site, people signed in to it whom no scenario has used yet, and sessions for them."""

    site: Site
    people: list[Visitor]
    sessions: list[int]

    def take_people(self, count: int) -> list[Visitor]:
        taken, self.people = self.people[:count], self.people[count:]
        if len(taken) < count:
            raise ValueError("There are too few people for all scenarios.")
        return taken

    def take_sessions(self, count: int) -> list[int]:
        taken, self.sessions = self.sessions[:count], self.sessions[count:]
        return taken


@dataclass
class Bench:
    """What the scenarios measure with."""

    size: Size
    product: Place
    floor: Place
    transactions: Transactions
    database: Database
    env: dict[str, str]
    mail_port: int


class Stopwatch:
    """CPU over all processes of a site, PostgreSQL's among them."""

    def __init__(self, *roots: int) -> None:
        self._roots = roots
        self._began = cpu_seconds(roots)

    def milliseconds_each(self, units: int) -> float:
        return (cpu_seconds(self._roots) - self._began) * 1000 / units
