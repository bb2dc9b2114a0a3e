"""Many people press for the few seats of one session."""

from collections.abc import Iterator

from benchmarks.figures import Figure
from benchmarks.scenarios import Bench
from benchmarks.scenarios.sign_ups import check, rush

SCENARIO = "hot"
# Sign-ups per second of the floor beside which the target was set: see docs/decisions/0008.
FIRST_FLOOR = 33


def measure(bench: Bench) -> Iterator[Figure]:
    size = bench.size
    sessions = bench.product.take_sessions(1)
    floor = rush(
        bench.floor,
        bench.floor.take_sessions(1),
        people=size.hot_people,
        clients=size.hot_clients,
    )
    ours = rush(bench.product, sessions, people=size.hot_people, clients=size.hot_clients)
    check(ours.ways, sessions)
    yield Figure(
        SCENARIO, "whole sign-ups answered", ours.rate, "per second",
        "≥", 0.5, of_bound=True, bound=floor.rate, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "whole sign-ups answered, to the floor of the target", ours.rate, "per second",
        "≥", 0.5, of_bound=True, bound=FIRST_FLOOR, bound_name="floor of the target",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "p99 of the deciding request", ours.p99_of_deciding, "s",
        "≤", 1, bound=floor.p99_of_deciding, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "CPU of a whole sign-up", ours.cpu_ms_each, "ms",
        bound=floor.cpu_ms_each, bound_name="floor",
    )  # fmt: skip
    yield Figure(
        SCENARIO, "statements of a whole sign-up", ours.statements_each, "SQL",
        bound=floor.statements_each, bound_name="floor",
    )  # fmt: skip
    # Anything but 0 has stopped the benchmark above.
    yield Figure(SCENARIO, "oversold, or out of order of arrival", 0, "people", "≤", 0)
    bound = bench.transactions.run(sessions=1, clients=size.hot_clients, seconds=size.bound_seconds)
    if bound:
        yield Figure(
            SCENARIO, "whole sign-ups answered, to the database alone", ours.rate, "per second",
            bound=bound[0], bound_name="pgbench, one row",
        )  # fmt: skip
