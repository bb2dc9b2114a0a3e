"""What becomes of those in a session when staff lower the number of its places."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from core import audit
from people.models import User
from training import emails, queries, rules
from training.models import Registration, Session

CAPACITY_LOWERED = gettext_noop("The number of places was lowered.")


class Deed(StrEnum):
    """What to do with people who have places beyond the capacity; to stop is to ask for neither."""

    KEEP = "keep"
    MOVE = "move"


@dataclass(frozen=True)
class ExcessDecision:
    """What staff decided, and of how many people they were told when they did."""

    deed: Deed
    count: int


def fit_into_capacity(
    session: Session,
    capacity: int,
    *,
    decision: ExcessDecision | None,
    by: User,
    now: dt.datetime,
) -> None:
    """Settle what becomes of those beyond a capacity in a locked session; the caller stores it.

    Raises OverFull unless that is decided, also if they have become more since.
    """
    excess = max(session.places_taken - capacity, 0)
    if excess > session.over_full:
        if decision is None or excess > decision.count:
            raise rules.OverFull(excess)
        if decision.deed is Deed.MOVE:
            rules.check_has_not_begun(session, now)
            _move_to_waiting_list(session, excess, by=by, now=now)
            excess = 0
    session.over_full = excess


def _move_to_waiting_list(session: Session, count: int, *, by: User, now: dt.datetime) -> None:
    """Put those who got their places last at the head of the waiting list, in their order."""
    moved = queries.last_to_get_a_place(session, count)
    session.first_waiting_number -= count
    for number, registration in enumerate(moved, start=session.first_waiting_number):
        registration.status = Registration.Status.WAITING
        registration.confirmed_at = None
        registration.waiting_number = number
        registration.waiting_reason = CAPACITY_LOWERED
        # One step takes the event out of the calendar, the next brings it back on promotion.
        registration.calendar_sequence += 2
        registration.save()
        audit.record(by, "training.moved_to_waiting_list", registration, at=now)
    session.places_taken -= count
    session.waiting_count += count
    emails.moved_to_waiting_list(moved, now=now)
