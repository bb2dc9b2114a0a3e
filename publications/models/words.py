"""Words, as searches look for them: of titles and of what editions say.

`publications_words`, a function of the database, is the one place that cuts text into words; the
indexes are built on it, so that whoever writes a text has its words found.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from core.chinese import fold

# The same classes of characters as in publications_words: letters and digits make words, and of
# Chinese, which has no spaces, every two neighbours are one.
LETTERS = r"0-9a-z\u00df-\u02af\u0370-\u052f"
CHINESE = r"\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"

# Longer than any real word; publications_words cuts there, too.
LONGEST_WORD = 40
WORDS_OF_A_SEARCH = 10

_PAIR = 2

_WORDS = re.compile(f"([{LETTERS}]+)|([{CHINESE}]+)")


@dataclass(frozen=True)
class Word:
    """A word to look for, folded: Latin letters begin a word, Chinese stands anywhere.

    One or two Latin letters are a word by themselves: “of” does not mean “officer”.
    """

    text: str
    is_chinese: bool

    @property
    def as_query(self) -> str:
        """The word as a condition on what publications_words gives. It holds no quotes."""
        if self.is_whole:
            return f"'{self.text}'"
        if not self.is_chinese or len(self.text) == 1:
            return f"'{self.text}':*"
        pairs = (self.text[at : at + 2] for at in range(len(self.text) - 1))
        return " & ".join(f"'{pair}'" for pair in pairs)

    @property
    def is_whole(self) -> bool:
        return not self.is_chinese and len(self.text) <= _PAIR

    @property
    def is_exact(self) -> bool:
        """Whether `as_query` finds nothing but this word: longer Chinese ones may lie scattered."""
        return not self.is_chinese or len(self.text) <= _PAIR


def words_in(text: str) -> list[Word]:
    """Give the words that somebody looks for, each once, in their order."""
    found = [
        Word(match[0][:LONGEST_WORD], is_chinese=match[2] is not None)
        for match in _WORDS.finditer(fold(text))
    ]
    return list(dict.fromkeys(found))[:WORDS_OF_A_SEARCH]


class Words(models.Func):
    """The words of a folded text, for an index and for the searches that use it."""

    function = "publications_words"
    output_field = SearchVectorField()


class StoredWords(models.Func):
    """Words that are stored, read at their true cost: the planner takes reading them for free.

    They are long and kept apart from their rows. Without this, what searches for a common word
    reads all of them one by one instead of the index, five hundred times slower.
    """

    function = "publications_stored_words"
    output_field = SearchVectorField()


def title_of(search_text: str) -> models.Func:
    """Give the first line of a publication's search text, which its titles are."""
    return models.Func(
        models.F(search_text),
        models.Value("\n"),
        models.Value(1),
        function="split_part",
        output_field=models.TextField(),
    )


@SearchVectorField.register_lookup
class HasWords(models.Lookup):
    """Say whether words have all of those asked for, which are given as `Word.as_query`."""

    lookup_name = "has_words"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        words, params = self.process_lhs(compiler, connection)
        asked, given = self.process_rhs(compiler, connection)
        return f"{words} @@ {asked}::tsquery", [*params, *given]
