"""What a reader is asked of the publication on the page."""

import datetime as dt
from dataclasses import dataclass

from core.days import day_of
from publications.models import Acknowledgement, Recipient


@dataclass(frozen=True)
class Asking:
    """What the circulations of a publication ask of one reader, taken together."""

    recipients: list[Recipient]
    acknowledgement: Acknowledgement | None

    @property
    def to_acknowledge(self) -> list[Recipient]:
        return [each for each in self.recipients if each.round.circulation.must_acknowledge]

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be acknowledged."""
        return any(each.acknowledged_at is None for each in self.to_acknowledge)

    @property
    def due_on(self) -> dt.date:
        """The day by which it is to be done: of those still open, the first."""
        open_ = [each.due_on for each in self.to_acknowledge if each.acknowledged_at is None]
        return min(open_ or [each.due_on for each in self.recipients])

    def is_late(self, now: dt.datetime) -> bool:
        return self.is_open and self.due_on < day_of(now)


def as_asked(recipients: list[Recipient]) -> Asking | None:
    """Put together what one is asked about a publication; None if that is nothing."""
    if not recipients:
        return None
    last = (
        Acknowledgement.objects.filter(recipient__in=[each.pk for each in recipients])
        .select_related("edition")
        .first()
    )
    return Asking(recipients, last)
