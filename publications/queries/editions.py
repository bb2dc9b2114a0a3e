"""Which edition of a publication somebody is shown, and in which languages."""

import datetime as dt

from core.translated import languages_for
from people.models import User
from people.roles import Permission
from publications.models import Edition, Language, Publication, Rendition


def newest_published(publication: Publication, now: dt.datetime) -> Edition | None:
    """Give the edition that readers have now."""
    return publication.editions.published(now).newest().first()


def edition_shown(publication: Publication, user: User, now: dt.datetime) -> Edition | None:
    """Give the edition at the publication's address: what readers have or, for staff, the newest.

    A reader may come at the moment at which the last one expires.
    """
    newest = newest_published(publication, now)
    if newest is None and user.has(Permission.VIEW_LIBRARY):
        return publication.editions.newest().first()
    return newest


def next_can_begin(publication: Publication) -> bool:
    """Say whether the newest edition has got as far as its readers, or no further."""
    newest = publication.editions.newest().first()
    return publication.archived_at is None and (
        newest is None or newest.withdrawn_at is not None or newest.publish_at is not None
    )


def editions_with_standing(
    publication: Publication, now: dt.datetime
) -> list[tuple[Edition, Edition.Standing]]:
    """Give all editions of a publication, newest first, each with where it has got to."""
    return [(edition, edition.standing(now)) for edition in publication.editions.newest()]


def renditions_by_language(
    edition: Edition, language: str
) -> list[tuple[Language, list[Rendition]]]:
    """Give the renditions of an edition, first those that a reader of that language prefers."""
    found = list(edition.renditions.select_related("stored", "conversion"))
    groups = [
        (Language(each), [rendition for rendition in found if rendition.language == each])
        for each in languages_for(language)
    ]
    return [(each, renditions) for each, renditions in groups if renditions]
