"""Completion, kept by the database: against every way in which marks and meetings change."""

import datetime as dt

import pytest

from tests.clock import NOW, at
from tests.factories import MeetingFactory, SessionFactory
from tests.training.completing import mark, meet, registered, session
from training.models import Attendance, Registration, Session

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def completed_on(registration):
    day = Registration.objects.values_list("completed_on", flat=True).get(pk=registration.pk)
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("status", "day"),
    [("present", "2026-10-01"), ("partly", "2026-10-01"), ("excused", None), ("absent", None)],
)
def test_who_was_there_for_a_part_at_least_has_completed_a_session_of_one_meeting(status, day):
    assert completed_on(mark(registered(session(at("2026-10-01"))), status)) == day


@pytest.mark.parametrize(
    ("statuses", "day"),
    [
        (["present", "partly", "present"], "2026-10-15"),
        (["present", "present", "absent"], None),
        (["present", "excused", "present"], None),
        ([None, "present", "present"], None),
        (["present", "present"], None),
    ],
)
def test_completing_takes_every_meeting_and_counts_for_the_day_of_the_last(statuses, day):
    made = session(at("2026-10-01"), at("2026-10-08"), at("2026-10-15"))

    assert completed_on(mark(registered(made), *statuses)) == day


def test_meetings_may_be_marked_in_any_order():
    registration = registered(session(at("2026-10-01"), at("2026-10-08")))
    mark(registration, None, "present")

    mark(registration, "present")

    assert completed_on(registration) == "2026-10-08"


def test_nobody_has_completed_a_session_before_being_marked():
    assert completed_on(registered(session(at("2026-10-01")))) is None


def test_mark_corrected_to_absent_takes_the_completion_away_and_back_again_gives_it():
    registration = mark(registered(session(at("2026-10-01"))), "present")

    registration.attendances.update(status="absent")
    corrected = completed_on(registration)
    registration.attendances.update(status="present")

    assert (corrected, completed_on(registration)) == (None, "2026-10-01")


def test_mark_that_is_deleted_takes_the_completion_away():
    registration = mark(registered(session(at("2026-10-01"))), "present")

    registration.attendances.all().delete()

    assert completed_on(registration) is None


def test_meeting_added_later_has_to_be_attended_too():
    registration = mark(registered(session(at("2026-10-01"))), "present")

    added = meet(registration.session, at("2026-10-08"))
    waited_for = completed_on(registration)
    mark(registration, None, "partly")
    attended = completed_on(registration)
    Attendance.objects.filter(meeting=added).delete()
    added.delete()

    assert (waited_for, attended, completed_on(registration)) == (
        None,
        "2026-10-08",
        "2026-10-01",
    )


def test_meeting_that_is_moved_takes_the_day_of_completion_with_it():
    registration = mark(registered(session(at("2026-10-01"), at("2026-10-08"))), *["present"] * 2)

    first = registration.session.meetings.first()
    first.starts_at, first.ends_at = at("2026-10-09"), at("2026-10-09", "12:00")
    first.save()

    assert completed_on(registration) == "2026-10-09"


def test_meeting_given_to_another_session_counts_there_and_no_longer_here():
    registration = mark(registered(session(at("2026-10-01"), at("2026-10-08"))), "present")
    other = session(at("2026-11-01"))

    registration.session.meetings.filter(starts_at=at("2026-10-08")).update(session=other)

    assert completed_on(registration) == "2026-10-01"


@pytest.mark.parametrize("status", ["cancelled", "discarded", "draft"])
def test_session_called_off_completes_nothing_until_it_is_held_after_all(status):
    registration = mark(registered(session(at("2026-10-01"))), "present")
    of_it = Session.objects.filter(pk=registration.session_id)

    by = registration.registered_by
    who = {
        "cancelled": {"cancelled_at": NOW, "cancelled_by": by},
        "discarded": {"discarded_at": NOW, "discarded_by": by},
    }.get(status, {})
    of_it.update(status=status, **who)
    called_off = completed_on(registration)
    of_it.update(status="held", **dict.fromkeys(who))

    assert (called_off, completed_on(registration)) == (None, "2026-10-01")


def test_registration_that_is_cancelled_completes_nothing():
    registration = mark(registered(session(at("2026-10-01"))), "present")

    Registration.objects.filter(pk=registration.pk).update(
        status="cancelled", cancelled_at=NOW, cancelled_by=registration.registered_by
    )

    assert completed_on(registration) is None


def test_somebody_waiting_completes_the_session_once_confirmed():
    registration = mark(registered(session(at("2026-10-01")), status="waiting"), "present")
    waiting = completed_on(registration)

    Registration.objects.filter(pk=registration.pk).update(
        status="confirmed", confirmed_at=NOW, waiting_number=None
    )

    assert (waiting, completed_on(registration)) == (None, "2026-10-01")


def test_many_marks_in_one_statement_complete_for_those_who_were_there():
    made = session(at("2026-10-01"))
    registrations = [registered(made) for _ in range(3)]
    meeting = made.meetings.get()

    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            registration=registration,
            status=status,
            marked_at=NOW,
            marked_by=registration.registered_by,
        )
        for registration, status in zip(registrations, ("present", "absent", "partly"), strict=True)
    )
    marked = [completed_on(registration) for registration in registrations]
    Attendance.objects.filter(meeting=meeting).update(status="present")
    changed = [completed_on(registration) for registration in registrations]
    made.meetings.update(starts_at=meeting.starts_at + DAY, ends_at=meeting.ends_at + DAY)

    assert marked == ["2026-10-01", None, "2026-10-01"]
    assert changed == ["2026-10-01"] * 3
    assert [completed_on(registration) for registration in registrations] == ["2026-10-02"] * 3


def test_meeting_held_across_midnight_completes_on_the_day_it_began():
    late = SessionFactory(meeting=None, starts_at=at("2026-10-01", "22:00"))
    MeetingFactory(
        session=late,
        starts_at=at("2026-10-01", "22:00"),
        ends_at=at("2026-10-02", "01:00"),
        venue=None,
    )

    assert completed_on(mark(registered(late), "present")) == "2026-10-01"


@pytest.mark.parametrize(
    ("time", "day"), [("00:00", "2026-04-01"), ("07:59", "2026-04-01"), ("23:59", "2026-04-01")]
)
def test_day_of_completion_is_that_of_hong_kong(time, day):
    assert completed_on(mark(registered(session(at("2026-04-01", time))), "present")) == day


def test_session_over_two_years_completes_in_the_later_one():
    over_two = session(at("2026-03-31", "14:30"), at("2026-04-01", "09:30"))
    registration = mark(registered(over_two), "present", "present")

    year, next_year = (
        Registration.objects.completed(dt.date(first, 4, 1), dt.date(first + 1, 4, 1)).count()
        for first in (2025, 2026)
    )

    assert (completed_on(registration), year, next_year) == ("2026-04-01", 0, 1)


def test_completion_leaves_other_registrations_and_their_history_alone():
    made = session(at("2026-10-01"))
    other, registration = registered(made), registered(made)
    before = registration.events.count()

    mark(registration, "present")

    assert completed_on(other) is None
    assert registration.events.count() == before
