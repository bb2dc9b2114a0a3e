"""Inviting officers to the sessions that are for them alone."""

import datetime as dt

from django.db import transaction

from core import audit
from ethics_officers import emails, queries


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
