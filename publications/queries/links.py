"""What a link for outsiders leads to."""

import datetime as dt

from core.days import day_of
from publications.models import Edition, OutsiderLink, Publication
from publications.queries.editions import newest_published


def shown_by(token: str, now: dt.datetime) -> tuple[OutsiderLink, Edition] | None:
    """Give the link that has this secret and the edition it shows; nothing if it shows none.

    A link made for one edition shows it before it is published, too, as to a printer, but not once
    it is withdrawn. None shows what is archived, or past its licence or consents.
    """
    link = OutsiderLink.objects.open(now).with_token(token).select_related("edition").first()
    if link is None:
        return None
    readable = Publication.objects.within_rights(day_of(now)).filter(archived_at=None)
    publication = readable.prefetch_related("topics").filter(pk=link.publication_id).first()
    if publication is None:
        return None
    edition = link.edition or newest_published(publication, now)
    if edition is None or edition.withdrawn_at is not None:
        return None
    edition.publication = publication
    return link, edition
