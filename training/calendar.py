"""Calendar files (iCalendar, RFC 5545 and 5546) of sessions."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vText
from icalendar.parser import Contentline

from core.days import HONG_KONG
from core.lists import detailed
from training.models import Meeting, Registration, Session


@dataclass(frozen=True)
class Entry:
    """The meetings of a session as a calendar file, but for whose it is: `entry.of(registration)`.

    What is the same for everybody in a session is written once, for mails go to many at a time.
    """

    content: bytes
    session: Session
    step: int

    @classmethod
    def invitation(cls, session: Session, *, now: dt.datetime) -> "Entry":
        """Request that the person registered comes."""
        return cls._write(session, method="REQUEST", status="CONFIRMED", step=0, now=now)

    @classmethod
    def withdrawal(cls, session: Session, *, now: dt.datetime) -> "Entry":
        """Take the meetings out of the calendar of the person registered."""
        # It must come after the invitation it withdraws.
        return cls._write(session, method="CANCEL", status="CANCELLED", step=1, now=now)

    @classmethod
    def suspension(cls, session: Session, *, now: dt.datetime) -> "Entry":
        """Take the meetings out of a calendar for as long as the person waits for a place again.

        The move raised the sequence by two: this is the step between what the invitation had and
        what the next one will have.
        """
        return cls._write(session, method="CANCEL", status="CANCELLED", step=-1, now=now)

    @classmethod
    def _write(
        cls, session: Session, *, method: str, status: str, step: int, now: dt.datetime
    ) -> "Entry":
        calendar = _calendar()
        calendar.add("method", method)
        for meeting in session.meetings.all():
            event = _event(session, meeting, with_link=method == "REQUEST")
            event["uid"] = vText(str(meeting.pk))
            event["sequence"] = vText("-")
            event.add("dtstamp", now.astimezone(dt.UTC))
            event.add("status", status)
            event.add("organizer", _organiser())
            event.add("attendee", "-")
            calendar.add_component(event)
        return cls(calendar.to_ical(), session, step)

    def of(self, registration: Registration) -> bytes:
        """Give the file to the person registered."""
        sequence = _sequence(self.session, registration) + self.step
        content = self.content.replace(_ATTENDEE_HERE, _line("ATTENDEE", _attendee(registration)))
        content = content.replace(_SEQUENCE_HERE, b"SEQUENCE:%d\r\n" % sequence)
        for meeting in self.session.meetings.all():
            uid = vText(_uid(self.session, meeting, registration))
            content = content.replace(_uid_here(meeting), _line("UID", uid))
        return content


def copy(registrations: Iterable[Registration]) -> bytes:
    """Give meetings as plain events, for a calendar that nobody answers: a download or a feed.

    The same registrations give the same bytes, whenever they are asked for.
    """
    calendar = _calendar()
    for registration in registrations:
        session = registration.session
        for meeting in session.meetings.all():
            event = _event(session, meeting, with_link=True)
            event.add("uid", _uid(session, meeting, registration))
            event.add("sequence", _sequence(session, registration))
            event.add("dtstamp", (registration.confirmed_at or registration.registered_at))
            event.add("status", "CONFIRMED")
            calendar.add_component(event)
    return calendar.to_ical()


# Lines of an entry that are written for each person.
_ATTENDEE_HERE = b"ATTENDEE:-\r\n"
_SEQUENCE_HERE = b"SEQUENCE:-\r\n"


def _uid_here(meeting: Meeting) -> bytes:
    return b"UID:%d\r\n" % meeting.pk


def _line(name: str, value: vText | vCalAddress) -> bytes:
    """A line of a calendar file, folded as it has to be."""
    return Contentline.from_parts(name, value.params, value).to_ical() + b"\r\n"


@cache
def _hong_kong() -> Timezone:
    """The rules of Hong Kong's clocks, which have not been changed since 1979."""
    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1979, 10, 21, 3, 30))  # noqa: DTZ001 (local, as RFC 5545 says)
    standard.add("tzoffsetfrom", dt.timedelta(hours=9))
    standard.add("tzoffsetto", dt.timedelta(hours=8))
    standard.add("tzname", "HKT")
    zone = Timezone()
    zone.add("tzid", str(HONG_KONG))
    zone.add_component(standard)
    return zone


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Integrity Training//EN")
    calendar.add("version", "2.0")
    # Times are written with their zone, whose rules the file carries with it.
    calendar.add_component(_hong_kong())
    return calendar


def _event(session: Session, meeting: Meeting, *, with_link: bool) -> Event:
    event = Event()
    event.add("dtstart", meeting.starts_at.astimezone(HONG_KONG))
    event.add("dtend", meeting.ends_at.astimezone(HONG_KONG))
    event.add("summary", str(session.title))
    event.add("description", "\n".join(_description(session, meeting, with_link=with_link)))
    if place := _place(meeting, with_link=with_link):
        event.add("location", place)
    if meeting.link and with_link:
        event.add("url", meeting.link)
    return event


def _description(session: Session, meeting: Meeting, *, with_link: bool) -> Iterator[str]:
    """What it is, where, the link to join by, and the page on which one cancels."""
    yield f"{session.get_kind_display()} · {session.get_language_display()}"
    if meeting.venue:
        yield _("Where: %(place)s") % {"place": _place(meeting, with_link=False)}
    if meeting.link and with_link:
        yield _("Link for joining online: %(address)s") % {"address": meeting.link}
    page = f"{settings.BASE_URL}{reverse('training:session-detail', args=[session.pk])}"
    yield _("About the session, and to cancel: %(address)s") % {"address": page}


def _uid(session: Session, meeting: Meeting, registration: Registration) -> str:
    # Of this registration, so that registering again after cancelling is an event of its own.
    return f"{session.calendar_uid}-{meeting.pk}-{registration.pk}@{_host()}"


def _sequence(session: Session, registration: Registration) -> int:
    return session.calendar_sequence + registration.calendar_sequence


def _place(meeting: Meeting, *, with_link: bool) -> str:
    if meeting.venue is None:
        return meeting.link if with_link else ""
    return detailed(meeting.venue.name, meeting.venue.address)


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
