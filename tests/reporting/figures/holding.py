"""Sessions that were held, and who took places in them."""

import datetime as dt

from tests.clock import NOW
from tests.factories import MeetingFactory, PersonFactory, SessionFactory
from training.models import Attendance, Registration

THREE_HOURS = dt.timedelta(hours=3)


def held(*moments, **fields):
    """A session held with a meeting of three hours at each of these moments."""
    made = SessionFactory(meeting=None, starts_at=moments[0], status="held", **fields)
    for moment in moments:
        MeetingFactory(session=made, starts_at=moment, ends_at=moment + THREE_HOURS, venue=None)
    return made


def takes_place(who, session, *marks, days_before=9, **fields):
    """Register somebody, confirmed unless said otherwise, with a mark at each meeting."""
    by = who.user or PersonFactory().user
    registered_at = session.starts_at - dt.timedelta(days=days_before)
    status = {"status": "confirmed", "confirmed_at": registered_at}
    registration = Registration.objects.create(
        session=session,
        person=who,
        registered_at=registered_at,
        registered_by=by,
        **{**status, **fields},
    )
    for meeting, mark in zip(session.meetings.all(), marks, strict=False):
        Attendance.objects.create(
            meeting=meeting,
            registration=registration,
            status=mark,
            marked_at=NOW,
            marked_by=by,
        )
    taken = session.registrations.filter(status="confirmed").count()
    type(session).objects.filter(pk=session.pk).update(places_taken=taken)
    return registration
