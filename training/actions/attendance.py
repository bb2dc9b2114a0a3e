"""Marking who was there, taking the last change back, letting people in at the door."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from core import audit
from people.models import Person, User
from training import permissions, queries, rules
from training.actions.registration import fill_free_places, hold
from training.models import Attendance, Meeting, Registration, Session

SESSIONS_CLOSED_AT_ONCE = 20


@dataclass(frozen=True)
class Marking:
    """What came of marking: how many marks were written, and which had been changed meanwhile."""

    written: int
    overtaken: list[Attendance] = field(default_factory=list)


@transaction.atomic
def mark_attendance(
    *,
    meeting_id: int,
    marks: Mapping[int, str],
    by: User,
    now: dt.datetime,
    seen: Mapping[int, str] | None = None,
    reason: str = "",
) -> Marking:
    """Mark registrations, by id, as present, partly present, excused or absent at a meeting.

    Marks that stand already are left alone. `seen` tells what stood when these were chosen, empty
    where nothing did: a mark that somebody else has changed since then stays theirs and is given
    back as overtaken. Raises AttendanceRefused before the desk opens, for whom holds no place in
    the session, and without a reason once the session was held.
    """
    meeting = _lock(meeting_id)
    permissions.check_can_mark_attendance(by, meeting)
    rules.check_attendance_open(meeting, now)
    rules.check_reason_given(meeting.session, reason)
    confirmed = meeting.session.registrations.confirmed().filter(pk__in=marks)
    rules.check_all_confirmed(marks, set(confirmed.values_list("pk", flat=True)))

    standing = {
        attendance.registration_id: attendance
        for attendance in meeting.attendances.select_related(
            "registration__person", "marked_by"
        ).filter(registration__in=marks)
    }
    overtaken = {
        pk: attendance
        for pk, attendance in sorted(standing.items())
        if seen is not None
        and rules.is_overtaken(attendance, seen=seen.get(pk, ""), wanted=marks[pk], by=by, now=now)
    }
    stands = {pk for pk, attendance in standing.items() if attendance.status == marks[pk]}
    changed = [
        Attendance(
            meeting=meeting,
            registration_id=registration_id,
            status=status,
            marked_at=now,
            marked_by=by,
            reason=reason if meeting.session.status == Session.Status.HELD else "",
        )
        for registration_id, status in sorted(marks.items())
        if registration_id not in stands | overtaken.keys()
    ]
    _write(changed)

    if changed:
        audit.record(by, "training.attendance_marked", meeting, at=now, marks=len(changed))
    return Marking(written=len(changed), overtaken=list(overtaken.values()))


@transaction.atomic
def undo_marks(*, meeting_id: int, made_at: dt.datetime, by: User, now: dt.datetime) -> int:
    """Take back what `by` marked at a meeting in one go at that instant; give how many marks.

    Each goes back to what stood before, or to no mark; somebody who was let in at the door by it
    gives the place back, and the seat that was added for them goes. A mark that was changed again
    since is left alone. Raises AttendanceRefused if nothing of it stands, or once the
    session was held.
    """
    meeting = _lock(meeting_id)
    permissions.check_can_mark_attendance(by, meeting)
    rules.check_attendance_open(meeting, now)
    rules.check_not_held_yet(meeting.session)
    undone = list(
        meeting.attendances.select_related("registration").filter(marked_by=by, marked_at=made_at)
    )
    rules.check_something_to_undo(undone)

    before = queries.marks_before(undone)
    gone = [attendance for attendance in undone if attendance.pk not in before]
    for attendance in undone:
        if earlier := before.get(attendance.pk):
            attendance.status = earlier.status
            attendance.marked_at, attendance.marked_by_id = earlier.marked_at, earlier.marked_by_id
    Attendance.objects.bulk_update(
        [attendance for attendance in undone if attendance.pk in before],
        ["status", "marked_at", "marked_by"],
    )
    meeting.attendances.filter(pk__in=[attendance.pk for attendance in gone]).delete()
    for attendance in gone:
        if _was_let_in_by(attendance):
            _give_place_back(meeting.session, attendance.registration, by, now)

    audit.record(by, "training.attendance_undone", meeting, at=now, marks=len(undone))
    return len(undone)


@transaction.atomic
def add_walk_in(
    *, meeting_id: int, person: Person, by: User, now: dt.datetime, reason: str = ""
) -> Registration:
    """Let somebody in at the door: give them a place in the session and mark them present.

    Whoever runs the session decides, so neither the audience nor the closing time is asked. They
    take a free place, or one more if every venue of the session has room; who waits leaves the
    waiting list. Safe to repeat. Raises AttendanceRefused before the desk opens, or when full.
    """
    hold(person)
    meeting = _lock(meeting_id)
    permissions.check_can_mark_attendance(by, meeting)
    permissions.check_can_register(by, person)
    rules.check_attendance_open(meeting, now)
    rules.check_reason_given(meeting.session, reason)
    session = meeting.session
    registration = session.registrations.live().filter(person=person).first()
    adds_seat = not session.has_free_place
    if registration is None or registration.is_waiting:
        registration = _let_in(session, registration, person, by, now)
    if not meeting.attendances.filter(registration=registration).exists():
        _write(
            [
                Attendance(
                    meeting=meeting,
                    registration=registration,
                    status=Attendance.Status.PRESENT,
                    marked_at=now,
                    marked_by=by,
                    reason=reason if session.status == Session.Status.HELD else "",
                )
            ]
        )
        audit.record(
            by,
            "training.walk_in_added",
            registration,
            at=now,
            meeting=meeting.pk,
            adds_seat=adds_seat,
        )
    return registration


@transaction.atomic
def close_attendance(*, now: dt.datetime) -> int:
    """Mark the no-shows of sessions that ended a day ago as absent, and the sessions as held.

    Gives how many sessions were dealt with. Running twice, or twice at once, closes each once.
    """
    ended = list(
        Session.objects.with_attendance_to_close(now - rules.NO_SHOWS_CLOSE_AFTER)
        .select_for_update(skip_locked=True)
        .order_by("ends_at", "pk")[:SESSIONS_CLOSED_AT_ONCE]
    )
    for session in ended:
        for meeting in session.meetings.select_for_update().order_by("pk"):
            _mark_no_shows(meeting, now)
        if session.status == Session.Status.PUBLISHED:
            session.status = Session.Status.HELD
            audit.record(None, "training.session_held", session, at=now)
        session.attendance_closed_at = now
        session.save(update_fields=["status", "attendance_closed_at"])
    return len(ended)


def _lock(meeting_id: int) -> Meeting:
    """Lock a meeting and its session, the session first: give the meeting, with its session."""
    meeting = Meeting.objects.get(pk=meeting_id)
    session = Session.objects.select_for_update().get(pk=meeting.session_id)
    meeting = (
        Meeting.objects.select_related("venue").select_for_update(of=("self",)).get(pk=meeting_id)
    )
    meeting.session = session
    return meeting


def _write(attendances: Iterable[Attendance]) -> None:
    Attendance.objects.bulk_create(
        attendances,
        update_conflicts=True,
        unique_fields=["meeting", "registration"],
        update_fields=["status", "marked_at", "marked_by", "reason"],
    )


def _let_in(
    session: Session,
    waiting: Registration | None,
    person: Person,
    by: User,
    now: dt.datetime,
) -> Registration:
    """Give a place in a locked session to somebody who has none, one more if there is room."""
    if not session.has_free_place:
        rules.check_has_room(session, list(session.meetings.select_related("venue")))
        session.capacity += 1
    session.places_taken += 1
    registration = waiting or Registration(
        session=session, person=person, registered_at=now, registered_by=by
    )
    if waiting:
        session.waiting_count -= 1
    registration.status = Registration.Status.CONFIRMED
    registration.confirmed_at = now
    registration.waiting_number = None
    registration.walk_in = True
    session.save(update_fields=["capacity", "places_taken", "waiting_count"])
    registration.save()
    return registration


def _was_let_in_by(attendance: Attendance) -> bool:
    """Whether this mark is the one with which somebody was let in at the door."""
    registration = attendance.registration
    return registration.walk_in and registration.confirmed_at == attendance.marked_at


def _give_place_back(
    session: Session, registration: Registration, by: User, now: dt.datetime
) -> None:
    """Undo letting somebody in: back to their number in the waiting list, if they were waiting."""
    number = queries.last_waiting_number(registration)
    if number is not None:
        registration.status = Registration.Status.WAITING
        registration.waiting_number = number
        registration.confirmed_at = None
        registration.walk_in = False
        session.waiting_count += 1
    else:
        registration.status = Registration.Status.CANCELLED
        registration.cancelled_at, registration.cancelled_by = now, by
    registration.save()
    if session.capacity > 1 and queries.added_a_seat(registration):
        session.capacity -= 1
        session.places_taken -= 1
        session.save(update_fields=["capacity", "places_taken"])
    else:
        session.give_back_place()
    fill_free_places(session, by=by, now=now)
    audit.record(by, "training.walk_in_undone", registration, at=now)


def _mark_no_shows(meeting: Meeting, now: dt.datetime) -> None:
    """Mark whoever had a place before a locked meeting ended, and has no mark, as absent."""
    missing = (
        Registration.objects.confirmed()
        .filter(session=meeting.session_id, confirmed_at__lt=meeting.ends_at)
        .exclude(attendances__meeting=meeting)
        .order_by("pk")
    )
    absent = Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            registration=registration,
            status=Attendance.Status.ABSENT,
            marked_at=now,
        )
        for registration in missing
    )
    if absent:
        audit.record(None, "training.no_shows_marked", meeting, at=now, marks=len(absent))
