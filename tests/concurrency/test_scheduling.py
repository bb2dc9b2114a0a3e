"""The races for venues and speakers: first shown without the lock, then gone with it."""

import threading
import uuid

import pytest
from django.db import transaction

from people.roles import Role
from tests.clock import NOW, at
from tests.concurrency.test_last_seats import at_once
from tests.factories import (
    EngagementFactory,
    MeetingFactory,
    SessionFactory,
    SpeakerFactory,
    VenueFactory,
    person_with_role,
)
from tests.training.actions.plans import plan
from training import actions, queries
from training.models import Engagement, Session

pytestmark = pytest.mark.django_db(transaction=True)


def drafts_with(speaker):
    sessions = SessionFactory.create_batch(2, draft=True)
    for session in sessions:
        EngagementFactory(meeting=session.meetings.get(), speaker=speaker)
    return sessions


def test_without_the_lock_two_believe_a_speaker_is_free_and_the_database_refuses_one():
    """Why the lock is there: look, then act, as two organisers would."""
    speaker = SpeakerFactory()
    sessions = drafts_with(speaker)
    looked = threading.Barrier(2)

    def look_then_act(session):
        with transaction.atomic():
            meeting = session.meetings.get()
            held = queries.engagements_holding(speaker, meeting.starts_at, meeting.ends_at)
            was_free = not held.exists()
            looked.wait(timeout=30)
            if was_free:
                meeting.engagements.update(holds_speaker=True)

    results = at_once(look_then_act, sessions)

    assert len([error for error in results if error is not None]) == 1
    assert Engagement.objects.filter(holds_speaker=True).count() == 1


def test_two_sessions_published_with_one_speaker_at_once_leave_one_of_them_a_draft():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    sessions = drafts_with(SpeakerFactory())

    results = at_once(
        lambda session: actions.publish_session(session_id=session.pk, by=staff, now=NOW),
        sessions,
    )

    assert sorted(type(result).__name__ for result in results) == ["Session", "SpeakerTaken"]
    statuses = Session.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["draft", "published"]


def test_two_sessions_moved_into_one_venue_at_once_leave_one_where_it_was():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    venue = VenueFactory(capacity=60)
    sessions = SessionFactory.create_batch(2)

    def move(session):
        meeting = session.meetings.get()
        to = actions.MeetingMove(
            meeting_id=meeting.pk,
            starts_at=at("2026-12-08"),
            ends_at=at("2026-12-08", "12:30"),
            venue=venue,
        )
        return actions.reschedule_session(session_id=session.pk, moves=[to], by=staff, now=NOW)

    results = at_once(move, sessions)

    assert sorted(type(result).__name__ for result in results) == ["Session", "VenueTaken"]
    starts = Session.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(starts) == [at("2026-12-01"), at("2026-12-08")]


def test_sessions_that_want_the_same_venues_and_speakers_never_wait_in_a_ring():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    venues, speakers = VenueFactory.create_batch(2), SpeakerFactory.create_batch(2)
    sessions = SessionFactory.create_batch(4, draft=True, meeting=None)
    for number, session in enumerate(sessions):
        for step in range(2):
            meeting = MeetingFactory(
                session=session,
                starts_at=at("2026-12-01", f"{9 + step:02}:30"),
                ends_at=at("2026-12-01", f"{10 + step:02}:30"),
                venue=venues[(number + step) % 2],
            )
            EngagementFactory(meeting=meeting, speaker=speakers[(number + step) % 2])

    results = at_once(
        lambda session: actions.publish_session(session_id=session.pk, by=staff, now=NOW),
        sessions,
    )

    # Two fit beside each other, first here then there; the others are told who was first.
    assert sorted(type(result).__name__ for result in results) == [
        "Session",
        "Session",
        "VenueTaken",
        "VenueTaken",
    ]


def test_without_the_lock_two_tabs_both_believe_that_what_they_opened_is_what_is_saved():
    """Why the version is asked for inside the lock: look, then act, and one is overwritten."""
    session = SessionFactory(draft=True)
    looked = threading.Barrier(2)

    def look_then_act(title):
        seen = Session.objects.get(pk=session.pk)
        looked.wait(timeout=30)
        if seen.version == session.version:
            Session.objects.filter(pk=session.pk).update(title_en=title, version=seen.version + 1)

    at_once(look_then_act, ["Mine", "Theirs"])

    session.refresh_from_db()
    assert session.title_en in {"Mine", "Theirs"}  # The other was saved as well, and is gone.
    assert session.version == 2


def test_of_two_tabs_that_save_one_draft_at_once_the_second_is_told():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    session = SessionFactory(draft=True)
    asked = [plan(title_en="Mine"), plan(title_en="Theirs")]

    results = at_once(
        lambda each: actions.change_session(
            session_id=session.pk, plan=each, by=staff, now=NOW, version=session.version
        ),
        asked,
    )

    assert sorted(type(result).__name__ for result in results) == ["Session", "Stale"]
    [saved] = [result for result in results if isinstance(result, Session)]
    session.refresh_from_db()
    assert (session.title_en, session.version) == (saved.title_en, 2)


def test_a_form_sent_twice_in_one_moment_makes_one_draft():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    key, asked = uuid.uuid4(), plan()

    results = at_once(
        lambda _: actions.create_session(plan=asked, by=staff, now=NOW, key=key), range(4)
    )

    assert Session.objects.count() == 1
    assert {result.pk for result in results} == {Session.objects.get().pk}
