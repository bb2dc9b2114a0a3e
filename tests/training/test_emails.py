"""What the training system writes to people, and when it no longer does."""

import datetime as dt

import pytest
from django.utils.html import escape
from icalendar import Calendar

from notifications import emails as outbox
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    PersonFactory,
    ReminderRuleFactory,
    RoleAssignmentFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from training import actions
from training.models import Meeting, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(
        course__title_en="Conflict of interest",
        meeting__venue=VenueFactory(name_en="Room 3", address_en="North Point"),
        capacity=1,
    )


def register(session, **fields):
    person = PersonFactory(**fields)
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


def composed(kind, now=NOW):
    messages = Message.objects.filter(kind=f"training.{kind}").order_by("about_id", "key")
    messages = list(messages.select_related("recipient"))
    return [result for _, result in outbox.compose(messages, now)]


def events(mail):
    return list(Calendar.from_ical(mail.calendar).walk("VEVENT"))


def test_confirmation_says_when_and_where_and_brings_an_invitation(session):
    register(session, name_en="CHAN Siu-ming")

    [mail] = composed("confirmed")

    assert mail.subject == "You have a place: Conflict of interest, Tuesday 1 December 2026"
    assert "Dear CHAN Siu-ming," in mail.text
    assert "When: Tuesday 1 December 2026, 09:30 to 12:30 (Hong Kong time)" in mail.text
    assert "Where: Room 3, North Point" in mail.text
    assert mail.calendar_method == "REQUEST"
    [event] = events(mail)
    assert event["SUMMARY"] == "Conflict of interest"
    assert event["LOCATION"] == "Room 3, North Point"
    assert event["DTSTART"].dt == session.starts_at
    assert event["ORGANIZER"] == "MAILTO:no-reply@integrity.example"


def test_confirmation_is_written_in_the_language_of_the_reader(session):
    register(session, user__language="zh-hant")

    [mail] = composed("confirmed")

    assert session.title_zh_hant in mail.subject
    assert "2026年12月1日 星期二" in mail.subject
    assert 'lang="zh-hant"' in mail.html


def test_confirmation_names_the_link_only_to_those_who_have_a_place(session):
    Meeting.objects.update(link="https://meet.gov.example/42")
    register(session)
    register(session)

    [confirmed] = composed("confirmed")
    [waiting] = composed("waiting")

    assert "https://meet.gov.example/42" in confirmed.text
    assert "https://meet.gov.example/42" not in waiting.text + waiting.html
    assert waiting.calendar is None


def test_confirmation_is_unwanted_once_the_registration_is_cancelled(session):
    registration = register(session)
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )

    assert composed("confirmed") == [outbox.Unwanted("The registration was cancelled.")]


def test_cancellation_takes_the_event_out_of_the_calendar(session):
    registration = register(session)
    [invited] = events(composed("confirmed")[0])
    actions.cancel_registration(
        registration_id=registration.pk, by=registration.person.user, now=NOW
    )

    [mail] = composed("cancelled")

    [event] = events(mail)
    assert mail.calendar_method == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == invited["UID"]
    assert event["SEQUENCE"] > invited["SEQUENCE"]


def test_cancellation_of_a_wait_has_nothing_to_take_out_of_the_calendar(session):
    register(session)
    waiting = register(session)
    actions.cancel_registration(registration_id=waiting.pk, by=waiting.person.user, now=NOW)

    assert composed("cancelled")[0].calendar is None


def test_waiting_message_is_unwanted_once_the_person_is_promoted(session):
    holder = register(session)
    register(session)
    actions.cancel_registration(registration_id=holder.pk, by=holder.person.user, now=NOW)

    assert composed("waiting") == [outbox.Unwanted("The person is no longer waiting.")]
    assert composed("promoted")[0].subject == (
        "A place has become free for you: Conflict of interest, Tuesday 1 December 2026"
    )


def test_calling_off_gives_the_reason_to_all_and_an_end_to_the_invitation(session):
    Meeting.objects.update(link="https://meet.gov.example/42")
    register(session)
    register(session)
    actions.cancel_session(
        session_id=session.pk, reason="Typhoon signal no. 8", by=staff_of(session), now=NOW
    )

    had_place, waited = sorted(composed("session_cancelled"), key=lambda mail: not mail.calendar)

    assert had_place.subject == "Called off: Conflict of interest, Tuesday 1 December 2026"
    assert "Typhoon signal no. 8" in had_place.text
    assert "https://meet.gov.example/42" not in had_place.text + had_place.html
    assert had_place.calendar_method == "CANCEL"
    assert waited.calendar is None


def test_reminder_is_unwanted_once_the_session_is_moved_or_cancelled_and_missed_once_begun(session):
    rule = ReminderRuleFactory(session=session)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    [reminded] = composed("reminder")
    begun = composed("reminder", now=session.starts_at)
    Session.objects.update(closes_at=NOW, starts_at=NOW)
    moved = composed("reminder")

    assert reminded.subject == "Reminder: Conflict of interest, Tuesday 1 December 2026"
    assert begun == [outbox.TooLate("The session had begun before this could be sent.")]
    assert moved == [outbox.Unwanted("The session was moved to another time.")]


def test_reminder_is_unwanted_once_its_rule_is_removed_or_armed_anew(session):
    rule = ReminderRuleFactory(session=session)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    rule.armed_at = rule.due_at + dt.timedelta(minutes=1)
    rule.save()
    anew = composed("reminder")
    rule.ended_at, rule.ended_by = rule.due_at, session.owner
    rule.save()
    removed = composed("reminder")

    assert anew == [outbox.Unwanted("The reminder was planned anew meanwhile.")]
    assert removed == [outbox.Unwanted("The reminder was removed before this could be sent.")]


def test_reminder_of_the_waiting_says_so_and_invites_nobody(session):
    rule = ReminderRuleFactory(session=session, readers="live")
    register(session)
    register(session)
    actions.plan_due_reminders(now=rule.due_at)

    confirmed, waiting = sorted(composed("reminder"), key=lambda mail: not mail.calendar)

    assert "in which you have a place" in confirmed.text
    assert "in whose waiting list you are" in waiting.text
    assert waiting.calendar is None


def test_reminder_of_who_was_waiting_and_cancelled_is_unwanted(session):
    rule = ReminderRuleFactory(session=session, readers="live")
    register(session)
    waiting = register(session)
    actions.plan_due_reminders(now=rule.due_at)
    actions.cancel_registration(registration_id=waiting.pk, by=waiting.person.user, now=NOW)

    [unwanted] = [mail for mail in composed("reminder") if not isinstance(mail, outbox.Mail)]

    assert unwanted == outbox.Unwanted("The registration was cancelled.")


def test_what_goes_to_many_gives_each_their_own_name_and_invitation(session):
    Session.objects.update(capacity=9)
    rule = ReminderRuleFactory(session=session)
    names = ["CHAN Tai-man", "O'NEIL & Co <x>", "WONG Siu-ming"]
    for name in names:
        register(session, name_en=name)
    register(session, name_en="LEE Siu-yuk", user__language="zh-hant")
    actions.plan_due_reminders(now=rule.due_at)

    mails = {mail.text.split("Dear ")[-1].split(",")[0]: mail for mail in composed("reminder")}

    assert set(names) < set(mails)
    odd = mails["O'NEIL & Co <x>"]
    assert "Dear O&#x27;NEIL &amp; Co &lt;x&gt;," in odd.html
    assert [str(events(mails[name])[0]["ATTENDEE"].params["CN"]) for name in names] == names
    assert len({events(mail)[0]["UID"] for mail in mails.values()}) == 4
    assert [mail.text for mail in mails.values() if outbox.BLANK in mail.text + mail.html] == []
    [chinese] = [mail for mail in mails.values() if 'lang="zh-hant"' in mail.html]
    assert session.title_zh_hant in chinese.subject
    assert str(events(chinese)[0]["SUMMARY"]) == session.title_zh_hant


def test_mails_of_a_batch_take_the_same_number_of_queries_for_one_and_for_three(
    django_assert_num_queries,
):
    session = SessionFactory()
    register(session)
    with django_assert_num_queries(3):
        composed("confirmed")
    for _ in range(2):
        register(session)

    with django_assert_num_queries(3):
        assert len(composed("confirmed")) == 3


def staff_of(session):
    RoleAssignmentFactory(user=session.owner, role=Role.PROGRAMME_STAFF)
    return session.owner


def move(session, day, venue=None):
    meeting = session.meetings.get()
    to = actions.MeetingMove(
        meeting_id=meeting.pk,
        starts_at=at(day),
        ends_at=at(day, "12:30"),
        venue=venue or meeting.venue,
    )
    by = person_with_role(Role.PROGRAMME_STAFF).user
    actions.reschedule_session(session_id=session.pk, moves=[to], by=by, now=NOW)


def test_a_move_says_the_old_and_the_new_and_moves_the_calendar_entry(session):
    register(session)
    [confirmation] = composed("confirmed")

    move(session, "2026-12-08", venue=VenueFactory(name_en="Room 5"))

    [mail] = composed("session_moved")
    assert mail.subject == "Changed: Conflict of interest, now on Tuesday 8 December 2026"
    assert (
        "It was to be:\n\nTuesday 1 December 2026, 09:30 to 12:30 (Hong Kong time), Room 3"
        in mail.text
    )
    assert "When: Tuesday 8 December 2026, 09:30 to 12:30 (Hong Kong time)" in mail.text
    assert "Where: Room 5" in mail.text
    assert mail.calendar_method == "REQUEST"
    [before], [after] = events(confirmation), events(mail)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == at("2026-12-08")


def test_a_move_greets_each_by_the_name_they_have_in_their_language(session):
    session.capacity = 3
    session.save()
    register(session, name_en="CHAN Tai-man")
    register(session, name_en="Anne-Marie O'Neil")
    register(session, name_zh="陳大文", user__language="zh-hant")

    move(session, "2026-12-08")

    mails = composed("session_moved")
    names = ["CHAN Tai-man", "Anne-Marie O'Neil", "陳大文"]
    for mail, name in zip(mails, names, strict=True):
        assert name in mail.text.splitlines()[0]
        assert escape(name) in mail.html
    assert all(mail.calendar for mail in mails)


def test_a_move_told_to_somebody_waiting_brings_no_invitation(session):
    register(session)
    register(session)

    move(session, "2026-12-08")

    mails = composed("session_moved")
    assert [mail.calendar is None for mail in mails] == [False, True]
    assert "You keep your place in the waiting list." in mails[1].text


def test_a_move_is_not_told_once_the_session_has_moved_again(session):
    register(session)
    move(session, "2026-12-08")
    move(session, "2026-12-09")

    superseded, mail = composed("session_moved")

    assert str(superseded.reason) == "The session was moved again, and a later message says so."
    assert "It was to be:\n\nTuesday 8 December 2026" in mail.text


def test_a_move_is_not_told_once_the_session_is_called_off_or_over_or_the_place_given_up(session):
    kept, given_up = register(session), register(session)
    move(session, "2026-12-08")
    actions.cancel_registration(registration_id=given_up.pk, by=given_up.person.user, now=NOW)

    kept_then, given_up_then = composed("session_moved", now=at("2026-12-09"))
    by = person_with_role(Role.PROGRAMME_STAFF).user
    actions.cancel_session(session_id=session.pk, reason="Typhoon", by=by, now=NOW)
    kept_later, _ = composed("session_moved")

    assert kept.is_confirmed
    assert str(kept_then.reason) == "The session was over before this could be sent."
    assert str(given_up_then.reason) == "The registration was cancelled."
    assert str(kept_later.reason) == "The session was cancelled."
