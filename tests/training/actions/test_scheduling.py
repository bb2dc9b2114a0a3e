"""Drafting, publishing, changing, calling off and concluding sessions."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import GeneralHoliday
from notifications.models import Message
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import (
    DepartmentFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    SpeakerFactory,
    VenueFactory,
    person_with_role,
)
from tests.training.actions.plans import meeting_plan, plan
from training import actions
from training.models import DaysBefore, Meeting, Session
from training.rules import SchedulingRefused, SpeakerTaken, VenueTaken

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def create(staff, **changes):
    return actions.create_session(plan=plan(**changes), by=staff, now=NOW)


def test_create_drafts_a_session_with_its_meetings_audience_and_speakers(staff):
    speaker, department = SpeakerFactory(), DepartmentFactory()
    meeting = meeting_plan(speakers=[speaker])

    session = create(staff, meetings=[meeting], levels=[Level.MIDDLE], departments=[department])

    assert session.status == Session.Status.DRAFT
    assert session.owner == staff
    assert (session.starts_at, session.ends_at) == (meeting.starts_at, meeting.ends_at)
    stored = session.meetings.get()
    assert (stored.venue, stored.holds_venue) == (meeting.venue, False)
    assert list(stored.speakers.all()) == [speaker]
    assert session.audience.levels == [Level.MIDDLE]
    assert list(session.audience.departments.all()) == [department]


def test_create_spans_from_the_first_meeting_to_the_last(staff):
    first, last = meeting_plan("2026-12-08"), meeting_plan("2026-12-01")

    session = create(staff, meetings=[first, last])

    assert session.starts_at == last.starts_at
    assert session.ends_at == first.ends_at


def test_create_makes_the_simplified_title_from_the_traditional(staff):
    assert create(staff, title_zh_hant="利益衝突").title_zh_hans == "利益冲突"


def test_create_keeps_a_corrected_simplified_title(staff):
    session = create(staff, title_zh_hant="網上研討會", title_zh_hans="网络研讨会")

    assert session.title_zh_hans == "网络研讨会"


def test_change_makes_the_simplified_title_anew_unless_it_was_corrected(staff):
    session = create(staff, title_zh_hant="利益衝突")
    changed = plan(title_zh_hant="督導責任", title_zh_hans=session.title_zh_hans)

    session = actions.change_session(session_id=session.pk, plan=changed, by=staff, now=NOW)

    assert session.title_zh_hans == "督导责任"


def test_create_times_the_reminders_of_its_kind_over_holidays(staff):
    GeneralHoliday.objects.create(
        date=dt.date(2026, 11, 30), name_en="A holiday", name_zh_hant="假", name_zh_hans="假"
    )

    session = create(staff)

    due = list(session.reminder_rules.values_list("due_at", flat=True))
    assert due == [at("2026-11-24", "09:00"), at("2026-11-27", "09:00")]


def test_create_is_refused_to_those_who_do_not_run_sessions():
    with pytest.raises(PermissionRefused):
        create(PersonFactory().user)


def test_create_works_relative_deadlines_out_from_the_first_meeting(staff):
    session = create(
        staff,
        opens_at=DaysBefore(7, dt.time(9, 0)),
        closes_at=DaysBefore(2, dt.time(17, 0)),
        cancel_by=DaysBefore(1, dt.time(12, 0)),
        minimum=8,
    )

    session.refresh_from_db()
    assert session.opens_at == at("2026-11-24", "09:00")
    assert session.closes_at == at("2026-11-29", "17:00")
    assert session.cancel_by == at("2026-11-30", "12:00")
    assert (session.closes, session.minimum) == (DaysBefore(2, dt.time(17, 0)), 8)


def test_create_refuses_to_open_after_closing(staff):
    with pytest.raises(SchedulingRefused) as refusal:
        create(staff, opens_at=DaysBefore(0, dt.time(9, 0)), closes_at=at("2026-11-30"))

    assert str(refusal.value) == (
        "Registration would open on 1 December 2026, 09:00, but close on 30 November 2026, 09:30. "
        "Let it open earlier or close later."
    )


def test_publish_takes_the_speakers_and_names_where_else_one_speaks(staff):
    speaker = SpeakerFactory(name_en="LEE Siu-yuk", name_zh="李小玉")
    held = create(staff, title_en="Gifts", meetings=[meeting_plan(speakers=[speaker])])
    actions.publish_session(session_id=held.pk, by=staff, now=NOW)
    other = create(staff, meetings=[meeting_plan(start="11:00", end="13:00", speakers=[speaker])])

    with pytest.raises(SpeakerTaken) as refusal:
        actions.publish_session(session_id=other.pk, by=staff, now=NOW)

    assert str(refusal.value) == (
        "LEE Siu-yuk 李小玉 speaks from 1 December 2026, 09:30 to 12:30 at “Gifts”, run by "
        f"{held.organiser.name} and scheduled by {staff.person}. Choose another speaker or time, "
        "or give a reason for speaking at both."
    )


def test_publish_lets_a_speaker_speak_at_both_for_a_reason_and_remembers_it(staff):
    speaker = SpeakerFactory()
    for reason in ("", "Joins the second by video."):
        meeting = meeting_plan(speakers=[speaker], override_reason=reason)
        session = create(staff, meetings=[meeting])
        actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    parts = speaker.engagements.values_list("holds_speaker", "override_reason")
    assert list(parts) == [(True, ""), (True, "Joins the second by video.")]


def test_publish_forgets_a_reason_that_nothing_needs(staff):
    meeting = meeting_plan(speakers=[SpeakerFactory()], override_reason="Just in case.")
    session = create(staff, meetings=[meeting])

    actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert session.meetings.get().engagements.get().override_reason == ""


def test_cancel_frees_the_speaker(staff):
    speaker = SpeakerFactory()
    first, second = (create(staff, meetings=[meeting_plan(speakers=[speaker])]) for _ in range(2))
    actions.publish_session(session_id=first.pk, by=staff, now=NOW)

    actions.cancel_session(session_id=first.pk, reason="Typhoon", by=staff, now=NOW)
    published = actions.publish_session(session_id=second.pk, by=staff, now=NOW)

    assert published.status == Session.Status.PUBLISHED


def test_change_of_a_published_session_swaps_its_speakers(staff):
    old, new, busy = SpeakerFactory.create_batch(3)
    session = create(staff, meetings=[meeting_plan(speakers=[old])])
    elsewhere = create(staff, meetings=[meeting_plan(speakers=[busy])])
    for each in (session, elsewhere):
        actions.publish_session(session_id=each.pk, by=staff, now=NOW)

    def change_to(speaker):
        changed = plan(meetings=[meeting_plan(speakers=[speaker])])
        actions.change_session(session_id=session.pk, plan=changed, by=staff, now=NOW)

    change_to(new)
    with pytest.raises(SpeakerTaken):
        change_to(busy)

    part = session.meetings.get().engagements.get()
    assert (part.speaker, part.holds_speaker) == (new, True)


def test_change_of_a_draft_keeps_the_reminders_it_was_given(staff):
    session = create(staff)
    session.reminder_rules.filter(amount=7).delete()

    actions.change_session(session_id=session.pk, plan=plan(), by=staff, now=NOW)

    assert list(session.reminder_rules.values_list("unit", "amount")) == [("working_days", 1)]


def test_publish_takes_the_venue_and_announces_the_session(staff):
    session = create(staff)

    actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    session.refresh_from_db()
    assert session.status == Session.Status.PUBLISHED
    assert session.meetings.get().holds_venue is True


def test_publish_twice_does_nothing_more(staff):
    session = create(staff)
    actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    again = actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert again.status == Session.Status.PUBLISHED


def test_publish_names_who_holds_the_venue(staff):
    venue = VenueFactory(name_en="Room 3", capacity=40)
    other = SessionFactory(
        course__title_en="Misconduct in public office",
        organiser=DepartmentFactory(name_en="ICAC"),
        owner=PersonFactory(name_en="HO Ka-yan", name_zh="何嘉欣").user,
        meeting=None,
    )
    MeetingFactory(
        session=other,
        venue=venue,
        starts_at=at("2026-12-01", "10:00"),
        ends_at=at("2026-12-01", "12:00"),
    )
    session = create(staff, meetings=[meeting_plan(venue=venue)])

    with pytest.raises(VenueTaken) as refusal:
        actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert str(refusal.value) == (
        "Room 3 is taken from 1 December 2026, 10:00 to 12:00 by “Misconduct in public office”, "
        "run by ICAC and scheduled by HO Ka-yan 何嘉欣. Choose another venue or time."
    )
    session.refresh_from_db()
    assert session.status == Session.Status.DRAFT


def test_publish_lets_one_session_follow_another_in_a_venue_without_a_gap(staff):
    venue = VenueFactory(capacity=40)
    MeetingFactory(session=SessionFactory(meeting=None), venue=venue)
    session = create(staff, meetings=[meeting_plan(start="12:30", end="13:30", venue=venue)])

    published = actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert published.status == Session.Status.PUBLISHED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"meetings": [("2026-11-20", {})], "closes_at": at("2026-11-19")},
            "20 November 2026, 09:30 is in the past. Choose a later date, then publish.",
        ),
        (
            {"meetings": [("2026-12-01", {"link": ""})]},
            "Say where it is held: choose a venue or give a link.",
        ),
        (
            {"closes_at": at("2026-11-20", "17:00")},
            (
                "Registration would have closed on 20 November 2026, 17:00. "
                "Choose a later closing time."
            ),
        ),
    ],
)
def test_publish_says_what_is_missing(staff, changes, sentence):
    if "meetings" in changes:
        changes = {
            **changes,
            "meetings": [meeting_plan(day, **more) for day, more in changes["meetings"]],
        }
    session = create(staff, **changes)

    with pytest.raises(SchedulingRefused) as refusal:
        actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert str(refusal.value) == sentence


def test_publish_refuses_more_places_than_the_venue_has(staff):
    venue = VenueFactory(name_en="Room 5", capacity=20)
    session = create(staff, capacity=21, meetings=[meeting_plan(venue=venue)])

    with pytest.raises(SchedulingRefused) as refusal:
        actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert str(refusal.value) == ("Room 5 has 20 places. Offer no more, or choose another venue.")


def test_publish_allows_more_places_than_the_venue_has_if_some_can_join_online(staff):
    meeting = meeting_plan(venue=VenueFactory(capacity=20), link="https://meet.gov.example/1")
    session = create(staff, capacity=200, meetings=[meeting])

    published = actions.publish_session(session_id=session.pk, by=staff, now=NOW)

    assert published.status == Session.Status.PUBLISHED


def test_change_of_a_draft_replaces_its_meetings(staff):
    session = create(staff)
    other = meeting_plan("2026-12-03")

    actions.change_session(session_id=session.pk, plan=plan(meetings=[other]), by=staff, now=NOW)

    session.refresh_from_db()
    assert session.starts_at == other.starts_at
    assert session.meetings.get().starts_at == other.starts_at


def test_change_of_a_published_session_leaves_its_meetings_alone(staff):
    session = SessionFactory()
    before = session.starts_at
    changed = plan(title_en="A better title", meetings=[meeting_plan("2026-12-03")])

    actions.change_session(session_id=session.pk, plan=changed, by=staff, now=NOW)

    session.refresh_from_db()
    assert session.title_en == "A better title"
    assert session.starts_at == before
    assert session.meetings.get().starts_at == before


def test_change_to_more_places_promotes_as_many_as_fit(staff):
    session = SessionFactory(capacity=1)
    registrations = [
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)
        for person in PersonFactory.create_batch(4)
    ]

    actions.change_session(session_id=session.pk, plan=plan(capacity=3), by=staff, now=NOW)

    for registration in registrations:
        registration.refresh_from_db()
    assert [registration.status for registration in registrations] == [
        "confirmed",
        "confirmed",
        "confirmed",
        "waiting",
    ]
    session.refresh_from_db()
    assert (session.places_taken, session.waiting_count) == (3, 1)


def test_cancel_frees_the_venue_and_tells_everyone_once(staff):
    session = SessionFactory(capacity=1)
    people = PersonFactory.create_batch(2)
    for person in people:
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    for _ in range(2):
        actions.cancel_session(
            session_id=session.pk, reason="The speaker is ill.", by=staff, now=NOW
        )

    session.refresh_from_db()
    assert session.status == Session.Status.CANCELLED
    assert session.cancellation_reason == "The speaker is ill."
    assert session.meetings.get().holds_venue is False
    told = Message.objects.filter(kind="training.session_cancelled")
    assert set(told.values_list("recipient", flat=True)) == {p.user.pk for p in people}
    assert told.count() == 2


def test_cancel_promotes_nobody(staff):
    session = SessionFactory(capacity=1)
    people = PersonFactory.create_batch(2)
    for person in people:
        actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)

    actions.cancel_session(session_id=session.pk, reason="Typhoon", by=staff, now=NOW)

    assert session.registrations.waiting().count() == 1
    assert Message.objects.filter(kind="training.promoted").count() == 0


def test_cancel_of_a_draft_is_refused(staff):
    session = SessionFactory(draft=True)

    with pytest.raises(SchedulingRefused):
        actions.cancel_session(session_id=session.pk, reason="No need", by=staff, now=NOW)


def test_cancel_of_a_session_that_is_over_is_refused(staff):
    session = SessionFactory()

    with pytest.raises(SchedulingRefused) as refusal:
        actions.cancel_session(
            session_id=session.pk, reason="Too late", by=staff, now=session.ends_at
        )

    assert str(refusal.value) == (
        "The session ended on 1 December 2026, 12:30, so it can't be called off. Mark it as held."
    )


def test_conclude_marks_a_session_as_held_once_it_is_over(staff):
    session = SessionFactory()

    with pytest.raises(SchedulingRefused) as refusal:
        actions.conclude_session(session_id=session.pk, by=staff, now=NOW)
    actions.conclude_session(session_id=session.pk, by=staff, now=session.ends_at)

    assert str(refusal.value) == (
        "The session ends on 1 December 2026, 12:30. It can be marked as held after that."
    )
    session.refresh_from_db()
    assert session.status == Session.Status.HELD


def test_overlapping_meetings_in_one_venue_are_stored_while_only_one_holds_it(staff):
    venue = VenueFactory(capacity=40)
    for _ in range(2):
        create(staff, meetings=[meeting_plan(venue=venue)])

    assert Meeting.objects.filter(venue=venue).count() == 2


def test_draft_is_addressed_to_the_holders_of_roles_of_all_levels_and_departments(staff):
    session = create(staff, levels=[Level.MIDDLE], departments=[DepartmentFactory()])

    actions.address_to_roles(session_id=session.pk, roles=[Role.ETHICS_OFFICER], by=staff, now=NOW)

    session.refresh_from_db()
    audience = Session.objects.get(pk=session.pk).audience
    assert (audience.roles, audience.levels) == ([Role.ETHICS_OFFICER], [])
    assert audience.departments.count() == 0
    assert session.version == 3


def test_published_session_is_not_addressed_to_others(staff):
    session = SessionFactory()

    with pytest.raises(SchedulingRefused, match="no longer a draft"):
        actions.address_to_roles(session_id=session.pk, roles=[], by=staff, now=NOW)
