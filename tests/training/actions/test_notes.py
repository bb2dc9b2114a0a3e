"""Writing down what was learned of a session."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from people.roles import Role
from tests.factories import EngagementFactory, SessionFactory, UserFactory, person_with_role
from tests.refusals import refused_by
from training import actions
from training.models import SessionNote
from training.rules import NoteRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def write(session, by, now=None, **text):
    return actions.write_note(
        session_id=session.pk,
        **{"lessons": "", "challenges": "", **text},
        by=by,
        now=now or session.ends_at,
    )


def test_note_is_kept_with_who_wrote_it_and_when(session, staff):
    note = write(session, staff, lessons="Cases of the own department held attention.")

    assert (note.written_by, note.written_at) == (staff, session.ends_at)
    assert AuditEntry.objects.get(action="training.note_written").details == {"note": note.pk}


def test_writing_again_changes_ones_own_note_and_nobody_elses(session, staff):
    other = person_with_role(Role.ICAC_STAFF).user
    write(session, other, challenges="Few could be released.")
    write(session, staff, lessons="Short is better.")

    write(session, staff, lessons="Short is better, before noon.")

    assert list(session.notes.values_list("lessons", "challenges")) == [
        ("", "Few could be released."),
        ("Short is better, before noon.", ""),
    ]


def test_the_same_note_sent_twice_is_written_once(session, staff):
    first = write(session, staff, lessons="Short is better.")

    again = write(
        session, staff, lessons="Short is better.", now=session.ends_at + dt.timedelta(hours=1)
    )

    assert again.written_at == first.written_at
    assert AuditEntry.objects.filter(action="training.note_written").count() == 1


def test_nothing_is_noted_of_what_has_not_begun(session, staff):
    with pytest.raises(NoteRefused, match="Write the note once it has"):
        write(session, staff, lessons="Too early.", now=session.starts_at - dt.timedelta(minutes=1))


def test_nothing_is_noted_of_what_was_cancelled(staff):
    with pytest.raises(NoteRefused, match="This session was cancelled"):
        write(SessionFactory(cancelled=True), staff, lessons="None.")


@pytest.mark.parametrize("nothing", ["", "-", " – ", "…"])
def test_note_says_something(session, staff, nothing):
    with pytest.raises(NoteRefused, match="one of the two at least"):
        write(session, staff, lessons=nothing, challenges=nothing)


def test_speaker_notes_what_was_spoken_at_and_nothing_else(session):
    speaker = person_with_role(Role.SPEAKER)
    elsewhere = SessionFactory()
    EngagementFactory(meeting=session.meetings.get(), speaker=speaker.speaker)

    write(session, speaker.user, lessons="They asked of gifts.")

    with pytest.raises(PermissionRefused):
        write(elsewhere, speaker.user, lessons="They asked of gifts.")
    assert list(SessionNote.objects.visible_to(speaker.user)) == [session.notes.get()]


def test_auditor_writes_no_notes(session):
    with pytest.raises(PermissionRefused):
        write(session, person_with_role(Role.AUDITOR).user, lessons="Short is better.")


def test_speaker_does_not_see_notes_of_other_sessions(session, staff):
    write(session, staff, lessons="Short is better.")

    assert not SessionNote.objects.visible_to(person_with_role(Role.SPEAKER).user).exists()


def test_database_keeps_one_note_a_person_that_says_something(session):
    fields = {"session": session, "written_by": UserFactory(), "written_at": session.ends_at}
    SessionNote.objects.create(lessons="Short is better.", **fields)

    with refused_by("training_session_note_one_each"):
        SessionNote.objects.create(lessons="Short is better.", **fields)
    with refused_by("training_session_note_says_something"):
        SessionNote.objects.create(**{**fields, "written_by": UserFactory()})
