"""Reminding of reviews that are late, and of licences and consents that end."""

import datetime as dt

from django.db import transaction

from core.days import day_of
from publications import emails, queries


@transaction.atomic
def plan_library_reminders(*, now: dt.datetime) -> None:
    """Put what has fallen due in the outbox, by keys of its own: running twice tells nothing twice.

    It goes by windows rather than by days, so that days without a worker are made up for.
    """
    today = day_of(now)
    emails.reviews_overdue(list(queries.overdue_reviews(today)), now=now)
    emails.rights_ending(list(queries.with_rights_ending(today)), now=now)
