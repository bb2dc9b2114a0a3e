"""Calendar files (iCalendar, RFC 5545 and 5546) of sessions."""

import datetime as dt
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from core.days import HONG_KONG
from training.models import Meeting, Registration


def invitation(registration: Registration, *, now: dt.datetime) -> bytes:
    """Give the meetings of a session as a request to the person registered."""
    return _request(registration, "REQUEST", "CONFIRMED", _sequence(registration), now)


def withdrawal(registration: Registration, *, now: dt.datetime) -> bytes:
    """Take the meetings of a session out of the calendar of the person registered."""
    # It must come after the invitation it withdraws.
    return _request(registration, "CANCEL", "CANCELLED", _sequence(registration) + 1, now)


def suspension(registration: Registration, *, now: dt.datetime) -> bytes:
    """Take the meetings out of a calendar for as long as the person waits for a place again.

    The move raised the sequence by two: this is the step between what the invitation had and
    what the next one will have.
    """
    return _request(registration, "CANCEL", "CANCELLED", _sequence(registration) - 1, now)


def copy(registrations: Iterable[Registration]) -> bytes:
    """Give meetings as plain events, for a calendar that nobody answers: a download or a feed.

    The same registrations give the same bytes, whenever they are asked for.
    """
    calendar = _calendar()
    for registration in registrations:
        for meeting in registration.session.meetings.all():
            event = _event(registration, meeting, _sequence(registration))
            event.add("dtstamp", (registration.confirmed_at or registration.registered_at))
            event.add("status", "CONFIRMED")
            calendar.add_component(event)
    return _bytes(calendar)


def _request(
    registration: Registration, method: str, status: str, sequence: int, now: dt.datetime
) -> bytes:
    calendar = _calendar()
    calendar.add("method", method)
    for meeting in registration.session.meetings.all():
        event = _event(registration, meeting, sequence)
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("status", status)
        event.add("organizer", _organiser())
        event.add("attendee", _attendee(registration))
        calendar.add_component(event)
    return _bytes(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Integrity Training//EN")
    calendar.add("version", "2.0")
    return calendar


def _bytes(calendar: Calendar) -> bytes:
    # Times are written with their zone, whose rules the file then carries with it.
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(registration: Registration, meeting: Meeting, sequence: int) -> Event:
    session = registration.session
    event = Event()
    # Of this registration, so that registering again after cancelling is an event of its own.
    event.add("uid", f"{session.calendar_uid}-{meeting.pk}-{registration.pk}@{_host()}")
    event.add("sequence", sequence)
    event.add("dtstart", meeting.starts_at.astimezone(HONG_KONG))
    event.add("dtend", meeting.ends_at.astimezone(HONG_KONG))
    event.add("summary", str(session.title))
    if place := _place(meeting):
        event.add("location", place)
    if meeting.link:
        event.add("url", meeting.link)
    return event


def _sequence(registration: Registration) -> int:
    return registration.session.calendar_sequence + registration.calendar_sequence


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
