"""The library and the search in what it says: with a thousand publications, and ten thousand."""

import time
from collections.abc import Iterator
from urllib.parse import quote

from django.db import connection

from benchmarks import library
from benchmarks.figures import Figure, percentile
from benchmarks.scenarios import Bench
from benchmarks.scenarios.pages import Reading, read
from publications.models.words import words_in

SCENARIO = "library"
PAGE = "/publications/"
SEARCHES = {
    "the list": "",
    "a common Chinese word": library.COMMON_CHINESE,
    "a rare Chinese word": library.RARE_CHINESE,
    "a common English word": library.COMMON_ENGLISH,
    "a rare English word": library.RARE_ENGLISH,
}

# The least that a search comes down to: which renditions have the word, and no more.
BARE = """
    SELECT count(*) FROM publications_concordance
    WHERE publications_stored_words(words) @@ %s::tsquery
"""


def measure(bench: Bench) -> Iterator[Figure]:
    small, large = bench.size.publications
    reader = bench.product.take_people(1)[0]

    def readings() -> dict[str, Reading]:
        return {
            name: read(bench, bench.product, f"{PAGE}?q={quote(asked)}", reader)
            for name, asked in SEARCHES.items()
        }

    library.fill_library(small)
    before = readings()
    library.fill_library(large - small)
    for name, after in readings().items():
        yield Figure(SCENARIO, f"CPU of {name}", after.cpu_ms, "ms", "≤", 25)
        yield Figure(SCENARIO, f"statements of {name}", after.statements, "SQL", "≤", 8)
        yield Figure(SCENARIO, f"size of {name}", after.kilobytes, "kB", "≤", 80)
        yield Figure(
            SCENARIO, f"time of {name} with {large:,}, median", after.seconds * 1000, "ms",
            bound=before[name].seconds * 1000, bound_name=f"with {small:,}",
        )  # fmt: skip
        if asked := SEARCHES[name]:
            yield Figure(
                SCENARIO, f"time of {name}, median", after.seconds * 1000, "ms",
                bound=_bare(asked, bench.size.page_requests), bound_name="bare SQL",
            )  # fmt: skip


def _bare(asked: str, count: int) -> float:
    """Give the milliseconds that PostgreSQL takes to count the renditions that have the word."""
    [word] = words_in(asked)
    times = []
    with connection.cursor() as cursor:
        for _ in range(count):
            began = time.monotonic()
            cursor.execute(BARE, [word.as_query])
            times.append(time.monotonic() - began)
    return percentile(times, 0.5) * 1000
