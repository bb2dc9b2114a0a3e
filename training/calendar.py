"""Calendar files (iCalendar, RFC 5545 and 5546) of sessions."""

import datetime as dt
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from core.days import HONG_KONG
from training.models import Meeting, Registration, Session


def invitation(registration: Registration, *, now: dt.datetime) -> bytes:
    """Give the meetings of a session as a request to the person registered."""
    return _file(registration, method="REQUEST", status="CONFIRMED", now=now)


def withdrawal(registration: Registration, *, now: dt.datetime) -> bytes:
    """Take the meetings of a session out of the calendar of the person registered."""
    return _file(registration, method="CANCEL", status="CANCELLED", now=now)


def _file(registration: Registration, *, method: str, status: str, now: dt.datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Integrity Training//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for meeting in registration.session.meetings.all():
        calendar.add_component(_event(registration, meeting, status=status, now=now))
    # Times are written with their zone, whose rules the file then carries with it.
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(registration: Registration, meeting: Meeting, *, status: str, now: dt.datetime) -> Event:
    session = registration.session
    event = Event()
    # Of this registration, so that registering again after cancelling is an event of its own.
    event.add("uid", f"{session.calendar_uid}-{meeting.pk}-{registration.pk}@{_host()}")
    event.add("sequence", _sequence(session, status))
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(HONG_KONG))
    event.add("dtend", meeting.ends_at.astimezone(HONG_KONG))
    event.add("summary", str(session.title))
    if place := _place(meeting):
        event.add("location", place)
    if meeting.link:
        event.add("url", meeting.link)
    event.add("status", status)
    event.add("organizer", _organiser())
    event.add("attendee", _attendee(registration))
    return event


def _sequence(session: Session, status: str) -> int:
    """A withdrawal must come after the invitation it withdraws."""
    return session.calendar_sequence + (1 if status == "CANCELLED" else 0)


def _place(meeting: Meeting) -> str:
    if meeting.venue is None:
        return meeting.link
    return ", ".join(str(part) for part in (meeting.venue.name, meeting.venue.address) if part)


def _organiser() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"MAILTO:{address}")
    organiser.params["CN"] = vText(name or address)
    return organiser


def _attendee(registration: Registration) -> vCalAddress:
    person = registration.person
    attendee = vCalAddress(f"MAILTO:{person.user.email if person.user else ''}")
    attendee.params["CN"] = vText(person.name_en)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


def _host() -> str:
    return settings.BASE_URL.split("//", 1)[1].split(":")[0]
