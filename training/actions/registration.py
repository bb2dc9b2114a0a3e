"""Taking a place, waiting for one, giving it back, and swapping one for another."""

import datetime as dt

from django.db import transaction

from core import audit
from people.models import Person, User
from training import emails, permissions, queries, rules
from training.models import Registration, Session

# Decides and counts in one statement, which also locks the row: of all that want a place in the
# same second each holds it only from here to the end of the transaction. Whoever comes while
# others wait goes behind them, even if a place has just become free.
_TAKE_PLACE_OR_NUMBER = """
    UPDATE training_session SET
        places_taken = places_taken + (waiting_count = 0 AND places_taken < capacity)::int,
        waiting_count = waiting_count + (waiting_count > 0 OR places_taken >= capacity)::int,
        last_waiting_number =
            last_waiting_number + (waiting_count > 0 OR places_taken >= capacity)::int
    WHERE id = %s
    RETURNING *
"""


@transaction.atomic
def register(*, session_id: int, person: Person, by: User, now: dt.datetime) -> Registration:
    """Give a person a place in a session, or in its waiting list once the session is full.

    Safe to repeat: a person already registered gets the same registration back. Raises
    RegistrationRefused if the session takes no registrations now, is not for this person, or
    overlaps with another that they are in, and PermissionRefused if `by` may not register them.
    """
    permissions.check_can_register(by, person)
    hold(person)
    return _register(session_id, person, by=by, now=now)


@transaction.atomic
def swap_registration(
    *,
    registration_id: int,
    session_id: int,
    by: User,
    now: dt.datetime,
    reason: str = "",
    may_wait: bool = False,
) -> Registration:
    """Give up one registration and take a place in another session, both or neither.

    Safe to repeat. Raises WouldWait if the other session is full, unless waiting will do, and
    whatever `register` and `cancel_registration` raise; then everything stays as it was.
    """
    given_up = Registration.objects.select_related("person").get(pk=registration_id)
    permissions.check_can_register(by, given_up.person)
    if given_up.session_id == session_id:
        return given_up
    hold(given_up.person)
    sessions = Session.objects.filter(pk__in=[given_up.session_id, session_id])
    locked = {session.pk: session for session in sessions.select_for_update().order_by("pk")}

    taken = _register(session_id, given_up.person, by=by, now=now, besides=given_up)
    if taken.is_waiting and not may_wait:
        raise rules.WouldWait(taken.session)
    _cancel(given_up, locked[given_up.session_id], by=by, now=now, reason=reason)
    return taken


@transaction.atomic
def cancel_registration(
    *, registration_id: int, by: User, now: dt.datetime, reason: str = ""
) -> Registration:
    """Give up a place or a wait; the next in the waiting list moves up in the same moment.

    Safe to repeat. Raises CancellationRefused once the session has begun, and ReasonMissing if no
    reason is given after the cancellation deadline, or by those who run the session.
    """
    registrations = Registration.objects.select_related("person", "session")
    registration = registrations.get(pk=registration_id)
    permissions.check_can_cancel_registration(by, registration)
    session = Session.objects.select_for_update().get(pk=registration.session_id)
    if registration.person.user_id != by.pk:
        rules.check_the_person_is_told_why(reason)
    _cancel(registration, session, by=by, now=now, reason=reason)
    return registration


def fill_free_places(session: Session, *, by: User, now: dt.datetime) -> None:
    """Promote from the waiting list of a locked session as many as fit, and store its counters."""
    if rules.promotes_from_waiting_list(session, now) and session.waiting_count:
        promoted = list(
            session.registrations.waiting().select_related("person")[: session.free_places]
        )
        for registration in promoted:
            number, registration.waiting_number = registration.waiting_number, None
            registration.status = Registration.Status.CONFIRMED
            registration.confirmed_at = now
            registration.save(update_fields=["status", "waiting_number", "confirmed_at"])
            audit.record(by, "training.promoted", registration, at=now)
            emails.registration_promoted(registration, number=number, now=now)
        session.places_taken += len(promoted)
        session.waiting_count -= len(promoted)
    session.save(update_fields=["places_taken", "over_full", "waiting_count"])


def hold(person: Person) -> None:
    """Let one thing at a time be decided for a person, so that no two tabs take what overlaps.

    Always before any session, never after one, so that nobody waits in a ring.
    """
    Person.objects.select_for_update(no_key=True).values_list("pk").get(pk=person.pk)


def _register(
    session_id: int,
    person: Person,
    *,
    by: User,
    now: dt.datetime,
    besides: Registration | None = None,
) -> Registration:
    """Register a person who is held; what `besides` stands for is about to be given up."""
    standing = queries.standing(person, session_id, besides=besides.pk if besides else None)
    if standing.registration:
        return standing.registration
    [session] = Session.objects.raw(_TAKE_PLACE_OR_NUMBER, [session_id])
    rules.check_accepts_registrations(session, now)
    rules.check_is_for(standing.is_in_audience)
    rules.check_is_free(standing.overlapping)

    registration = Registration(
        session=session,
        person=person,
        status=Registration.Status.CONFIRMED,
        registered_at=now,
        registered_by=by,
        confirmed_at=now,
    )
    if session.waiting_count:  # It counts this one too.
        registration.status = Registration.Status.WAITING
        registration.confirmed_at = None
        registration.waiting_number = session.last_waiting_number
    registration.save(force_insert=True)

    audit.record(by, "training.registered", registration, at=now)
    emails.registration_received(registration, now=now)
    return registration


def _cancel(
    registration: Registration, session: Session, *, by: User, now: dt.datetime, reason: str
) -> None:
    """Cancel a registration in a locked session, unless that has been done."""
    registration.refresh_from_db(fields=["status", "waiting_number", "confirmed_at"])
    registration.session = session
    if registration.status == Registration.Status.CANCELLED:
        return
    rules.check_can_be_cancelled(registration, now)
    rules.check_reason_is_given(session, reason, now)

    had_place = registration.is_confirmed
    registration.status = Registration.Status.CANCELLED
    registration.waiting_number = None
    registration.cancelled_at, registration.cancelled_by = now, by
    registration.cancellation_reason = reason.strip()
    registration.save()
    if had_place:
        session.give_back_place()
        fill_free_places(session, by=by, now=now)
    else:
        session.waiting_count -= 1
        session.save(update_fields=["waiting_count"])

    audit.record(by, "training.registration_cancelled", registration, at=now)
    emails.registration_cancelled(registration, had_place=had_place, now=now)
