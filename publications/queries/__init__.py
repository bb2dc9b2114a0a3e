"""Reads of the library that span tables."""

from publications.queries.editions import (
    edition_shown,
    editions_with_standing,
    newest_published,
    renditions_by_language,
)
from publications.queries.files import same_file

__all__ = [
    "edition_shown",
    "editions_with_standing",
    "newest_published",
    "renditions_by_language",
    "same_file",
]
