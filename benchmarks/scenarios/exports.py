"""Lists as files: what a row costs, and that more rows take no more statements."""

from collections.abc import Iterator

from benchmarks import data
from benchmarks.clients import Answer, Client, Visitor, run
from benchmarks.figures import Figure
from benchmarks.scenarios import Bench, Stopwatch

SCENARIO = "exports"
TIMES = 5


def measure(bench: Bench) -> Iterator[Figure]:
    few, many = bench.size.exported
    small, large = bench.product.take_sessions(2)
    for session, count in ((small, few), (large, many)):
        data.fill(session, data.make_people(count))
    staff = data.make_staff()
    for file_format in ("xlsx", "csv"):
        watch = Stopwatch(*bench.product.site.processes)
        for _ in range(TIMES):
            _export(bench, large, file_format, staff)
        yield Figure(
            SCENARIO, f"CPU of a row, {file_format}", watch.milliseconds_each(many * TIMES), "ms",
            "≤", 0.2,
        )  # fmt: skip
    # Of a CSV file the rows are read while it is sent, when the counting is over.
    yield Figure(
        SCENARIO, f"statements for {many:,} rows",
        _export(bench, large, "xlsx", staff).statements, "SQL",
        "≤", 1, of_bound=True,
        bound=_export(bench, small, "xlsx", staff).statements, bound_name=f"for {few:,}",
    )  # fmt: skip


def _export(bench: Bench, session: int, file_format: str, staff: Visitor) -> Answer:
    def get(client: Client, path: str) -> Answer:
        return client.get(path, staff)

    path = f"/schedule/sessions/{session}/?export={file_format}"
    return run(bench.product.site, [path], get, clients=1)[0]
