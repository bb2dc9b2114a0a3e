"""Reads of the library that span tables."""

from publications.queries.editions import (
    edition_shown,
    editions_with_standing,
    newest_published,
    next_can_begin,
    renditions_by_language,
)
from publications.queries.files import (
    same_file,
)
from publications.queries.links import (
    shown_by,
)
from publications.queries.making import (
    EndingRight,
    Making,
    in_the_making,
    overdue_reviews,
    with_rights_ending,
)
from publications.queries.people import (
    keepers_of,
    staff_of,
    writers,
)
from publications.queries.reviews import (
    readers_of,
    reviews_of,
    waiting_for,
)

__all__ = [
    "EndingRight",
    "Making",
    "edition_shown",
    "editions_with_standing",
    "in_the_making",
    "keepers_of",
    "newest_published",
    "next_can_begin",
    "overdue_reviews",
    "readers_of",
    "renditions_by_language",
    "reviews_of",
    "same_file",
    "shown_by",
    "staff_of",
    "waiting_for",
    "with_rights_ending",
    "writers",
]
