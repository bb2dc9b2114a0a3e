"""Writing down after a session what was learned and what was difficult."""

import datetime as dt

from django.db import transaction

from core import audit
from people.models import User
from training import permissions, rules
from training.models import Session, SessionNote


@transaction.atomic
def write_note(
    *, session_id: int, lessons: str, challenges: str, by: User, now: dt.datetime
) -> SessionNote:
    """Keep one's note on a session, in place of the one written before. Safe to repeat.

    Raises NoteRefused before the session begins, or if the note says nothing.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_note(by, session)
    note = SessionNote.objects.filter(session=session, written_by=by).first()
    if note and (note.lessons, note.challenges) == (lessons, challenges):
        return note
    rules.check_takes_notes(session, now)
    rules.check_says_something(lessons, challenges)

    if note is None:
        note = SessionNote(session=session, written_by=by)
    note.lessons, note.challenges, note.written_at = lessons, challenges, now
    note.save()

    audit.record(by, "training.note_written", session, at=now, note=note.pk)
    return note
