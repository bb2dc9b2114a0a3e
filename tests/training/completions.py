"""Sessions that people were at, so that they have completed the course."""

import datetime as dt

from core.days import instant_of
from people.models import Person
from tests.factories import SessionFactory
from training.models import Attendance, Course, Registration


def complete(person: Person, course: Course, day: str | dt.date) -> Registration:
    """Have somebody complete a course on a day, in a session of one meeting."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    begins = instant_of(day, dt.time(9, 30))
    session = SessionFactory(course=course, starts_at=begins)
    registration = Registration.objects.create(
        session=session,
        person=person,
        status=Registration.Status.CONFIRMED,
        registered_at=begins,
        registered_by=session.owner,
        confirmed_at=begins,
    )
    Attendance.objects.create(
        meeting=session.meetings.get(),
        registration=registration,
        status=Attendance.Status.PRESENT,
        marked_at=begins,
        marked_by=session.owner,
    )
    registration.refresh_from_db()
    return registration
