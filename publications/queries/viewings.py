"""How much of a recording somebody has watched."""

from django.db.models import F, IntegerField, Max, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Extract, Floor, Greatest, Least

from publications.models import Edition, Rendition, Viewing, whole_seconds

# Who has watched so much of a recording, in per cent, counts as having watched it.
WATCHED = 90

# As `whole_seconds` counts them.
_SECONDS = Greatest(Value(1), Cast(Floor(Extract("rendition__duration", "epoch")), IntegerField()))
_PERCENT = Least(Value(100), F("watched_seconds") * 100 / _SECONDS, output_field=IntegerField())


def share_of(viewing: Viewing | None, rendition: Rendition) -> float | None:
    """Give the share that a viewing is of its recording, from 0 to 1.

    None where it is not known how long the recording is.
    """
    if rendition.duration is None:
        return None
    watched = viewing.watched_seconds if viewing else 0
    return min(1.0, watched / whole_seconds(rendition.duration))


def can_be_watched(edition: Edition) -> bool:
    """Say whether an edition has a video or a recording that is known to be so long."""
    formats = [Rendition.Format.VIDEO, Rendition.Format.AUDIO]
    return edition.renditions.filter(format__in=formats, duration__isnull=False).exists()


def percent_watched() -> Coalesce:
    """Give the share that a recipient has watched of the edition of their round, as an expression.

    It is in whole per cent, rounded down. Of several recordings, which say the same in other
    languages, that counts of which they have watched most.
    """
    viewings = Viewing.objects.filter(
        person=OuterRef("person"),
        rendition__edition=OuterRef("round__edition"),
        rendition__duration__isnull=False,
    )
    most = viewings.order_by().values("person").annotate(most=Max(_PERCENT)).values("most")
    return Coalesce(Subquery(most), 0)
