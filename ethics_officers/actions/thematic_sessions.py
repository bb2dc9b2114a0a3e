"""Making sessions thematic, for officers alone, and inviting officers to them."""

import datetime as dt

from django.db import transaction

from core import audit
from core.locks import Lock, hold
from ethics_officers import emails, permissions, queries, rules
from ethics_officers.models import ThematicSession
from people.models import User
from training import actions as training
from training.models import Session


@transaction.atomic
def mark_thematic(
    *, session_id: int, number: int | None, with_assistants: bool, by: User, now: dt.datetime
) -> ThematicSession:
    """Make a session one of the Ethical Leadership Programme, under a number if it has one.

    A draft becomes one for officers alone, or for Assistants, too; of what is published already the
    audience stays, and must be of officers alone. Safe to repeat. Raises ThematicRefused.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_mark_thematic(by, session)
    if marked := ThematicSession.objects.filter(session=session).first():
        return marked
    rules.check_can_be_thematic(session)
    _take_number(number)

    thematic = ThematicSession.objects.create(session=session, number=number)
    if session.status == Session.Status.DRAFT:
        _address(session, with_assistants=with_assistants, by=by, now=now)

    audit.record(by, "ethics_officers.marked_thematic", session, at=now, number=number)
    return thematic


@transaction.atomic
def change_thematic(
    *, thematic_id: int, number: int | None, with_assistants: bool, by: User, now: dt.datetime
) -> ThematicSession:
    """Correct the number of a thematic session, and while it is a draft, whether Assistants come.

    Raises ThematicRefused if the number is given already.
    """
    thematic, session = _locked(thematic_id)
    permissions.check_can_mark_thematic(by, session)
    _take_number(number, besides=thematic)

    thematic.number = number
    thematic.save(update_fields=["number"])
    if session.status == Session.Status.DRAFT:
        _address(session, with_assistants=with_assistants, by=by, now=now)

    audit.record(by, "ethics_officers.thematic_changed", session, at=now, number=number)
    return thematic


@transaction.atomic
def unmark_thematic(*, thematic_id: int, by: User, now: dt.datetime) -> Session:
    """Let a draft be no thematic session any more; its number is free. Its audience stays.

    Raises ThematicRefused once it is published.
    """
    thematic, session = _locked(thematic_id)
    permissions.check_can_mark_thematic(by, session)
    rules.check_can_be_unmarked(thematic)

    thematic.delete()

    audit.record(by, "ethics_officers.unmarked_thematic", session, at=now)
    return session


def _locked(thematic_id: int) -> tuple[ThematicSession, Session]:
    """Lock a session, then what makes it thematic."""
    session = Session.objects.select_for_update().get(thematic=thematic_id)
    thematic = ThematicSession.objects.select_for_update().get(pk=thematic_id)
    thematic.session = session
    return thematic, session


def _take_number(number: int | None, besides: ThematicSession | None = None) -> None:
    """See to it that a number is free until the transaction ends; drafts thrown away lose theirs.

    Whoever gives a number waits here for others who do.
    """
    hold(Lock.THEMATIC_NUMBERS)
    if number is None:
        return
    bearing = ThematicSession.objects.filter(number=number)
    bearing.filter(session__status=Session.Status.DISCARDED).update(number=None)
    others = bearing.exclude(pk=besides.pk) if besides else bearing
    rules.check_number_is_free(others.select_related("session").first())


def _address(session: Session, *, with_assistants: bool, by: User, now: dt.datetime) -> None:
    roles = rules.OFFICERS_AND_ASSISTANTS if with_assistants else rules.OFFICERS
    if set(session.audience.roles) != roles:
        training.address_to_roles(session_id=session.pk, roles=sorted(roles), by=by, now=now)


@transaction.atomic
def invite_to_thematic_sessions(*, now: dt.datetime) -> int:
    """Invite each officer to each session for officers alone, once; give how many were invited.

    It looks at who is in the audience now, not at what happened since the last run: a newly
    designated officer is invited in the next one, and none is lost.
    """
    invited = 0
    for session in queries.sessions_inviting(now):
        users = list(queries.uninvited(session, now).values_list("user", flat=True))
        if users:
            emails.thematic_invitations(session, users, now=now)
            audit.record(
                None, "ethics_officers.thematic_invited", session, at=now, invited=len(users)
            )
        invited += len(users)
    return invited
