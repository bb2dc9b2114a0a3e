"""Taking a place, waiting for one, giving it back."""

import datetime as dt

from django.db import transaction

from core import audit
from people.models import Person, User
from training import emails, permissions, rules
from training.models import Registration, Session


@transaction.atomic
def register(*, session_id: int, person: Person, by: User, now: dt.datetime) -> Registration:
    """Give a person a place in a session, or in its waiting list once the session is full.

    Safe to repeat: a person already registered gets the same registration back. Raises
    RegistrationRefused if the session takes no registrations now or is not for this person, and
    PermissionRefused if `by` may not register them.
    """
    permissions.check_can_register(by, person)
    session = Session.objects.select_for_update().get(pk=session_id)
    if registration := session.registrations.live().filter(person=person).first():
        return registration
    rules.check_accepts_registrations(session, now)
    rules.check_is_for(session, person)

    # Whoever comes while others wait goes behind them, even if a place has just become free.
    if session.has_free_place and not session.waiting_count:
        registration = _confirm_new(session, person, by, now)
    else:
        registration = _put_in_waiting_list(session, person, by, now)

    audit.record(by, "training.registered", registration, at=now)
    emails.registration_received(registration, now=now)
    return registration


@transaction.atomic
def cancel_registration(
    *, registration_id: int, by: User, now: dt.datetime, reason: str = ""
) -> Registration:
    """Give up a place or a wait; the next in the waiting list moves up in the same moment.

    Safe to repeat. Raises CancellationRefused once the session has begun.
    """
    registration = Registration.objects.select_related("person").get(pk=registration_id)
    permissions.check_can_register(by, registration.person)
    session = Session.objects.select_for_update().get(pk=registration.session_id)
    registration.refresh_from_db(fields=["status", "waiting_number", "confirmed_at"])
    registration.session = session
    if registration.status == Registration.Status.CANCELLED:
        return registration
    rules.check_can_be_cancelled(registration, now)

    had_place = registration.is_confirmed
    registration.status = Registration.Status.CANCELLED
    registration.waiting_number = None
    registration.cancelled_at, registration.cancelled_by = now, by
    registration.cancellation_reason = reason
    registration.save()
    if had_place:
        session.places_taken -= 1
        fill_free_places(session, by=by, now=now)
    else:
        session.waiting_count -= 1
        session.save(update_fields=["waiting_count"])

    audit.record(by, "training.registration_cancelled", registration, at=now)
    emails.registration_cancelled(registration, had_place=had_place, now=now)
    return registration


def fill_free_places(session: Session, *, by: User, now: dt.datetime) -> None:
    """Promote from the waiting list of a locked session as many as fit, and store its counters."""
    if rules.promotes_from_waiting_list(session, now) and session.waiting_count:
        promoted = list(
            session.registrations.waiting().select_related("person")[: session.free_places]
        )
        for registration in promoted:
            registration.status = Registration.Status.CONFIRMED
            registration.waiting_number = None
            registration.confirmed_at = now
            registration.save(update_fields=["status", "waiting_number", "confirmed_at"])
            audit.record(by, "training.promoted", registration, at=now)
            emails.registration_promoted(registration, now=now)
        session.places_taken += len(promoted)
        session.waiting_count -= len(promoted)
    session.save(update_fields=["places_taken", "waiting_count"])


def _confirm_new(session: Session, person: Person, by: User, now: dt.datetime) -> Registration:
    session.places_taken += 1
    session.save(update_fields=["places_taken"])
    return session.registrations.create(
        person=person,
        status=Registration.Status.CONFIRMED,
        registered_at=now,
        registered_by=by,
        confirmed_at=now,
    )


def _put_in_waiting_list(
    session: Session, person: Person, by: User, now: dt.datetime
) -> Registration:
    session.waiting_count += 1
    session.last_waiting_number += 1
    session.save(update_fields=["waiting_count", "last_waiting_number"])
    return session.registrations.create(
        person=person,
        status=Registration.Status.WAITING,
        registered_at=now,
        registered_by=by,
        waiting_number=session.last_waiting_number,
    )
