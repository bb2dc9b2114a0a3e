"""Planning reminders from the database: what is due now, and nothing earlier."""

import datetime as dt

from django.db import transaction

from training import emails
from training.models import ReminderRule

RULES_AT_ONCE = 50


@transaction.atomic
def plan_due_reminders(*, now: dt.datetime) -> int:
    """Put the reminders that are due in the outbox; give how many rules were dealt with.

    Everyone confirmed by the time the reminder was due gets it; who came later read the same in
    the confirmation. A reminder of a session that has begun, as after an outage, is recorded as
    missed and never sent. Running twice, or twice at once, plans each reminder once.
    """
    due = list(
        ReminderRule.objects.due(now)
        .select_related("session")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "pk")[:RULES_AT_ONCE]
    )
    for rule in due:
        emails.reminder(rule, now=now)
        rule.planned_at = now
    ReminderRule.objects.bulk_update(due, ["planned_at"])
    return len(due)
