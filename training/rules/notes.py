"""When a note on a session may be written."""

import datetime as dt

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from training.models import Session
from training.rules.sessions import moment


class NoteRefused(RuleViolation):
    """The note can't be written, or not so."""


def takes_notes(session: Session, now: dt.datetime) -> bool:
    """Say whether a session has begun, so that there is something to note."""
    return (
        session.status in {Session.Status.PUBLISHED, Session.Status.HELD}
        and session.starts_at <= now
    )


def check_takes_notes(session: Session, now: dt.datetime) -> None:
    if takes_notes(session, now):
        return
    if session.status == Session.Status.CANCELLED:
        raise NoteRefused(_("This session was cancelled, so there is nothing to note of it."))
    raise NoteRefused(
        _("The session begins at %(moment)s. Write the note once it has.")
        % {"moment": moment(session.starts_at)}
    )


def says_something(text: str) -> bool:
    """Say whether a text has a word: a dash has none."""
    return any(character.isalnum() for character in text)


def check_says_something(lessons: str, challenges: str) -> None:
    if not says_something(lessons) and not says_something(challenges):
        raise NoteRefused(
            _("Write what was learned, or what was difficult: one of the two at least.")
        )
