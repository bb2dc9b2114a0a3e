"""Telling people what has become of their registration."""

import datetime as dt
from collections.abc import Iterable

from training.emails.rows import tell
from training.models import Registration


def registration_received(registration: Registration, *, now: dt.datetime) -> None:
    kind = "confirmed" if registration.is_confirmed else "waiting"
    tell(registration, kind, str(registration.pk), now=now)


def registration_promoted(
    registration: Registration, *, number: int | None, now: dt.datetime
) -> None:
    """Tell of a place; the number waited with makes it another message on a second promotion."""
    tell(registration, "promoted", f"{registration.pk}:{number}", now=now)


def moved_to_waiting_list(registrations: Iterable[Registration], *, now: dt.datetime) -> None:
    """Tell those who had a place that they wait for one again."""
    for registration in registrations:
        key = f"{registration.pk}:{registration.waiting_number}"
        tell(registration, "moved_to_waiting_list", key, now=now)


def registration_cancelled(
    registration: Registration, *, had_place: bool, now: dt.datetime
) -> None:
    tell(registration, "cancelled", str(registration.pk), now=now, had_place=had_place)
