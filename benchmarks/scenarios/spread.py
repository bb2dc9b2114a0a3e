"""Many people sign up for many sessions; then the deciding request alone."""

import time
from collections.abc import Iterator

from benchmarks.clients import Answer, Client, Visitor, run
from benchmarks.figures import Figure, mean
from benchmarks.scenarios import Bench, Place, Stopwatch
from benchmarks.scenarios.sign_ups import Rush, check, rush

SCENARIO = "spread"


def measure(bench: Bench) -> Iterator[Figure]:
    size = bench.size
    sessions = bench.product.take_sessions(size.spread_sessions)
    floor = _rush(bench, bench.floor, bench.floor.take_sessions(size.spread_sessions))
    ours = _rush(bench, bench.product, sessions)
    check(ours.ways, sessions)
    yield Figure(
        SCENARIO, "whole sign-ups answered", ours.rate, "per second",
        bound=floor.rate, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "CPU of a whole sign-up", ours.cpu_ms_each, "ms",
        "≤", 65, bound=floor.cpu_ms_each, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "statements of a whole sign-up", ours.statements_each, "SQL",
        "≤", 30, bound=floor.statements_each, bound_name="floor",
    )  # fmt: skip
    bound = bench.transactions.run(
        sessions=50, clients=size.spread_clients, seconds=size.bound_seconds
    )
    if bound:
        yield Figure(
            SCENARIO, "whole sign-ups answered, to the database alone", ours.rate, "per second",
            bound=bound[0], bound_name="pgbench, 50 rows",
        )  # fmt: skip
    # The same sessions, the same people and clients: only the row is shared or not.
    hot = rush(
        bench.product,
        bench.product.take_sessions(1),
        people=size.spread_people // 2,
        clients=size.spread_clients,
    )
    yield Figure(
        SCENARIO, "whole sign-ups for one session", hot.rate, "per second",
        "≥", 0.8, of_bound=True, bound=ours.rate, bound_name="for many sessions",
    )  # fmt: skip
    cpu, statements, rate = _posts(bench, bench.product)
    floor_cpu, floor_statements, floor_rate = _posts(bench, bench.floor)
    yield Figure(
        SCENARIO, "CPU of the deciding request alone", cpu, "ms",
        "≤", 20, bound=floor_cpu, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "statements of the deciding request alone", statements, "SQL",
        "≤", 12, bound=floor_statements, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "deciding requests answered", rate, "per second",
        bound=floor_rate, bound_name="floor",
    )  # fmt: skip


def _rush(bench: Bench, place: Place, sessions: list[int]) -> Rush:
    size = bench.size
    return rush(place, sessions, people=size.spread_people, clients=size.spread_clients)


def _posts(bench: Bench, place: Place) -> tuple[float, float, float]:
    """CPU ms and statements of the POST, and POSTs a second: the pages were read before."""
    sessions = place.take_sessions(bench.size.spread_sessions)
    tasks = [
        (visitor, f"/sessions/{sessions[number % len(sessions)]}/")
        for number, visitor in enumerate(place.take_people(bench.size.posts))
    ]
    clients = bench.size.spread_clients
    run(place.site, tasks, _read, clients=clients)
    watch = Stopwatch(*place.site.processes)
    began = time.monotonic()
    answers = run(place.site, tasks, _press, clients=clients)
    rate = len(answers) / (time.monotonic() - began)
    cpu = watch.milliseconds_each(len(answers))
    return cpu, mean([answer.statements for answer in answers]), rate


def _read(client: Client, task: tuple[Visitor, str]) -> Answer:
    visitor, page = task
    return client.get(page, visitor)


def _press(client: Client, task: tuple[Visitor, str]) -> Answer:
    visitor, page = task
    return client.post(f"{page}register/", visitor)
