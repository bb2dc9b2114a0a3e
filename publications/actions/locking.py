"""Locking: the publication first, then its edition, so that nobody waits in a ring."""

from publications.models import Edition, Publication


def locked_publication(publication_id: int) -> Publication:
    return Publication.objects.select_for_update(of=("self",), no_key=True).get(pk=publication_id)


def locked_edition(edition_id: int) -> Edition:
    """Give an edition, locked together with its publication."""
    edition = Edition.objects.only("publication").get(pk=edition_id)
    publication = locked_publication(edition.publication_id)
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition_id)
    edition.publication = publication
    return edition
