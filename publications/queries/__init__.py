"""Reads of the library that span tables."""

from publications.queries.editions import (
    edition_shown,
    editions_with_standing,
    newest_published,
    renditions_by_language,
)

__all__ = [
    "edition_shown",
    "editions_with_standing",
    "newest_published",
    "renditions_by_language",
]
