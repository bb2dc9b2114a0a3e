"""Closing attendance a day after the session, and what completes it."""

import datetime as dt

import pytest

from core.days import day_of
from core.models import AuditEntry
from people.roles import Role
from tests.clock import NOW
from tests.factories import MeetingFactory, PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Attendance, Registration

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


def test_close_marks_who_has_no_mark_as_absent_a_day_after_the_end_and_the_session_as_held(
    session, registration, staff
):
    marked = actions.register(session_id=session.pk, person=PersonFactory(), by=staff, now=NOW)
    actions.mark_attendance(
        meeting_id=session.meetings.get().pk,
        marks={marked.pk: "present"},
        by=staff,
        now=session.starts_at,
    )
    due = session.ends_at + dt.timedelta(days=1)

    assert actions.close_attendance(now=due - dt.timedelta(seconds=1)) == 0
    assert actions.close_attendance(now=due) == 1

    session.refresh_from_db()
    assert session.status == "held"
    assert (marked.attendances.get().status, marked.attendances.get().marked_by) == (
        "present",
        staff,
    )
    missing = registration.attendances.get()
    assert (missing.status, missing.marked_by, missing.marked_at) == ("absent", None, due)
    assert list(
        AuditEntry.objects.filter(actor=None).order_by("id").values_list("action", flat=True)
    ) == ["training.no_shows_marked", "training.session_held"]


def test_close_again_does_nothing(session, registration):
    due = session.ends_at + dt.timedelta(days=1)
    actions.close_attendance(now=due)

    assert actions.close_attendance(now=due) == 0
    assert Attendance.objects.count() == 1


def test_close_follows_a_session_that_staff_have_marked_as_held(session, registration, staff):
    actions.conclude_session(session_id=session.pk, by=staff, now=session.ends_at)

    actions.close_attendance(now=session.ends_at + dt.timedelta(days=1))

    assert registration.attendances.get().status == "absent"


def test_close_leaves_the_waiting_the_cancelled_and_sessions_called_off(staff):
    session, off = SessionFactory(capacity=1), SessionFactory(cancelled=True)
    registrations = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(3)
    ]
    actions.cancel_registration(
        registration_id=registrations[2].pk, by=staff, now=NOW, reason="Posted out."
    )

    actions.close_attendance(now=session.ends_at + dt.timedelta(days=1))

    assert list(Attendance.objects.values_list("registration", flat=True)) == [registrations[0].pk]
    off.refresh_from_db()
    assert off.status == "cancelled"


def test_close_does_not_blame_a_walk_in_for_the_meetings_before(staff):
    session = SessionFactory()
    earlier = session.meetings.get()
    later = MeetingFactory(
        session=session,
        starts_at=earlier.starts_at + dt.timedelta(days=1),
        ends_at=earlier.ends_at + dt.timedelta(days=1),
    )
    session.ends_at = later.ends_at
    session.save()
    registration = actions.add_walk_in(
        meeting_id=later.pk, person=PersonFactory(), by=staff, now=later.starts_at
    )

    actions.close_attendance(now=later.ends_at + dt.timedelta(days=1))

    assert registration.attendances.get().meeting == later


def test_a_session_is_completed_by_being_at_every_meeting_at_least_for_a_part(staff):
    session = SessionFactory()
    first = session.meetings.get()
    second = MeetingFactory(
        session=session,
        starts_at=first.starts_at + dt.timedelta(days=1),
        ends_at=first.ends_at + dt.timedelta(days=1),
    )
    person = PersonFactory()
    registration = actions.register(session_id=session.pk, person=person, by=staff, now=NOW)

    completed = []
    for meeting, status in ((first, "present"), (second, "absent"), (second, "partly")):
        actions.mark_attendance(
            meeting_id=meeting.pk,
            marks={registration.pk: status},
            by=staff,
            now=second.starts_at,
        )
        again = Registration.objects.get(pk=registration.pk)
        completed.append(again.completed_on)

    assert completed == [None, None, day_of(second.starts_at)]
