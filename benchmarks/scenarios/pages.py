"""The list of sessions and the page of one, in a small database and in a large one."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import data
from benchmarks.clients import Answer, Client, Visitor, run
from benchmarks.figures import Figure, mean, percentile
from benchmarks.scenarios import Bench, Place, Stopwatch

SCENARIO = "pages"
LIST = "/sessions/"


@dataclass(frozen=True)
class Reading:
    """What one page costs."""

    cpu_ms: float
    seconds: float
    statements: float
    body: bytes

    @property
    def kilobytes(self) -> float:
        return len(self.body) / 1000


def measure(bench: Bench) -> Iterator[Figure]:
    small, large = bench.size.registrations
    session = bench.product.take_sessions(1)[0]
    data.fill(session, data.make_people(data.REGISTRATIONS_OF_A_SESSION))
    page = f"{LIST}{session}/"
    data.make_past(small)
    reader = bench.product.take_people(1)[0]
    list_before = read(bench, bench.product, LIST, reader)
    page_before = read(bench, bench.product, page, reader)
    data.make_past(large - small)
    list_after = read(bench, bench.product, LIST, reader)
    page_after = read(bench, bench.product, page, reader)

    stranger = bench.floor.take_people(1)[0]
    floor_list = read(bench, bench.floor, LIST, stranger)
    floor_page = read(bench, bench.floor, f"{LIST}{bench.floor.sessions[0]}/", stranger)
    empty = read(bench, bench.floor, "/empty/", stranger)
    for name, ours, floor in (
        ("the list of sessions", list_after, floor_list),
        ("a session's page", page_after, floor_page),
    ):
        yield Figure(
            SCENARIO, f"CPU of {name}", ours.cpu_ms, "ms",
            "≤", 15, bound=floor.cpu_ms, bound_name="floor",
        )  # fmt: skip
        yield Figure(
            SCENARIO, f"statements of {name}", ours.statements, "SQL",
            "≤", 8, bound=floor.statements, bound_name="floor",
        )  # fmt: skip
        yield Figure(
            SCENARIO, f"time of {name}, median", ours.seconds * 1000, "ms",
            bound=empty.seconds * 1000, bound_name="empty view",
        )  # fmt: skip
    yield Figure(
        SCENARIO, "size of the list of sessions", list_after.kilobytes, "kB",
        "≤", 60, bound=floor_list.kilobytes, bound_name="floor",
    )  # fmt: skip
    grown = f"with {large:,} registrations"
    for name, before, after in (
        ("the list of sessions", list_before, list_after),
        ("a session's page", page_before, page_after),
    ):
        yield Figure(
            SCENARIO, f"time of {name} {grown}", after.seconds * 1000, "ms",
            "≤", 1.2, of_bound=True, bound=before.seconds * 1000, bound_name=f"with {small:,}",
        )  # fmt: skip
        yield Figure(
            SCENARIO, f"CPU of {name} {grown}", after.cpu_ms, "ms",
            "≤", 1.2, of_bound=True, bound=before.cpu_ms, bound_name=f"with {small:,}",
        )  # fmt: skip


def read(
    bench: Bench, place: Place, path: str, reader: Visitor, count: int | None = None
) -> Reading:
    """Read a page again and again, one request at a time."""
    count = count or bench.size.page_requests

    def get(client: Client, _: int) -> Answer:
        return client.get(path, reader)

    run(place.site, range(count // 4), get, clients=1)  # the plan cache and the page cache
    watch = Stopwatch(*place.site.processes)
    answers = run(place.site, range(count), get, clients=1)
    return Reading(
        watch.milliseconds_each(count),
        percentile([answer.seconds for answer in answers], 0.5),
        mean([answer.statements for answer in answers]),
        answers[0].body,
    )
