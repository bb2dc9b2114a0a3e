"""Moving a published session: what follows it, who is told, what stands in the way."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from notifications.models import Message
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    EngagementFactory,
    MeetingFactory,
    PersonFactory,
    ReminderRuleFactory,
    SessionFactory,
    VenueFactory,
    person_with_role,
)
from training import actions
from training.models import DaysBefore, ReminderRule, Session
from training.rules import SchedulingRefused, SpeakerTaken, VenueTaken

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def move(meeting, day="2026-12-08", start="09:30", end="12:30", **changes):
    values = {"venue": meeting.venue, "link": meeting.link, **changes}
    return actions.MeetingMove(
        meeting_id=meeting.pk, starts_at=at(day, start), ends_at=at(day, end), **values
    )


def reschedule(session, staff, *moves, now=NOW):
    moves = moves or [move(session.meetings.get())]
    session = actions.reschedule_session(session_id=session.pk, moves=moves, by=staff, now=now)
    session.refresh_from_db()
    return session


def register(session, count, now=NOW):
    return [
        actions.register(session_id=session.pk, person=person, by=person.user, now=now)
        for person in PersonFactory.create_batch(count)
    ]


def told():
    return Message.objects.filter(kind="training.session_moved")


def test_a_move_takes_the_session_its_meeting_and_its_speakers_along(staff):
    session = SessionFactory()
    part = EngagementFactory(meeting=session.meetings.get(), holds_speaker=True)

    session = reschedule(session, staff)

    assert (session.starts_at, session.ends_at) == (at("2026-12-08"), at("2026-12-08", "12:30"))
    assert session.calendar_sequence == 1
    part.refresh_from_db()
    assert (part.starts_at, part.holds_speaker) == (at("2026-12-08"), True)
    assert session.meetings.get().holds_venue is True


def test_everyone_confirmed_or_waiting_is_told_once_for_each_move(staff):
    session = SessionFactory(capacity=1)
    register(session, 2)
    gone = register(session, 1)[0]
    actions.cancel_registration(registration_id=gone.pk, by=gone.person.user, now=NOW)

    for _ in range(2):
        reschedule(session, staff)
    once = told().count()
    reschedule(session, staff, move(session.meetings.get(), "2026-12-09"))

    assert once == 2
    assert told().count() == 4
    assert not told().filter(recipient=gone.person.user).exists()


def test_a_move_promotes_nobody_into_a_full_session(staff):
    session = SessionFactory(capacity=1)
    confirmed, waiting = register(session, 2)

    reschedule(session, staff)

    for registration in (confirmed, waiting):
        registration.refresh_from_db()
    assert (confirmed.status, waiting.status) == ("confirmed", "waiting")


def test_a_move_promotes_nobody_once_registration_has_closed(staff):
    session = SessionFactory(capacity=1, closes_at=at("2026-11-25"))
    confirmed, waiting = register(session, 2)
    later = at("2026-11-26")
    actions.cancel_registration(registration_id=confirmed.pk, by=confirmed.person.user, now=later)

    reschedule(session, staff, now=later)

    waiting.refresh_from_db()
    assert waiting.status == "waiting"


def test_relative_deadlines_follow_and_given_moments_stay(staff):
    session = SessionFactory(cancel_by=at("2026-11-28"))
    session.closes = DaysBefore(2, dt.time(17, 0))
    session.save()

    session = reschedule(session, staff)

    assert session.closes_at == at("2026-12-06", "17:00")
    assert session.cancel_by == at("2026-11-28")


def test_a_deadline_never_falls_after_the_new_start(staff):
    session = SessionFactory(cancel_by=at("2026-12-01"))

    session = reschedule(session, staff, move(session.meetings.get(), "2026-11-25"))

    assert (session.closes_at, session.cancel_by) == (at("2026-11-25"), at("2026-11-25"))


def test_registration_that_has_opened_stays_open_and_what_has_not_follows(staff):
    opened, coming = SessionFactory(), SessionFactory()
    for session, days in ((opened, 20), (coming, 5)):
        session.opens = DaysBefore(days, dt.time(9, 0))
        session.closes = DaysBefore(1, dt.time(9, 0))
        session.save()

    opened, coming = (reschedule(session, staff) for session in (opened, coming))

    assert opened.opens_at == at("2026-11-11", "09:00")
    assert coming.opens_at == at("2026-12-03", "09:00")


def test_reminders_follow_and_those_sent_are_armed_again(staff):
    session = SessionFactory()
    sent = ReminderRuleFactory(session=session, planned_at=NOW)
    soon = ReminderRuleFactory(session=session, amount=20)

    reschedule(session, staff)

    rules = ReminderRule.objects.in_bulk()
    assert (rules[sent.pk].due_at, rules[sent.pk].planned_at) == (at("2026-12-01", "09:00"), None)
    assert (rules[soon.pk].due_at, rules[soon.pk].is_left_out) == (at("2026-11-18", "09:00"), True)


def test_a_reminder_armed_again_reaches_everyone_once_more(staff):
    session = SessionFactory()
    ReminderRuleFactory(session=session, due_at=at("2026-11-24", "09:00"))
    register(session, 1)
    actions.plan_due_reminders(now=at("2026-11-24", "09:00"))

    reschedule(session, staff, now=at("2026-11-24", "10:00"))
    for _ in range(2):
        actions.plan_due_reminders(now=at("2026-12-01", "09:00"))

    assert Message.objects.filter(kind="training.reminder").count() == 2


@pytest.mark.parametrize(("if_late", "count"), [("skip", 0), ("send", 1)])
def test_a_reminder_whose_time_has_passed_by_the_move_is_sent_if_its_rule_says_so(
    staff, if_late, count
):
    session = SessionFactory()
    ReminderRuleFactory(session=session, amount=20, if_late=if_late)
    register(session, 1)

    reschedule(session, staff)
    actions.plan_due_reminders(now=NOW)

    assert Message.objects.filter(kind="training.reminder").count() == count


def test_a_move_of_the_venue_alone_leaves_reminders_alone(staff):
    session = SessionFactory()
    rule = ReminderRuleFactory(session=session, planned_at=NOW)
    meeting = session.meetings.get()

    reschedule(session, staff, move(meeting, "2026-12-01", venue=VenueFactory()))

    rule.refresh_from_db()
    assert rule.planned_at == NOW


def test_meetings_of_a_session_take_each_others_time(staff):
    session = SessionFactory(ends_at=at("2026-12-03", "12:30"), meeting=None)
    venue = VenueFactory()
    first, second = (
        MeetingFactory(session=session, venue=venue, starts_at=at(day), ends_at=at(day, "12:30"))
        for day in ("2026-12-01", "2026-12-03")
    )

    reschedule(session, staff, move(first, "2026-12-03"), move(second, "2026-12-01"))

    assert list(session.meetings.all()) == [second, first]


def test_a_meeting_that_has_begun_stays_while_a_later_one_moves(staff):
    session = SessionFactory(ends_at=at("2026-12-03", "12:30"), meeting=None)
    first, second = (
        MeetingFactory(session=session, starts_at=at(day), ends_at=at(day, "12:30"))
        for day in ("2026-12-01", "2026-12-03")
    )
    between = at("2026-12-02")

    session = reschedule(session, staff, move(second, "2026-12-10"), now=between)
    with pytest.raises(SchedulingRefused) as refusal:
        reschedule(session, staff, move(first, "2026-12-04"), now=between)

    assert (session.starts_at, session.ends_at) == (at("2026-12-01"), at("2026-12-10", "12:30"))
    assert str(refusal.value) == (
        "The meeting of 1 December 2026, 09:30 has begun, so it stays where it is."
    )


def test_a_taken_venue_stops_the_move_whole(staff):
    session, other = SessionFactory(), SessionFactory(starts_at=at("2026-12-08"))
    register(session, 1)
    taken = other.meetings.get().venue

    with pytest.raises(VenueTaken):
        reschedule(session, staff, move(session.meetings.get(), venue=taken))

    session.refresh_from_db()
    assert (session.starts_at, session.calendar_sequence) == (at("2026-12-01"), 0)
    assert session.meetings.get().holds_venue is True
    assert told().count() == 0


def test_a_speaker_who_speaks_elsewhere_stops_the_move_unless_there_is_a_reason(staff):
    session, other = SessionFactory(), SessionFactory(starts_at=at("2026-12-08"))
    part = EngagementFactory(meeting=session.meetings.get(), holds_speaker=True)
    EngagementFactory(meeting=other.meetings.get(), speaker=part.speaker, holds_speaker=True)

    with pytest.raises(SpeakerTaken):
        reschedule(session, staff)
    reschedule(session, staff, move(session.meetings.get(), override_reason="Joins by video."))

    part.refresh_from_db()
    assert (part.starts_at, part.override_reason) == (at("2026-12-08"), "Joins by video.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "2026-11-20"}, "20 November 2026, 09:30 is in the past. Choose a later date."),
        ({"venue": None}, "Say where it is held: choose a venue or give a link."),
    ],
)
def test_a_move_into_the_past_or_to_nowhere_is_refused(staff, changes, sentence):
    session = SessionFactory()

    with pytest.raises(SchedulingRefused) as refusal:
        reschedule(session, staff, move(session.meetings.get(), **changes))

    assert str(refusal.value) == sentence


def test_a_move_into_a_room_that_is_too_small_is_refused(staff):
    session = SessionFactory(capacity=40)
    room = VenueFactory(name_en="Room 5", capacity=20)

    with pytest.raises(SchedulingRefused) as refusal:
        reschedule(session, staff, move(session.meetings.get(), venue=room))

    assert str(refusal.value) == "Room 5 has 20 places. Offer no more, or choose another venue."


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_what_is_published_is_moved_this_way(staff, state):
    session = SessionFactory(**{state: True})

    with pytest.raises(SchedulingRefused):
        reschedule(session, staff)


def test_a_move_is_refused_to_those_who_do_not_run_sessions():
    with pytest.raises(PermissionRefused):
        reschedule(SessionFactory(), PersonFactory().user)


def test_a_rehearsal_tells_what_would_come_of_a_move_and_changes_nothing(staff):
    session = SessionFactory(capacity=1)
    register(session, 2)
    meeting = session.meetings.get()

    rehearsal = actions.rehearse_move(
        session_id=session.pk, moves=[move(meeting)], by=staff, now=NOW
    )

    assert rehearsal.told == 2
    assert (rehearsal.before.starts_at, rehearsal.after.starts_at) == (
        at("2026-12-01"),
        at("2026-12-08"),
    )
    assert "8 December 2026, 09:30 to 12:30" in rehearsal.message.text
    assert "It was to be:\n\nTuesday 1 December 2026, 09:30 to 12:30" in rehearsal.message.text
    session.refresh_from_db()
    assert session.starts_at == at("2026-12-01")
    assert told().count() == 0


def test_a_rehearsal_of_no_move_says_so(staff):
    session = SessionFactory()
    meeting = session.meetings.get()

    with pytest.raises(SchedulingRefused) as refusal:
        actions.rehearse_move(
            session_id=session.pk, moves=[move(meeting, "2026-12-01")], by=staff, now=NOW
        )

    assert str(refusal.value) == (
        "Nothing is different yet. Change a date, a time, a venue or a link."
    )


def test_a_rehearsed_cancellation_gives_the_message_and_cancels_nothing(staff):
    session = SessionFactory()
    empty = SessionFactory()
    register(session, 1)

    def rehearse(session):
        return actions.rehearse_cancellation(
            session_id=session.pk, reason="Typhoon", by=staff, now=NOW
        )

    assert "The reason given: Typhoon" in rehearse(session).text
    assert rehearse(empty) is None
    session.refresh_from_db()
    assert session.status == Session.Status.PUBLISHED
