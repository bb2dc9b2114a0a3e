"""Registering people and marking them, around the actions, as tests of completion need it."""

import datetime as dt

from tests.clock import NOW
from tests.factories import MeetingFactory, PersonFactory, SessionFactory
from training.models import Attendance, Registration


def session(*moments, venue=None, link="", **fields):
    """Make a published session with a meeting at each of these moments."""
    made = SessionFactory(meeting=None, starts_at=moments[0], **fields)
    for moment in moments:
        meet(made, moment, venue=venue, link=link)
    return made


def meet(made, moment, *, venue=None, link=""):
    return MeetingFactory(
        session=made,
        starts_at=moment,
        ends_at=moment + dt.timedelta(hours=2),
        venue=venue,
        link=link,
    )


def registered(made, person=None, *, status="confirmed"):
    person = person or PersonFactory()
    return Registration.objects.create(
        session=made,
        person=person,
        status=status,
        registered_at=NOW,
        registered_by=person.user,
        confirmed_at=NOW if status == "confirmed" else None,
        waiting_number=1 if status == "waiting" else None,
    )


def mark(registration, *statuses):
    """Mark somebody at the meetings of the session, in order; None leaves one out."""
    for meeting, status in zip(registration.session.meetings.all(), statuses, strict=False):
        if status:
            Attendance.objects.create(
                meeting=meeting,
                registration=registration,
                status=status,
                marked_at=NOW,
                marked_by=registration.registered_by,
            )
    return registration


def completed(person, made):
    """Have somebody present at every meeting of a session."""
    return mark(registered(made, person), *["present"] * made.meetings.count())
