"""How much of a recording somebody has watched."""

from people.models import Person
from publications.models import Rendition, Viewing, whole_seconds


def watched_share(person: Person, rendition: Rendition) -> float | None:
    """Give the share of a recording that a person has watched, from 0 to 1.

    None where it is not known how long the recording is.
    """
    if rendition.duration is None:
        return None
    viewing = Viewing.objects.filter(person=person, rendition=rendition).first()
    return share_of(viewing, rendition)


def share_of(viewing: Viewing | None, rendition: Rendition) -> float | None:
    """Give the share that a viewing is of its recording."""
    if rendition.duration is None:
        return None
    watched = viewing.watched_seconds if viewing else 0
    return min(1.0, watched / whole_seconds(rendition.duration))
