"""Locking: the publication first, then its edition, then its parts: nobody waits in a ring."""

from publications.models import Edition, Publication, Rendition


def locked_publication(publication_id: int) -> Publication:
    return Publication.objects.select_for_update(of=("self",), no_key=True).get(pk=publication_id)


def locked_edition(edition_id: int) -> Edition:
    """Give an edition, locked together with its publication."""
    edition = Edition.objects.only("publication").get(pk=edition_id)
    publication = locked_publication(edition.publication_id)
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition_id)
    edition.publication = publication
    return edition


def locked_rendition(rendition_id: int) -> Rendition:
    """Give a rendition, locked together with its edition and its publication."""
    rendition = Rendition.objects.only("edition").get(pk=rendition_id)
    edition = locked_edition(rendition.edition_id)
    rendition = Rendition.objects.select_for_update(of=("self",)).get(pk=rendition_id)
    rendition.edition = edition
    return rendition
