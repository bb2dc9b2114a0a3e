"""Reads of the training system that span models."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from people.models import Person
from training.models import (
    Attendance,
    Engagement,
    Meeting,
    Registration,
    Session,
    Speaker,
    Venue,
)

VENUES_TO_SUGGEST = 3


def place_in_waiting_list(registration: Registration) -> int:
    """Give which in the waiting list a waiting registration is, from 1."""
    waiting = registration.session.registrations.waiting()
    return waiting.filter(waiting_number__lte=registration.waiting_number).count()


def meetings_holding(
    venue: Venue, starts_at: dt.datetime, ends_at: dt.datetime
) -> QuerySet[Meeting]:
    """Give the meetings that hold a venue at some moment between two instants."""
    return (
        Meeting.objects.filter(venue=venue, holds_venue=True)
        .overlapping(starts_at, ends_at)
        .select_related("session__organiser", "session__owner__person", "venue")
    )


def engagements_holding(
    speaker: Speaker, starts_at: dt.datetime, ends_at: dt.datetime
) -> QuerySet[Engagement]:
    """Give the parts that hold a speaker at some moment between two instants."""
    return (
        speaker.engagements.filter(holds_speaker=True, starts_at__lt=ends_at, ends_at__gt=starts_at)
        .select_related("meeting__session__organiser", "meeting__session__owner__person", "speaker")
        .order_by("starts_at", "pk")
    )


def free_venues(starts_at: dt.datetime, ends_at: dt.datetime, *, places: int) -> QuerySet[Venue]:
    """Give the venues that nobody holds then and that are large enough, the best fit first."""
    taken = Meeting.objects.filter(holds_venue=True, venue__isnull=False)
    return (
        Venue.objects.in_use()
        .filter(capacity__gte=places)
        .exclude(pk__in=taken.overlapping(starts_at, ends_at).values("venue"))
        .order_by("capacity", "name_en")
    )


def live_registrations_by_session(
    person: Person, sessions: Iterable[Session]
) -> dict[int, Registration]:
    """Give this person's live registration in each of the sessions that has one."""
    registrations = person.registrations.live().filter(session__in=[s.pk for s in sessions])
    return {registration.session_id: registration for registration in registrations}


def record_of(person: Person) -> QuerySet[Registration]:
    """Give everything this person registered for, the latest session first, with attendance."""
    return (
        person.registrations.select_related("session__course", "session__organiser")
        .prefetch_related(
            Prefetch("session__meetings", Meeting.objects.select_related("venue")),
            Prefetch("attendances", Attendance.objects.select_related("meeting")),
        )
        .order_by("-session__starts_at", "-pk")
    )
