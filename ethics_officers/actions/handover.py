"""Taking over: the successor's word that what was open is known."""

import datetime as dt

from django.db import transaction

from core import audit
from core.days import day_of
from core.errors import PermissionRefused
from ethics_officers import queries, rules
from ethics_officers.models import HandoverAcknowledgement
from people.models import User


@transaction.atomic
def acknowledge_handover(
    *, department_id: int, by: User, now: dt.datetime
) -> HandoverAcknowledgement:
    """Record that the Ethics Officer of a department has taken over from the one before.

    Only the officer of the day does so. Safe to repeat; nobody takes it back. Raises
    DesignationRefused if nobody was Ethics Officer before.
    """
    held = queries.held_as_officer(by, department_id, day_of(now)).select_for_update().first()
    if held is None:
        raise PermissionRefused
    if said := HandoverAcknowledgement.objects.filter(designation=held).first():
        return said
    rules.check_follows_another(queries.follows_another(held))

    said = HandoverAcknowledgement.objects.create(
        designation=held, acknowledged_at=now, acknowledged_by=by
    )

    audit.record(by, "ethics_officers.handover_acknowledged", held, at=now)
    return said
