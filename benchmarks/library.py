"""A library of publications whose words are as frequent as words are: a few common, most rare.

The texts are made by the database, which also makes the concordances of them, as it does for those
that a worker reads out of files.
"""

import random
from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from benchmarks.bare import bare
from benchmarks.data import analyse, multiply
from publications.models import Edition, Passage, Publication, Rendition
from tests.factories import PublicationFactory, UserFactory

PASSAGES_OF_A_PUBLICATION = 10

COMMON_CHINESE = "利益"
RARE_CHINESE = "罕见"
LONG_CHINESE = "利益冲突"
COMMON_ENGLISH = "integrity"
RARE_ENGLISH = "quixotic"

# Drawn anew for each bench with the same seed: figures of two benches are of the same texts.
_SEED = 20261122
_PIECES = 400
_FIRST_CHINESE, _CHINESE = 0x4E00, 2500


def fill_library(count: int) -> None:
    """Add publications, each a PDF in English and one in Chinese, of ten pages together.

    A common word is in about half of them, a rare one in one of a thousand.
    """
    publication = PublicationFactory(
        title_en="Handbook", title_zh_hant="誠信手冊", title_zh_hans="诚信手册", year=2010
    )
    edition = publication.editions.get()
    user = UserFactory()
    then = timezone.now()
    with bare(Publication, Edition, Rendition):
        publications = multiply(
            publication,
            count,
            title_en="template.title_en || ' ' || n",
            year="1990 + mod(n, 36)",
            search_text="'handbook ' || n || E' 诚信手册\\nabout ' || n || E'\\nCSB'",
        )
        editions = multiply(edition, count, publication_id=f"{publications.start} + n")
        english, chinese = (
            multiply(
                Rendition.objects.create(
                    edition=edition,
                    language=language,
                    format="link",
                    link="https://library.example/file",
                    added_at=then,
                    added_by=user,
                ),
                count,
                edition_id=f"{editions.start} + n",
            )
            for language in ("en", "zh-hant")
        )
    draw = random.Random(_SEED)  # noqa: S311 (no secret)
    _write_passages(english, "en", _pieces(draw, _english(draw), " "), COMMON_ENGLISH, RARE_ENGLISH)
    _write_passages(
        chinese, "zh-hant", _pieces(draw, _chinese(draw), ""), LONG_CHINESE, RARE_CHINESE
    )
    analyse()


def _english(draw: random.Random) -> list[str]:
    return ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=k % 8 + 3)) for k in range(6000)]


def _chinese(draw: random.Random) -> list[str]:
    return [
        "".join(chr(_FIRST_CHINESE + draw.randrange(_CHINESE)) for _ in range(2))
        for _ in range(6000)
    ]


def _pieces(draw: random.Random, words: Sequence[str], between: str) -> list[str]:
    """Make pieces of text of words of which the n-th is n times rarer than the first."""
    weights = [1 / (at + 1) for at in range(len(words))]
    return [
        ", ".join(between.join(draw.choices(words, weights, k=8)) for _ in range(8))
        for _ in range(_PIECES)
    ]


def _write_passages(
    renditions: range, language: str, pieces: list[str], common: str, rare: str
) -> None:
    """Put on each page three pieces, here and there the common word, and seldom the rare one."""
    pages = PASSAGES_OF_A_PUBLICATION // 2
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {Passage._meta.db_table} (rendition_id, language, page, text, search_text)
            SELECT rendition, %(language)s, page, said, said FROM (
                SELECT rendition, page, concat_ws(E'\\n',
                    (%(pieces)s::text[])[1 + mod(rendition * 7 + page * 13, {_PIECES})],
                    (%(pieces)s::text[])[1 + mod(rendition * 11 + page * 29, {_PIECES})],
                    CASE WHEN mod(rendition - %(first)s, 2) = 0 AND page = 3 THEN %(common)s END,
                    CASE WHEN mod(rendition - %(first)s, 1000) = 7 AND page = 4 THEN %(rare)s END,
                    (%(pieces)s::text[])[1 + mod(rendition * 17 + page * 31, {_PIECES})]
                ) AS said
                FROM generate_series(%(first)s, %(last)s) rendition,
                    generate_series(1, {pages}) page
            ) written
            """,  # noqa: S608 (all names are those of the models)
            {
                "language": language,
                "pieces": pieces,
                "common": common,
                "rare": rare,
                "first": renditions.start,
                "last": renditions.stop - 1,
            },
        )
