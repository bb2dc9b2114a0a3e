"""The reviews of an edition, and who reads a publication."""

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet

from core.days import day_of
from people.models import Person, Posting
from publications.models import Edition, EditionReview, Publication


def reviews_of(
    edition: Edition, *, besides: EditionReview | None = None
) -> QuerySet[EditionReview]:
    """Give the reviews of an edition, the newest first, with who asked and who answered."""
    reviews = edition.reviews.select_related("asked_by__person", "answered_by__person")
    return reviews.exclude(pk=besides.pk) if besides else reviews


def waiting_for(bodies: Collection[str]) -> int:
    """Count the reviews that wait for an answer of these bodies."""
    pending = EditionReview.objects.pending().filter(edition__publication__archived_at=None)
    return pending.filter(body__in=bodies).count()


def readers_of(publication: Publication, now: dt.datetime) -> QuerySet[Person]:
    """Give the people in post who may read a publication today."""
    today = day_of(now)
    if publication.audience is not None:
        return publication.audience.persons(today)
    return Person.objects.filter(pk__in=Posting.objects.current(today).values("person"))
