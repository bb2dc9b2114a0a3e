"""Entering what a session cost."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from core import audit
from core.versions import VERSION_FIELDS
from people.models import User
from training import permissions, rules
from training.models import Session


@transaction.atomic
def enter_cost(*, session_id: int, cost: Decimal | None, by: User, now: dt.datetime) -> Session:
    """Keep what a session cost, in Hong Kong dollars; None where nobody knows. Safe to repeat.

    Raises CostRefused before the session was held.
    """
    session = Session.objects.select_for_update().get(pk=session_id)
    permissions.check_can_manage_session(by, session)
    if session.cost == cost:
        return session
    rules.check_takes_cost(session)
    rules.check_is_a_cost(cost)

    session.cost = cost
    session.note_change(by=by, at=now)
    session.save(update_fields=["cost", *VERSION_FIELDS])

    audit.record(
        by, "training.cost_entered", session, at=now, cost=None if cost is None else str(cost)
    )
    return session
