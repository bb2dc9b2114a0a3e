"""Counting what people watch, by heartbeats of the player whose word is not taken for it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from people.models import Person, User
from publications.models import Rendition, Viewing, whole_seconds

# Nobody watches faster than this and takes it in; what is played faster counts for nothing.
FASTEST = 2.0
# Time that has passed is saved up for a heartbeat that comes late, but not for longer than this.
MOST_SAVED = 30.0
# A clock in the browser and one here don't agree to the second.
_TOLERANCE = 2.0


@dataclass(frozen=True)
class Heartbeat:
    """What the player of a browser says that it has played, in seconds of the recording."""

    played_from: float
    played_to: float
    rate: float
    position: float


@transaction.atomic
def note_heartbeat(
    *, rendition_id: int, heartbeat: Heartbeat, by: User, now: dt.datetime
) -> Viewing | None:
    """Credit what can have been played since the last heartbeat, and note where they are.

    At most the time that has passed since then counts, at the rate of playing; each second of the
    recording once. More than can have been played counts for nothing. The first heartbeat only
    starts the clock, which is one for all tabs. None for an account of nobody.
    """
    rendition = Rendition.objects.visible_to(by).get(pk=rendition_id)
    person: Person | None = getattr(by, "person", None)
    if person is None:
        return None
    Viewing.objects.get_or_create(person=person, rendition=rendition, defaults={"heard_at": now})
    viewing = Viewing.objects.select_for_update().get(person=person, rendition=rendition)

    passed = max(0.0, (now - viewing.heard_at).total_seconds())
    viewing.allowance = min(viewing.allowance + passed, MOST_SAVED)
    viewing.heard_at = max(viewing.heard_at, now)
    viewing.position = _position(heartbeat, rendition.duration)
    if rendition.duration is not None:
        _credit(viewing, heartbeat, whole_seconds(rendition.duration))
    viewing.save(update_fields=["watched", "position", "allowance", "heard_at"])
    viewing.refresh_from_db(fields=["watched_seconds"])
    return viewing


def _credit(viewing: Viewing, heartbeat: Heartbeat, length: int) -> None:
    rate = min(heartbeat.rate, FASTEST)
    # A second that two heartbeats share belongs to the later one.
    start = int(heartbeat.played_from)
    asked = min(int(heartbeat.played_to), length) - start
    if asked <= 0 or asked > viewing.allowance * rate + _TOLERANCE:
        return
    credited = min(asked, int(viewing.allowance * rate))
    viewing.add_seconds(range(start, start + credited))
    viewing.allowance = max(0.0, viewing.allowance - credited / rate)


def _position(heartbeat: Heartbeat, duration: dt.timedelta | None) -> int:
    latest = duration.total_seconds() if duration else dt.timedelta(weeks=1).total_seconds()
    return int(min(heartbeat.position, latest))
