"""Calendar files, held against RFC 5545 and 5546 and read as a calendar abroad reads them."""

import datetime as dt
import re
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from notifications import actions as outbox
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    MeetingFactory,
    PersonFactory,
    ReminderRuleFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from tests.mail import smtp_sink
from training import actions, calendar

pytestmark = pytest.mark.django_db(transaction=True)

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def sink(settings):
    with smtp_sink(settings) as running:
        yield running


def register(session, now=NOW, **fields):
    person = PersonFactory(**fields)
    return actions.register(session_id=session.pk, person=person, by=person.user, now=now)


def calendar_part(mail: EmailMessage) -> EmailMessage:
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return part


def content_of(mail) -> bytes:
    return calendar_part(mail).get_payload(decode=True)


def event_of(mail):
    [event] = Calendar.from_ical(content_of(mail)).walk("VEVENT")
    return event


def sent(sink, now=NOW) -> list[EmailMessage]:
    sink.contents.clear()
    outbox.send_due(now=now)
    return sink.mails()


@pytest.fixture
def session():
    return SessionFactory(
        course__title_zh_hant="利益衝突；督導人員，須知" * 6,
        meeting__venue=VenueFactory(
            name_zh_hant="一號會議室，北角政府合署" * 5, address_zh_hant="北角渣華道333號"
        ),
    )


def test_every_line_ends_in_crlf_and_has_at_most_75_octets_of_whole_characters(sink, session):
    register(session, user__language="zh-hant", name_en="CHAN Tai-man, " + "Ignatius " * 10)

    [mail] = sent(sink)

    content = content_of(mail)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    unfolded = content.replace(b"\r\n ", b"").decode()
    # Commas and semicolons of a text are escaped.
    assert "SUMMARY:" + "利益衝突；督導人員，須知" * 6 in unfolded
    assert "一號會議室，北角政府合署" * 5 in unfolded.partition("DESCRIPTION:")[2]
    assert 'CN="CHAN Tai-man, Ignatius' in unfolded


def test_a_file_says_what_and_where_how_to_join_and_which_page_to_open(sink, settings):
    session = SessionFactory(
        meeting__venue=VenueFactory(name_en="Room 3", address_en="North Point, 12/F"),
        meeting__link="https://meet.gov.example/42",
    )
    registration = register(session)
    [invited] = sent(sink)
    feed = Calendar.from_ical(calendar.copy([registration])).walk("VEVENT")[0]
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )
    [withdrawn] = sent(sink)

    page = f"About the session, and to cancel: {settings.BASE_URL}/sessions/{session.pk}/"
    described = [
        "Workshop · Cantonese",
        "Where: Room 3, North Point, 12/F",
        "Link for joining online: https://meet.gov.example/42",
        page,
    ]
    assert event_of(invited)["DESCRIPTION"].split("\n") == described
    assert feed["DESCRIPTION"] == event_of(invited)["DESCRIPTION"]
    assert event_of(withdrawn)["DESCRIPTION"].split("\n") == [*described[:2], page]
    assert "URL" not in event_of(withdrawn)
    # A line break in a text is written as such, and commas are escaped.
    unfolded = content_of(invited).replace(b"\r\n ", b"").decode()
    assert r"Cantonese\nWhere: Room 3\, North Point\, 12/F\nLink" in unfolded


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_file_has_what_scheduling_asks_for(sink, session, method):
    registration = register(session, user__email="reader@gov.example")
    [mail] = sent(sink)
    if method == "CANCEL":
        actions.cancel_registration(
            registration_id=registration.pk, by=registration.person.user, now=NOW
        )
        [mail] = sent(sink)

    calendar = Calendar.from_ical(content_of(mail))
    event = event_of(mail)

    content_type = calendar_part(mail)["Content-Type"]
    assert dict(content_type.params) == {"method": method, "charset": "utf-8"}
    assert (calendar["METHOD"], calendar["VERSION"]) == (method, "2.0")
    assert calendar["PRODID"] == "-//Integrity Training//EN"
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY"} <= set(event)
    assert event["STATUS"] == {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED"}[method]
    # The organiser is the sender: Outlook takes no cancellation from anybody else.
    assert event["ORGANIZER"].lower() == "mailto:no-reply@integrity.example"
    assert "<no-reply@integrity.example>" in mail["From"]
    assert event["ATTENDEE"].lower() == "mailto:reader@gov.example"
    assert mail["To"] == "reader@gov.example"
    [zone] = calendar.walk("VTIMEZONE")
    assert event["DTSTART"].params["TZID"] == zone["TZID"] == "Asia/Hong_Kong"


def test_the_calendar_is_the_last_alternative_and_the_text_the_first(sink, session):
    register(session)

    [mail] = sent(sink)

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]


def test_one_event_keeps_its_uid_and_its_sequence_only_rises(sink, session):
    registration = register(session)
    rule = ReminderRuleFactory(session=session)
    [invited] = sent(sink)
    actions.plan_due_reminders(now=rule.due_at)
    [reminded] = sent(sink, now=rule.due_at)
    session.refresh_from_db()
    session.calendar_sequence += 1
    session.save()
    rule.planned_at, rule.armed_at = None, rule.due_at + dt.timedelta(minutes=1)
    rule.if_late = "send"
    rule.save()
    later = rule.due_at + dt.timedelta(hours=1)
    actions.plan_due_reminders(now=later)
    [moved] = sent(sink, now=later)
    actions.cancel_session(
        session_id=session.pk,
        reason="Typhoon",
        by=person_with_role(Role.PROGRAMME_STAFF).user,
        now=later,
    )
    [cancelled] = sent(sink, now=later)

    events = [event_of(mail) for mail in (invited, reminded, moved, cancelled)]
    assert len({event["UID"] for event in events}) == 1
    assert str(registration.pk) in events[0]["UID"]
    assert [event["SEQUENCE"] for event in events] == [0, 0, 1, 3]


def test_people_reminded_together_have_each_their_own_sequence_and_the_uid_of_their_feed(
    sink, session
):
    registrations = [register(session), register(session)]
    registrations[1].calendar_sequence = 2
    registrations[1].save()
    sent(sink)
    rule = ReminderRuleFactory(session=session)
    actions.plan_due_reminders(now=rule.due_at)

    reminded = {event["UID"]: event for event in map(event_of, sent(sink, now=rule.due_at))}

    followed = Calendar.from_ical(calendar.copy(registrations)).walk("VEVENT")
    assert [event["SEQUENCE"] for event in followed] == [0, 2]
    assert {event["UID"]: event["SEQUENCE"] for event in followed} == {
        uid: event["SEQUENCE"] for uid, event in reminded.items()
    }
    for event in followed:
        same = ("DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS")
        assert [event[name] for name in same] == [reminded[event["UID"]][name] for name in same]


def test_each_meeting_and_each_person_has_an_event_of_its_own(sink, session):
    MeetingFactory(session=session, starts_at=at("2026-12-02"), ends_at=at("2026-12-02", "12:00"))
    for _ in range(2):
        register(session)

    uids = [
        event["UID"]
        for mail in sent(sink)
        for event in Calendar.from_ical(content_of(mail)).walk("VEVENT")
    ]

    assert len(set(uids)) == 4


@pytest.mark.parametrize(
    ("day", "in_london"),
    [
        # British clocks go forward on 28 March 2027, and back on 31 October.
        ("2027-03-26", "2027-03-26 01:30 GMT"),
        ("2027-03-30", "2027-03-30 02:30 BST"),
        ("2027-10-29", "2027-10-29 02:30 BST"),
        ("2027-11-02", "2027-11-02 01:30 GMT"),
    ],
)
def test_a_reader_in_london_is_shown_the_right_time_on_both_sides_of_summer_time(
    sink, day, in_london
):
    register(SessionFactory(starts_at=at(day, "09:30")))

    [mail] = sent(sink)

    # By the rules that the file itself carries, whatever the reader's own tables say.
    calendar = Calendar.from_ical(content_of(mail))
    [zone] = calendar.walk("VTIMEZONE")
    clock = re.search(rb"DTSTART;TZID=Asia/Hong_Kong:(\w+)", content_of(mail))[1].decode()
    start = dt.datetime.strptime(clock, "%Y%m%dT%H%M%S").replace(tzinfo=zone.to_tz())
    assert start.astimezone(LONDON).strftime("%Y-%m-%d %H:%M %Z") == in_london
    text = mail.get_body(("plain",)).get_content()
    assert "09:30 to 12:30 (Hong Kong time)" in text


def test_who_registers_after_the_reminder_gets_the_confirmation_and_no_second_mail(sink):
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session)
    early = register(session)
    sent(sink)
    late_at = rule.due_at + dt.timedelta(minutes=10)
    late = register(session, now=late_at)

    actions.plan_due_reminders(now=late_at)
    mails = {mail["To"]: mail for mail in sent(sink, now=late_at)}

    subjects = {address: mail["Subject"].split(":")[0] for address, mail in mails.items()}
    assert subjects == {
        early.person.user.email: "Reminder",
        late.person.user.email: "You have a place",
    }
    facts = [
        line
        for line in mails[early.person.user.email].get_body(("plain",)).get_content().splitlines()
        if ": " in line
    ]
    confirmation = mails[late.person.user.email].get_body(("plain",)).get_content()
    assert facts
    assert [line for line in facts if line not in confirmation] == []
    later = rule.due_at + dt.timedelta(days=1)
    assert actions.plan_due_reminders(now=later) == 0
    assert sent(sink, now=later) == []
    assert Message.objects.filter(recipient=late.person.user).count() == 1
