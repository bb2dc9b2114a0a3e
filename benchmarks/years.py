"""Five years of sessions of a whole civil service: who registered, who came, who completed.

All is spread by arithmetic, so that the same sizes give the same rows. Written as the triggers
would have written it: `training_complete` finds nothing to mend (a test asks it).
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from benchmarks.bare import bare
from benchmarks.data import analyse, confirmed_registration, multiply
from core.days import HONG_KONG
from people.models import Department, Person, Posting, User
from publications.models import Topic
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    SessionFactory,
    TopicFactory,
)
from training.models import Attendance, Course, Registration, Session

DEPARTMENTS = 81
TOPICS = 8
COURSES = 24
YEARS = 5
# One session in so many is of two meetings, a day apart.
TWO_DAYS_EVERY = 10
# Of those at one session, who follow one another in the list of all people.
PERSONS_APART = 17

_MARKS = """
    INSERT INTO training_attendance (meeting_id, registration_id, status, marked_at, marked_by_id)
    SELECT meeting.id, registration.id, CASE
            WHEN mod(registration.id - {first}, 12) < 10 THEN 'present'
            WHEN mod(registration.id - {first}, 12) = 10 THEN 'partly'
            WHEN mod(registration.id - {first}, 24) = 11 THEN 'absent'
            ELSE 'excused'
        END, meeting.ends_at, registration.registered_by_id
    FROM training_registration registration
    JOIN training_meeting meeting ON meeting.session_id = registration.session_id
    WHERE registration.id >= {first} AND registration.id < {end}
"""
_COMPLETED_ON = """
    CASE WHEN mod(n, 12) < 11 THEN (
        SELECT (max(meeting.starts_at) AT TIME ZONE 'Asia/Hong_Kong')::date
        FROM training_meeting meeting WHERE meeting.session_id = {session}
    ) END
"""


@dataclass(frozen=True)
class History:
    """What was made: all of it by ids that follow one another."""

    departments: list[Department]
    topics: list[Topic]
    persons: range
    sessions: range
    registrations: range


def make_history(*, people: int, sessions: int, registrations: int) -> History:
    """Make departments of uneven size, courses with topics, and five years of attendance.

    One person in ten changed department in the middle of it.
    """
    departments = [DepartmentFactory() for _ in range(DEPARTMENTS)]
    topics = [TopicFactory() for _ in range(TOPICS)]
    courses = _make_courses(topics)
    persons = _make_people(people, departments)
    made = _make_sessions(sessions, courses)
    return History(
        departments, topics, persons, made, add_registrations(registrations, persons, made)
    )


def add_registrations(count: int, persons: range, sessions: range, *, after: int = 0) -> range:
    """Let so many people have been at the sessions, in turn, `after` so many who were before."""
    apart = PERSONS_APART
    template = confirmed_registration(sessions.start)
    session = f"({sessions.start} + mod(n, {len(sessions)}))"
    with bare(Registration, Attendance):
        made = multiply(
            template,
            count,
            session_id=session,
            person_id=(
                f"{persons.start} + mod(mod(n, {len(sessions)}) * 7919::bigint"
                f" + (n + {after}) / {len(sessions)} * {apart}, {len(persons)})"
            ),
            completed_on=_COMPLETED_ON.format(session=session),
        )
        with connection.cursor() as cursor:
            cursor.execute(_MARKS.format(first=made.start, end=made.stop))
    Registration.objects.filter(pk=template.pk).delete()
    analyse()
    return made


def _make_courses(topics: list[Topic]) -> list[Course]:
    courses = []
    for number in range(COURSES):
        course = CourseFactory()
        course.topics.set({topics[number % TOPICS], topics[number // TOPICS]})
        courses.append(course)
    return courses


def _make_people(count: int, departments: list[Department]) -> range:
    person = PersonFactory()
    posting = person.postings.get()
    first = departments[0].pk
    # Squared, so that the first departments are large and the last ones small.
    spread = f"floor({DEPARTMENTS} * power(mod(n * 7919::bigint, {count}) / {count}.0, 2))"
    level = (
        "(ARRAY['recruit', 'senior', 'middle', 'middle', 'middle', 'junior', 'junior', 'junior',"
        " 'junior', 'junior'])[mod(n, 10) + 1]"
    )
    moved_on = dt.datetime.now(HONG_KONG).date() - dt.timedelta(days=365 * YEARS // 2)
    with bare(User, Person, Posting):
        users = multiply(
            person.user, count, email=f"'servant' || n || '.{person.pk}@bench.example'"
        )
        persons = multiply(
            person, count, user_id=f"{users.start} + n", name_en="template.name_en || ' ' || n"
        )
        multiply(
            posting,
            count,
            person_id=f"{persons.start} + n",
            department_id=f"{first} + {spread}",
            level=level,
            starts_on=f"CASE WHEN mod(n, 10) = 3 THEN date '{moved_on}' ELSE '2015-01-01' END",
        )
        multiply(
            posting,
            count // 10,
            person_id=f"{persons.start} + n * 10 + 3",
            department_id=f"{first} + mod(n, {DEPARTMENTS})",
            level="'junior'",
            starts_on="date '2015-01-01'",
            ends_on=f"date '{moved_on}'",
        )
    return persons


def _make_sessions(count: int, courses: list[Course]) -> range:
    """Make sessions that were held, evenly over the years up to yesterday, by day."""
    first = timezone.now().astimezone(HONG_KONG).replace(hour=9, minute=30, second=0, microsecond=0)
    first -= dt.timedelta(days=365 * YEARS + 2)
    session = SessionFactory(starts_at=first, course=courses[0])

    def later(number: str, *names: str) -> dict[str, str]:
        days = f"({number} * {365 * YEARS}::bigint / {count})"
        return {name: f"template.{name} + {days} * interval '1 day'" for name in names}

    venue_id = session.meetings.get().venue_id
    Session.objects.filter(pk=session.pk).update(status=Session.Status.HELD)
    session.meetings.update(holds_venue=False)
    audiences = multiply(session.audience, count)
    sessions = multiply(
        session,
        count,
        **later("n", "starts_at", "ends_at", "closes_at"),
        audience_id=f"{audiences.start} + n",
        course_id=f"{courses[0].pk} + mod(n, {COURSES})",
        title_en="template.title_en || ' ' || n",
        calendar_uid="gen_random_uuid()",
    )
    multiply(
        session.meetings.get(),
        count,
        **later("n", "starts_at", "ends_at"),
        session_id=f"{sessions.start} + n",
        venue_id=f"CASE WHEN mod(n, 7) < 5 THEN {venue_id} END",
        link="CASE WHEN mod(n, 7) > 3 THEN 'https://meet.bench.example/' || n ELSE '' END",
    )
    multiply(
        session.meetings.get(),
        count // TWO_DAYS_EVERY,
        session_id=f"{sessions.start} + n * {TWO_DAYS_EVERY}",
        **later(f"(n * {TWO_DAYS_EVERY} + {count // (365 * YEARS) + 1})", "starts_at", "ends_at"),
    )
    return sessions
