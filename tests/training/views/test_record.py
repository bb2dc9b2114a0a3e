"""Attendance in one's own record."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.factories import MeetingFactory, PersonFactory, SessionFactory, person_with_role
from training import actions, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory()


def attended(person, *statuses):
    """Register somebody for a session of so many meetings, with these marks at them."""
    session = SessionFactory()
    first = session.meetings.get()
    meetings = [first] + [
        MeetingFactory(
            session=session,
            starts_at=first.starts_at + dt.timedelta(days=day),
            ends_at=first.ends_at + dt.timedelta(days=day),
        )
        for day in range(1, len(statuses))
    ]
    session.ends_at = meetings[-1].ends_at
    session.save()
    registration = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    for meeting, status in zip(meetings, statuses, strict=True):
        if status:
            actions.mark_attendance(
                meeting_id=meeting.pk,
                marks={registration.pk: status},
                by=staff,
                now=session.ends_at,
            )
    return registration


def record_of(sign_in, person, after):
    with time_machine.travel(after, tick=False):
        client = sign_in(person)
        return " ".join(client.get(reverse("training:my-record")).content.decode().split())


@pytest.mark.parametrize(
    ("statuses", "is_completed"),
    [
        (["present"], True),
        (["partly"], True),
        (["present", "partly"], True),
        (["present", "absent"], False),
        (["present", ""], False),
        (["excused"], False),
    ],
    ids=str,
)
def test_the_record_says_whether_a_session_is_completed(sign_in, person, statuses, is_completed):
    registration = attended(person, *statuses)

    page = record_of(sign_in, person, registration.session.ends_at)

    assert (">Completed<" in page) == is_completed


def test_the_record_tells_each_meeting_with_its_day(sign_in, person):
    registration = attended(person, "present", "excused")

    page = record_of(sign_in, person, registration.session.ends_at)

    assert page.index("Tue 1 Dec") < page.index(">Present<") < page.index("Wed 2 Dec")
    assert page.index("Wed 2 Dec") < page.index(">Excused<")


def test_a_day_after_the_session_who_was_not_marked_reads_absent_without_reason(sign_in, person):
    registration = attended(person, "")
    end = registration.session.ends_at

    with time_machine.travel(end + dt.timedelta(hours=23), tick=False):
        tasks.close_attendance()
    before = record_of(sign_in, person, end + dt.timedelta(hours=23))
    with time_machine.travel(end + dt.timedelta(days=1), tick=False):
        tasks.close_attendance()
    after = record_of(sign_in, person, end + dt.timedelta(days=1))

    assert "Absent without reason" not in before
    assert "Absent without reason" in after


def test_the_record_takes_as_many_queries_for_one_session_as_for_three(
    sign_in, person, django_assert_num_queries
):
    client = sign_in(person)
    attended(person, "present", "absent")
    with django_assert_num_queries(7):
        client.get(reverse("training:my-record"))
    attended(person, "present")
    attended(person, "")

    with django_assert_num_queries(7):
        client.get(reverse("training:my-record"))
