"""Marking who was there."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from people.roles import Role
from tests.clock import NOW
from tests.factories import EngagementFactory, PersonFactory, SessionFactory, person_with_role
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


def mark(registration, status, by, now=None):
    meeting = registration.session.meetings.get()
    return actions.mark_attendance(
        meeting_id=meeting.pk,
        marks={registration.pk: status},
        by=by,
        now=now or meeting.starts_at,
    )


def test_mark_writes_who_was_there_and_who_said_so(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user

    written = mark(registration, "present", staff)

    attendance = Attendance.objects.get()
    assert written == 1
    assert (attendance.status, attendance.marked_by) == ("present", staff)


def test_mark_again_corrects_and_leaves_alone_what_stands(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    mark(registration, "present", staff)

    assert mark(registration, "present", staff) == 0
    assert mark(registration, "excused", staff) == 1
    assert Attendance.objects.get().status == "excused"


def test_mark_is_for_a_speaker_of_the_meeting_and_no_other(registration):
    speaking, other = person_with_role(Role.SPEAKER), person_with_role(Role.SPEAKER)
    EngagementFactory(meeting=registration.session.meetings.get(), speaker=speaking.speaker)

    assert mark(registration, "present", speaking.user) == 1
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
    assert mark(registration, "present", staff, now=opens) == 1


def test_mark_is_refused_for_whom_holds_no_place(registration):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )

    with pytest.raises(AttendanceRefused):
        mark(registration, "present", staff)

    assert Attendance.objects.count() == 0
