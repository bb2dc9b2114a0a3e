"""One's record, the attendance in it, and one's own calendar."""

import datetime as dt
import itertools
import logging

import pytest
import time_machine
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from core.errors import PermissionRefused
from core.models import AuditEntry
from notifications import emails as outbox
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    UserFactory,
    person_with_role,
)
from training import actions, tasks
from training.models import Attendance, CalendarFeed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    return PersonFactory()


RECORD = reverse("training:my-record")


def register(session, person, now=NOW):
    return actions.register(session_id=session.pk, person=person, by=person.user, now=now)


def feed_address(person):
    feed = actions.reset_calendar_feed(person=person, by=person.user, now=NOW)
    return reverse("training:calendar-feed", args=[feed.token])


def events(response):
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_record_shows_what_is_to_come_and_what_was(sign_in, person):
    past = SessionFactory(starts_at=at("2026-11-20"), status="held")
    held = past.registrations.create(
        person=person,
        status="confirmed",
        registered_at=NOW,
        registered_by=person.user,
        confirmed_at=NOW,
    )
    Attendance.objects.create(
        meeting=past.meetings.get(),
        registration=held,
        status="present",
        marked_at=NOW,
        marked_by=person.user,
    )
    session = SessionFactory()
    coming = actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    response = sign_in(person).get(reverse("training:my-record"))

    assert response.context["upcoming"] == [coming]
    assert response.context["past"] == [held]
    assert b"Present" in response.content


def test_record_takes_the_same_number_of_queries_for_one_registration_and_for_three(
    sign_in, person, django_assert_num_queries
):
    client, days = sign_in(person), itertools.count(1)
    for count in (1, 2):
        for _ in range(count):
            session = SessionFactory(starts_at=at(f"2026-12-{next(days):02}"))
            actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        with django_assert_num_queries(7):
            client.get(reverse("training:my-record"))


def test_record_says_which_in_the_waiting_list_one_is_and_why_one_cancelled(sign_in, person):
    full = SessionFactory(capacity=1)
    register(full, PersonFactory())
    register(full, person)
    given_up = register(SessionFactory(starts_at=at("2026-12-08")), person)
    actions.cancel_registration(
        registration_id=given_up.pk, by=person.user, now=NOW, reason="Called to court."
    )

    text = " ".join(sign_in(person).get(RECORD).content.decode().split())

    assert "1st of 1" in text
    assert "You cancelled: Called to court." in text


def test_a_place_can_be_added_to_the_calendar_under_the_identity_it_has_in_the_mail(
    sign_in, person
):
    registration = register(SessionFactory(course__title_en="Gifts"), person)
    [(_, mail)] = outbox.compose(list(Message.objects.select_related("recipient")), NOW)

    response = sign_in(person).get(
        reverse("training:registration-calendar", args=[registration.pk])
    )

    [invited] = Calendar.from_ical(mail.calendar).walk("VEVENT")
    [event] = events(response)
    assert response["Content-Type"] == "text/calendar"
    assert event["UID"] == invited["UID"]
    assert event["SUMMARY"] == "Gifts"
    assert "ATTENDEE" not in event


def test_only_a_place_of_ones_own_can_be_added_to_the_calendar(sign_in, person):
    full = SessionFactory(capacity=1)
    theirs = register(full, PersonFactory())
    waiting = register(full, person)

    for registration in (theirs, waiting):
        address = reverse("training:registration-calendar", args=[registration.pk])
        assert sign_in(person).get(address).status_code == 404


def test_feed_needs_no_sign_in_and_shows_the_places_one_has(client, person):
    mine = register(SessionFactory(course__title_en="Gifts"), person)
    MeetingFactory(
        session=mine.session,
        starts_at=at("2026-12-02", "09:30"),
        ends_at=at("2026-12-02", "12:30"),
    )
    full = SessionFactory(starts_at=at("2026-12-08"), capacity=1)
    register(full, PersonFactory())
    register(full, person)
    cancelled = register(SessionFactory(starts_at=at("2026-12-09")), person)
    actions.cancel_registration(registration_id=cancelled.pk, by=person.user, now=NOW)
    register(SessionFactory(starts_at=at("2026-12-10")), PersonFactory())

    response = client.get(feed_address(person))

    assert [event["SUMMARY"] for event in events(response)] == ["Gifts", "Gifts"]
    assert response["Cache-Control"] == "private, max-age=900"


def test_feed_speaks_the_language_of_its_owner(client):
    person = PersonFactory(user=UserFactory(language="zh-hant"))
    register(SessionFactory(course__title_zh_hant="利益衝突"), person)

    [event] = events(client.get(feed_address(person)))

    assert event["SUMMARY"] == "利益衝突"


def test_feed_is_not_sent_again_while_it_is_the_same(client, person):
    address = feed_address(person)
    registration = register(SessionFactory(), person)
    etag = client.get(address)["ETag"]

    with time_machine.travel(at("2026-11-23", "12:00"), tick=False):
        same = client.get(address, headers={"If-None-Match": etag})
        actions.cancel_registration(registration_id=registration.pk, by=person.user, now=NOW)
        other = client.get(address, headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200


def test_feed_takes_the_same_number_of_queries_for_one_place_and_for_three(
    client, person, django_assert_num_queries
):
    address = feed_address(person)
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        register(SessionFactory(starts_at=at(day)), person)
        with django_assert_num_queries(4):
            client.get(address)


def test_resetting_the_address_ends_the_one_before_at_once(sign_in, client, person):
    before = feed_address(person)

    response = sign_in(person).post(reverse("training:calendar-feed-reset"), follow=True)
    client.logout()

    token = CalendarFeed.objects.get().token
    assert f"http://127.0.0.1/calendar/{token}.ics" in response.content.decode()
    assert client.get(before).status_code == 404
    assert client.get(reverse("training:calendar-feed", args=[token])).status_code == 200
    assert AuditEntry.objects.filter(action="training.calendar_feed_reset").count() == 2


@pytest.mark.parametrize("token", ["x", "a.b", f"{'0' * 32}.b", "…", "a.b.c"])
def test_a_feed_that_was_never_given_is_absent(client, token):
    assert client.get(reverse("training:calendar-feed", args=[token])).status_code == 404


def test_what_the_database_holds_gives_no_address_away(client, person):
    actions.reset_calendar_feed(person=person, by=person.user, now=NOW)
    key = CalendarFeed.objects.get().key.hex
    guess = Signer(key="another-key", salt="training.calendar-feed", sep=".").sign(key)

    assert client.get(reverse("training:calendar-feed", args=[key])).status_code == 404
    assert client.get(reverse("training:calendar-feed", args=[guess])).status_code == 404


def test_feed_of_somebody_who_left_or_may_not_sign_in_is_absent(client):
    left, locked = PersonFactory.create_batch(2)
    addresses = [feed_address(left), feed_address(locked)]
    left.postings.update(ends_on=at("2026-11-20").date())
    locked.user.is_active = False
    locked.user.save()

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_the_secret_is_in_no_log(client, person, caplog):
    address = feed_address(person)

    client.get(address)
    client.post(address)
    Client(enforce_csrf_checks=True).post(address)
    logging.getLogger("django.request").error("Internal Server Error: %s", address)

    assert "Forbidden (CSRF cookie not set.): /calendar/…" in caplog.text
    assert "Internal Server Error: /calendar/…" in caplog.text
    assert address not in caplog.text


def test_nobody_resets_the_address_of_somebody_else(person):
    with pytest.raises(PermissionRefused):
        actions.reset_calendar_feed(person=person, by=PersonFactory().user, now=NOW)

    assert CalendarFeed.objects.count() == 0


def test_only_oneself_sees_ones_feed(person):
    actions.reset_calendar_feed(person=person, by=person.user, now=NOW)

    assert CalendarFeed.objects.visible_to(PersonFactory().user).count() == 0
    assert CalendarFeed.objects.visible_to(person.user).count() == 1


def attended(person, *statuses, day="2026-12-01"):
    """Register somebody for a session of so many meetings, with these marks at them."""
    session = SessionFactory(starts_at=at(day))
    first = session.meetings.get()
    meetings = [first] + [
        MeetingFactory(
            session=session,
            starts_at=first.starts_at + dt.timedelta(days=later),
            ends_at=first.ends_at + dt.timedelta(days=later),
        )
        for later in range(1, len(statuses))
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
    attended(person, "present", day="2026-12-08")
    attended(person, "", day="2026-12-09")

    with django_assert_num_queries(7):
        client.get(reverse("training:my-record"))
