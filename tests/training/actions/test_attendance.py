"""Marking who was there."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from people.roles import Role
from tests.clock import NOW
from tests.factories import (
    AudienceFactory,
    EngagementFactory,
    PersonFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from training import actions
from training.models import Attendance
from training.rules import AttendanceRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def registration(session):
    person = PersonFactory()
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def mark(registration, status, by, now=None, **options):
    meeting = registration.session.meetings.get()
    return actions.mark_attendance(
        meeting_id=meeting.pk,
        marks={registration.pk: status},
        by=by,
        now=now or meeting.starts_at,
        **options,
    )


def minutes(registration, number):
    """So many minutes after the session began."""
    return registration.session.starts_at + dt.timedelta(minutes=number)


def let_in(session, person, by, **options):
    return actions.add_walk_in(
        meeting_id=session.meetings.get().pk,
        person=person,
        by=by,
        **{"now": session.starts_at, **options},
    )


def undo(registration, by, made_at, now=None):
    return actions.undo_marks(
        meeting_id=registration.session.meetings.get().pk,
        made_at=made_at,
        by=by,
        now=now or made_at,
    )


def hold(session):
    """Have the session held, as staff do after it."""
    return actions.conclude_session(
        session_id=session.pk,
        by=person_with_role(Role.PROGRAMME_STAFF).user,
        now=session.ends_at,
    )


def test_mark_writes_who_was_there_and_who_said_so(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user

    written = mark(registration, "present", staff).written

    attendance = Attendance.objects.get()
    assert written == 1
    assert (attendance.status, attendance.marked_by) == ("present", staff)


def test_mark_again_corrects_and_leaves_alone_what_stands(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    mark(registration, "present", staff)

    assert mark(registration, "present", staff).written == 0
    assert mark(registration, "excused", staff).written == 1
    assert Attendance.objects.get().status == "excused"


def test_mark_is_for_a_speaker_of_the_meeting_and_no_other(registration):
    speaking, other = person_with_role(Role.SPEAKER), person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=registration.session.meetings.get(), speaker=speaking.speaker)

    assert mark(registration, "present", speaking.user).written == 1
    with pytest.raises(PermissionRefused):
        mark(registration, "absent", other.user)


def test_mark_is_refused_to_the_person_registered(registration):
    with pytest.raises(PermissionRefused):
        mark(registration, "present", registration.person.user)


def test_mark_is_refused_before_the_desk_opens(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    opens = registration.session.starts_at - dt.timedelta(hours=1)

    with pytest.raises(AttendanceRefused) as refusal:
        mark(registration, "present", staff, now=opens - dt.timedelta(seconds=1))

    assert str(refusal.value) == "Attendance can be marked from 1 December 2026, 08:30."
    assert mark(registration, "present", staff, now=opens).written == 1


def test_mark_is_refused_for_whom_holds_no_place(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )

    with pytest.raises(AttendanceRefused):
        mark(registration, "present", staff)

    assert Attendance.objects.count() == 0


def test_mark_leaves_a_mark_that_somebody_else_changed_meanwhile_and_gives_it_back(
    registration, staff
):
    other = person_with_role(Role.PROGRAMME_STAFF).user
    mark(registration, "excused", other)

    outcome = mark(registration, "absent", staff, seen={registration.pk: ""})

    assert outcome.written == 0
    assert [each.status for each in outcome.overtaken] == ["excused"]
    assert Attendance.objects.get().status == "excused"


def test_mark_changes_what_was_seen(registration, staff):
    other = person_with_role(Role.PROGRAMME_STAFF).user
    mark(registration, "excused", other)

    outcome = mark(registration, "absent", staff, seen={registration.pk: "excused"})

    assert (outcome.written, outcome.overtaken) == (1, [])


def test_mark_lets_somebody_correct_their_own_tap_at_once_but_not_from_an_old_page(
    registration, staff
):
    nothing = {registration.pk: ""}
    mark(registration, "present", staff, seen=nothing, now=minutes(registration, 0))

    at_once = registration.session.starts_at + dt.timedelta(seconds=2)
    assert mark(registration, "absent", staff, seen=nothing, now=at_once).written == 1
    assert (
        mark(registration, "excused", staff, seen=nothing, now=minutes(registration, 5)).written
        == 0
    )


def test_mark_of_a_held_session_needs_a_reason_and_keeps_it_in_row_and_history(registration, staff):
    mark(registration, "absent", staff)
    hold(registration.session)

    with pytest.raises(AttendanceRefused) as refusal:
        mark(registration, "present", staff, reason="  ")
    mark(registration, "present", staff, reason="Came by the back door.")

    assert str(refusal.value) == (
        "This session is marked as held. Say why its attendance is corrected, then mark."
    )
    attendance = Attendance.objects.get()
    assert (attendance.status, attendance.reason) == ("present", "Came by the back door.")
    history = Attendance.pgh_event_models["update"].objects.order_by("pgh_id")
    assert list(history.values_list("status", "reason")) == [
        ("absent", ""),
        ("present", "Came by the back door."),
    ]


def test_undo_takes_a_first_mark_away_and_leaves_it_in_the_history(registration, staff):
    mark(registration, "absent", staff, now=minutes(registration, 1))

    assert undo(registration, staff, minutes(registration, 1)) == 1

    assert Attendance.objects.count() == 0
    history = Attendance.pgh_event_models["delete"].objects.order_by("pgh_id")
    assert list(history.values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_undo_gives_back_the_mark_before_and_who_made_it(registration, staff):
    other = person_with_role(Role.PROGRAMME_STAFF).user
    mark(registration, "excused", other, now=minutes(registration, 1))
    mark(registration, "absent", staff, now=minutes(registration, 2))

    undo(registration, staff, minutes(registration, 2))

    attendance = Attendance.objects.get()
    assert (attendance.status, attendance.marked_by, attendance.marked_at) == (
        "excused",
        other,
        minutes(registration, 1),
    )


def test_undo_again_goes_back_one_step_more(registration, staff):
    for minute, status in enumerate(("present", "partly", "absent")):
        mark(registration, status, staff, now=minutes(registration, minute))

    undo(registration, staff, minutes(registration, 2))
    undo(registration, staff, minutes(registration, 1))

    assert Attendance.objects.get().status == "present"


def test_undo_takes_back_all_that_was_saved_in_one_go(session, staff):
    registrations = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(3)
    ]
    actions.mark_attendance(
        meeting_id=session.meetings.get().pk,
        marks={registration.pk: "present" for registration in registrations},
        by=staff,
        now=session.starts_at,
    )

    assert undo(registrations[0], staff, session.starts_at) == 3
    assert Attendance.objects.count() == 0


def test_undo_leaves_what_somebody_else_marked_since(registration, staff):
    other = person_with_role(Role.PROGRAMME_STAFF).user
    mark(registration, "absent", staff, now=minutes(registration, 1))
    mark(registration, "present", other, now=minutes(registration, 2))

    with pytest.raises(AttendanceRefused) as refusal:
        undo(registration, staff, minutes(registration, 1))

    assert str(refusal.value) == (
        "There is nothing left to undo: these marks have been changed since."
    )
    assert Attendance.objects.get().status == "present"


def test_undo_is_refused_once_the_session_was_held(registration, staff):
    mark(registration, "absent", staff)
    hold(registration.session)

    with pytest.raises(AttendanceRefused):
        undo(registration, staff, registration.session.starts_at)


def test_undo_of_a_walk_in_gives_the_place_back(session, staff):
    registration = let_in(session, PersonFactory(), staff)

    undo(registration, staff, session.starts_at)

    registration.refresh_from_db()
    session.refresh_from_db()
    assert (registration.status, session.places_taken) == ("cancelled", 0)


def test_undo_of_a_walk_in_who_was_waiting_gives_the_place_in_the_waiting_list_back(staff):
    session = SessionFactory(capacity=1)
    _holder, waiting = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(2)
    ]
    let_in(session, waiting.person, staff)

    undo(waiting, staff, session.starts_at)

    waiting.refresh_from_db()
    session.refresh_from_db()
    assert (waiting.status, waiting.waiting_number, waiting.walk_in) == ("waiting", 1, False)
    assert (session.places_taken, session.waiting_count, session.capacity) == (1, 1, 1)


def test_undo_of_a_walk_in_takes_away_the_seat_that_was_added_and_no_other(staff):
    session = SessionFactory(capacity=2)
    holder = PersonFactory()
    actions.register(session_id=session.pk, person=holder, by=holder.user, now=NOW)
    into_free = let_in(session, PersonFactory(), staff)
    into_added = let_in(session, PersonFactory(), staff, now=minutes(into_free, 1))

    undo(into_added, staff, minutes(into_free, 1))
    session.refresh_from_db()
    after_the_added = (session.places_taken, session.capacity)
    undo(into_free, staff, session.starts_at)
    session.refresh_from_db()

    assert after_the_added == (2, 2)
    assert (session.places_taken, session.capacity) == (1, 2)


def test_undo_of_a_walk_in_let_in_a_second_time_looks_at_the_second(staff):
    session = SessionFactory(capacity=1)
    holder, person = PersonFactory(), PersonFactory()
    held = actions.register(session_id=session.pk, person=holder, by=holder.user, now=NOW)
    first = let_in(session, person, staff)
    undo(first, staff, session.starts_at)
    actions.cancel_registration(registration_id=held.pk, by=holder.user, now=NOW)
    second = let_in(session, person, staff, now=minutes(first, 1))

    undo(second, staff, minutes(first, 1))

    session.refresh_from_db()
    assert (session.places_taken, session.capacity) == (0, 1)


def test_undo_of_a_walk_in_who_was_moved_ahead_gives_the_number_they_had_back(session, staff):
    person = PersonFactory()
    ahead = session.registrations.create(
        person=person,
        status="waiting",
        waiting_number=0,
        waiting_reason="capacity lowered",
        registered_at=NOW,
        registered_by=person.user,
    )
    session.waiting_count = 1
    session.save()
    let_in(session, person, staff)

    undo(ahead, staff, session.starts_at)

    ahead.refresh_from_db()
    session.refresh_from_db()
    assert (ahead.status, ahead.waiting_number) == ("waiting", 0)
    assert (session.places_taken, session.waiting_count) == (0, 1)


def test_undo_of_a_walk_in_leaves_an_over_full_session_as_full_as_it_is(staff):
    session = SessionFactory(capacity=1, places_taken=2, over_full=1)
    registration = let_in(session, PersonFactory(), staff)

    undo(registration, staff, session.starts_at)

    session.refresh_from_db()
    assert (session.places_taken, session.capacity, session.over_full) == (2, 1, 1)


def test_walk_in_takes_a_free_place_and_is_present(session, staff):
    registration = let_in(session, PersonFactory(), staff)

    session.refresh_from_db()
    assert (registration.status, registration.walk_in) == ("confirmed", True)
    assert registration.attendances.get().status == "present"
    assert (session.places_taken, session.capacity) == (1, 40)


def test_walk_in_again_changes_nothing(session, staff):
    person = PersonFactory()
    first = let_in(session, person, staff)

    assert let_in(session, person, staff) == first
    session.refresh_from_db()
    assert (session.places_taken, Attendance.objects.count()) == (1, 1)


def test_walk_in_is_let_in_whatever_the_audience(staff):
    session = SessionFactory(audience=AudienceFactory(levels=["senior"]))

    assert let_in(session, PersonFactory(), staff).is_confirmed


def test_walk_in_into_a_full_session_adds_a_seat_where_the_venue_has_room(staff):
    session = SessionFactory(capacity=1, meeting__venue=VenueFactory(capacity=2))
    let_in(session, PersonFactory(), staff)

    let_in(session, PersonFactory(), staff)

    session.refresh_from_db()
    assert (session.places_taken, session.capacity) == (2, 2)


def test_walk_in_is_refused_when_session_and_venue_are_full(staff):
    venue = VenueFactory(capacity=1, name_en="Lecture Theatre")
    session = SessionFactory(capacity=1, meeting__venue=venue)
    let_in(session, PersonFactory(), staff)

    with pytest.raises(AttendanceRefused) as refusal:
        let_in(session, PersonFactory(), staff)

    assert str(refusal.value) == (
        "The 1 seat is taken, and Lecture Theatre holds no more. "
        "Register this person for another session."
    )
    session.refresh_from_db()
    assert (session.places_taken, session.capacity) == (1, 1)


def test_walk_in_into_an_over_full_session_is_refused_when_the_venue_is_full(staff):
    venue = VenueFactory(capacity=2, name_en="Lecture Theatre")
    session = SessionFactory(capacity=1, places_taken=2, over_full=1, meeting__venue=venue)

    with pytest.raises(AttendanceRefused) as refusal:
        let_in(session, PersonFactory(), staff)

    assert str(refusal.value).startswith(
        "All 2 seats are taken, and Lecture Theatre holds no more."
    )


def test_walk_in_of_somebody_waiting_takes_them_out_of_the_waiting_list(staff):
    session = SessionFactory(capacity=1)
    _holder, waiting = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(2)
    ]

    assert let_in(session, waiting.person, staff) == waiting
    session.refresh_from_db()
    assert (session.places_taken, session.capacity, session.waiting_count) == (2, 2, 0)


def test_walk_in_is_refused_before_the_desk_opens_and_to_a_speaker(session, staff):
    speaking = person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=session.meetings.get(), speaker=speaking.speaker)

    with pytest.raises(AttendanceRefused):
        let_in(session, PersonFactory(), staff, now=NOW)
    with pytest.raises(PermissionRefused):
        let_in(session, PersonFactory(), speaking.user)


def test_walk_in_into_a_held_session_needs_a_reason(session, staff):
    hold(session)

    with pytest.raises(AttendanceRefused):
        let_in(session, PersonFactory(), staff, now=session.ends_at)
    late = let_in(session, PersonFactory(), staff, now=session.ends_at, reason="On the paper list.")

    assert late.attendances.get().reason == "On the paper list."
