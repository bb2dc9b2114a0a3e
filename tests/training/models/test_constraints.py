"""What may never be stored, tried around the actions."""

import datetime as dt
import uuid

import pytest

from tests.clock import NOW, at
from tests.factories import (
    CourseFactory,
    EngagementFactory,
    MeetingFactory,
    PersonFactory,
    ReminderRuleFactory,
    SessionFactory,
    VenueFactory,
)
from tests.refusals import refused_by
from training.models import (
    Attendance,
    Course,
    Engagement,
    Meeting,
    Registration,
    ReminderRule,
    Session,
    Venue,
)

pytestmark = pytest.mark.django_db


def registration(session, person=None, **fields):
    person = person or PersonFactory()
    values = {
        "status": "confirmed",
        "registered_at": NOW,
        "registered_by": person.user,
        "confirmed_at": NOW,
    }
    return Registration.objects.create(session=session, person=person, **{**values, **fields})


def test_a_session_is_never_overbooked():
    session = SessionFactory(capacity=1)

    with refused_by("training_session_not_overbooked"):
        Session.objects.filter(pk=session.pk).update(places_taken=2)


def test_an_over_full_session_allows_nobody_more_than_it_was_left_with():
    session = SessionFactory(capacity=1, places_taken=2, over_full=1)

    with refused_by("training_session_not_overbooked"):
        Session.objects.filter(pk=session.pk).update(places_taken=3)


def test_a_session_is_not_kept_over_full_once_people_have_left():
    session = SessionFactory(capacity=1, places_taken=2, over_full=1)

    with refused_by("training_session_over_full_by_no_more_than_it_is"):
        Session.objects.filter(pk=session.pk).update(places_taken=1)


def test_one_form_makes_one_session_and_another_once_that_is_discarded():
    key = uuid.uuid4()
    owner = SessionFactory(draft=True, creation_key=key).owner
    other = SessionFactory(draft=True)

    with refused_by("training_session_one_for_each_form"):
        Session.objects.filter(pk=other.pk).update(creation_key=key)
    Session.objects.filter(creation_key=key).update(
        status="discarded", discarded_at=NOW, discarded_by=owner
    )
    Session.objects.filter(pk=other.pk).update(creation_key=key)

    assert Session.objects.filter(creation_key=key).count() == 2


def test_nobody_is_moved_ahead_in_the_waiting_list_without_a_reason():
    waiting = registration(SessionFactory(), status="waiting", waiting_number=1, confirmed_at=None)

    with refused_by("training_registration_moved_ahead_for_a_reason"):
        Registration.objects.filter(pk=waiting.pk).update(waiting_number=0)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"capacity": 0}, "training_session_has_places"),
        ({"starts_at": NOW + dt.timedelta(days=99)}, "training_session_ends_after_it_starts"),
        ({"closes_at": at("2026-12-01", "10:00")}, "training_session_closes_by_its_start"),
        ({"status": "discarded"}, "training_session_discarded_has_time"),
        ({"discarded_at": NOW}, "training_session_discarded_by_and_when"),
        ({"changed_at": NOW}, "training_session_changed_by_and_when"),
        ({"opens_at": NOW + dt.timedelta(days=99)}, "training_session_opens_before_it_closes"),
        (
            {"cancel_by": NOW + dt.timedelta(days=99)},
            "training_session_cancellable_until_its_start",
        ),
        ({"minimum": 41}, "training_session_minimum_within_capacity"),
        ({"opens_days_before": 2}, "training_session_opens_days_with_time"),
        ({"closes_days_before": 2}, "training_session_closes_days_with_time"),
        ({"cancel_time": dt.time(9, 0)}, "training_session_cancel_days_with_time"),
        ({"cancelled_at": NOW}, "training_session_cancelled_by_and_when"),
        ({"status": "cancelled"}, "training_session_cancelled_has_time"),
    ],
)
def test_a_session_is_never_stored_in_contradiction_with_itself(changes, constraint):
    session = SessionFactory()

    with refused_by(constraint):
        Session.objects.filter(pk=session.pk).update(**changes)


def test_a_venue_is_never_held_twice_at_once():
    meeting = MeetingFactory()

    with refused_by("training_meeting_venue_held_once"):
        MeetingFactory(venue=meeting.venue)


def test_a_venue_may_be_asked_for_twice_at_once():
    meeting = MeetingFactory()

    MeetingFactory(venue=meeting.venue, holds_venue=False)

    assert Meeting.objects.filter(venue=meeting.venue).count() == 2


def test_a_meeting_never_ends_before_it_starts():
    meeting = MeetingFactory()

    with refused_by("training_meeting_ends_after_it_starts"):
        Meeting.objects.filter(pk=meeting.pk).update(ends_at=meeting.starts_at)


def test_a_session_never_has_two_meetings_that_start_at_once():
    meeting = MeetingFactory()

    with refused_by("training_meeting_one_at_a_time_of_session"):
        MeetingFactory(session=meeting.session)


def test_a_speaker_is_never_named_twice_for_a_meeting():
    engagement = EngagementFactory()

    with refused_by("training_engagement_once_per_meeting"):
        EngagementFactory(meeting=engagement.meeting, speaker=engagement.speaker)


def test_a_speaker_never_speaks_in_two_places_at_once():
    engagement = EngagementFactory(holds_speaker=True)
    overlapping = MeetingFactory(starts_at=engagement.meeting.starts_at + dt.timedelta(hours=1))

    with refused_by("training_engagement_speaker_held_once"):
        EngagementFactory(meeting=overlapping, speaker=engagement.speaker, holds_speaker=True)


def test_a_speaker_speaks_in_two_places_at_once_for_a_reason():
    engagement = EngagementFactory(holds_speaker=True)

    EngagementFactory(
        speaker=engagement.speaker, holds_speaker=True, override_reason="Joins by video."
    )

    assert engagement.speaker.engagements.count() == 2


def test_an_engagement_has_the_span_of_its_meeting_and_moves_with_it():
    engagement = EngagementFactory()
    moved = {"starts_at": at("2026-12-08"), "ends_at": at("2026-12-08", "11:00")}

    Meeting.objects.filter(pk=engagement.meeting_id).update(**moved)

    engagement.refresh_from_db()
    assert {"starts_at": engagement.starts_at, "ends_at": engagement.ends_at} == moved


def test_an_engagement_never_has_a_span_other_than_its_meetings():
    engagement = EngagementFactory()
    engagements = Engagement.objects.filter(pk=engagement.pk)

    with refused_by("training_engagement_follows_its_meeting"):
        engagements.update(starts_at=at("2026-12-02"))
    with refused_by("training_engagement_has_its_span"):
        engagements.update(starts_at=None)


def test_a_meeting_cannot_move_onto_a_meeting_of_its_speaker():
    engagement = EngagementFactory(holds_speaker=True)
    other = EngagementFactory(
        meeting__starts_at=at("2026-12-08"),
        meeting__ends_at=at("2026-12-08", "12:30"),
        speaker=engagement.speaker,
        holds_speaker=True,
    )

    with refused_by("training_engagement_speaker_held_once"):
        Meeting.objects.filter(pk=other.meeting_id).update(
            starts_at=engagement.meeting.starts_at, ends_at=engagement.meeting.ends_at
        )


def test_a_person_never_has_two_live_registrations_in_a_session():
    first = registration(SessionFactory())

    with refused_by("training_registration_one_live_per_person"):
        registration(
            first.session, first.person, status="waiting", waiting_number=1, confirmed_at=None
        )


def test_a_waiting_number_is_never_given_twice_in_a_session():
    session = SessionFactory()
    registration(session, status="waiting", waiting_number=1, confirmed_at=None)

    with refused_by("training_registration_one_per_waiting_number"):
        registration(session, status="waiting", waiting_number=1, confirmed_at=None)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"status": "waiting"}, "training_registration_waits_with_a_number"),
        ({"waiting_number": 1}, "training_registration_waits_with_a_number"),
        ({"confirmed_at": None}, "training_registration_confirmed_has_time"),
        ({"cancelled_at": NOW}, "training_registration_cancelled_by_and_when"),
        ({"status": "cancelled"}, "training_registration_cancelled_has_time"),
    ],
)
def test_a_registration_is_never_stored_in_contradiction_with_itself(changes, constraint):
    stored = registration(SessionFactory())

    with refused_by(constraint):
        Registration.objects.filter(pk=stored.pk).update(**changes)


def test_attendance_is_never_marked_twice_for_a_meeting():
    stored = registration(SessionFactory())
    marks = {
        "meeting": stored.session.meetings.get(),
        "registration": stored,
        "marked_at": NOW,
        "marked_by": stored.person.user,
    }
    Attendance.objects.create(status="present", **marks)

    with refused_by("training_attendance_one_per_meeting_and_registration"):
        Attendance.objects.create(status="absent", **marks)


def test_a_reminder_rule_is_never_given_twice_to_a_session_even_without_an_hour():
    rule = ReminderRuleFactory(unit="minutes", amount=30, at=None)

    with refused_by("training_reminder_rule_once_per_session"):
        ReminderRuleFactory(session=rule.session, unit="minutes", amount=30, at=None)


@pytest.mark.parametrize("changes", [{"unit": "minutes"}, {"at": None}])
def test_a_reminder_rule_has_an_hour_exactly_if_it_counts_days(changes):
    rule = ReminderRuleFactory()

    with refused_by("training_reminder_rule_hour_goes_with_days"):
        ReminderRule.objects.filter(pk=rule.pk).update(**changes)


def test_a_reminder_rule_says_who_ended_it_and_when():
    rule = ReminderRuleFactory()

    with refused_by("training_reminder_rule_ended_by_and_when"):
        ReminderRule.objects.filter(pk=rule.pk).update(ended_at=NOW)


def test_a_venue_has_a_name_of_its_own_and_places():
    venue = VenueFactory()

    with refused_by("training_venue_name_unique"):
        VenueFactory(name_en=venue.name_en)
    with refused_by("training_venue_has_places"):
        Venue.objects.filter(pk=venue.pk).update(capacity=0)


def test_a_course_has_a_title_of_its_own_a_length_and_places():
    course = CourseFactory()

    with refused_by("training_course_title_unique"):
        CourseFactory(title_en=course.title_en)
    with refused_by("training_course_has_length_and_places"):
        Course.objects.filter(pk=course.pk).update(minutes=0)
    with refused_by("training_course_minimum_within_capacity"):
        Course.objects.filter(pk=course.pk).update(minimum=course.capacity + 1)


def test_only_an_absence_is_marked_by_nobody():
    session = SessionFactory()
    who = registration(session)
    values = {"meeting": session.meetings.get(), "registration": who, "marked_at": NOW}

    with refused_by("training_attendance_by_itself_only_absent"):
        Attendance.objects.create(status="present", **values)
    assert Attendance.objects.create(status="absent", **values).marked_by is None
