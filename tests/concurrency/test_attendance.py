"""Two tablets at one door: the marks of both stay, and one seat is given once."""

import datetime as dt
import threading

import pytest
from django.db import transaction

from people.roles import Role
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.factories import PersonFactory, SessionFactory, VenueFactory, person_with_role
from training import actions
from training.models import Attendance

pytestmark = pytest.mark.django_db(transaction=True)

TABLETS = 6


def registered(session, count):
    return [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(count)
    ]


def markers():
    return [person_with_role(Role.PROGRAMME_STAFF).user for _ in range(TABLETS)]


def mark(session, registrations, status, by):
    return actions.mark_attendance(
        meeting_id=session.meetings.get().pk,
        marks={registration.pk: status for registration in registrations},
        seen={registration.pk: "" for registration in registrations},
        by=by,
        now=session.starts_at,
    )


def test_without_asking_what_stands_the_later_tablet_overwrites_the_earlier_one():
    """Why what was seen is asked for: look, then write, as two pages would."""
    session = SessionFactory()
    [registration] = registered(session, 1)
    staff = markers()[:2]
    looked = threading.Barrier(2)

    def look_then_write(item):
        status, by = item
        with transaction.atomic():
            assert not session.meetings.get().attendances.exists()
            looked.wait(timeout=30)
            Attendance.objects.bulk_create(
                [
                    Attendance(
                        meeting=session.meetings.get(),
                        registration=registration,
                        status=status,
                        marked_at=NOW,
                        marked_by=by,
                    )
                ],
                update_conflicts=True,
                unique_fields=["meeting", "registration"],
                update_fields=["status", "marked_by"],
            )

    at_once(look_then_write, list(zip(("present", "absent"), staff, strict=True)))

    assert Attendance.objects.count() == 1
    history = Attendance.pgh_event_models["update"].objects
    assert history.filter(pgh_label="update").count() == 1


def test_of_two_who_mark_one_person_differently_the_second_is_told_and_the_first_mark_stays():
    session = SessionFactory()
    registrations = registered(session, 1)
    statuses = ["present", "absent", "excused", "partly", "present", "absent"]

    outcomes = at_once(
        lambda item: mark(session, registrations, *item),
        list(zip(statuses, markers(), strict=True)),
    )

    [attendance] = Attendance.objects.all()
    assert sum(outcome.written for outcome in outcomes) == 1
    overtaken = [each.status for outcome in outcomes for each in outcome.overtaken]
    assert overtaken == [attendance.status] * (TABLETS - statuses.count(attendance.status))


def test_marks_of_different_people_made_at_once_are_all_kept():
    session = SessionFactory()
    registrations = registered(session, TABLETS)

    at_once(
        lambda item: mark(session, [item[0]], "present", item[1]),
        list(zip(registrations, markers(), strict=True)),
    )

    assert Attendance.objects.filter(status="present").count() == TABLETS


def test_of_walk_ins_at_two_doors_as_many_get_in_as_there_is_room():
    session = SessionFactory(capacity=2, meeting__venue=VenueFactory(capacity=3))
    doors = list(zip(PersonFactory.create_batch(TABLETS), markers(), strict=True))

    at_once(
        lambda item: actions.add_walk_in(
            meeting_id=session.meetings.get().pk,
            person=item[0],
            by=item[1],
            now=session.starts_at,
        ),
        doors,
    )

    session.refresh_from_db()
    assert (session.places_taken, session.capacity) == (3, 3)
    assert session.registrations.confirmed().count() == 3


def test_closing_twice_at_once_marks_each_no_show_once():
    session = SessionFactory()
    registered(session, 3)
    due = session.ends_at + dt.timedelta(days=1)

    closed = at_once(lambda _: actions.close_attendance(now=due), range(TABLETS))

    assert sum(closed) == 1
    assert Attendance.objects.filter(status="absent").count() == 3


def test_who_registers_while_being_let_in_at_the_door_gets_one_place_and_no_error():
    session, person = SessionFactory(), PersonFactory()
    meeting = session.meetings.get()
    staff = markers()[0]

    def get_in(way):
        if way == "registers":
            return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        return actions.add_walk_in(
            meeting_id=meeting.pk, person=person, by=staff, now=meeting.starts_at
        )

    results = at_once(get_in, ["registers", "is let in"] * 3)

    session.refresh_from_db()
    assert set(results) == {person.registrations.get()}
    assert session.places_taken == 1
