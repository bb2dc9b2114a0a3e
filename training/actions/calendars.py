"""A person's calendar under a secret address."""

import datetime as dt
import uuid

from django.db import transaction

from core import audit
from people.models import Person, User
from training import permissions
from training.models import CalendarFeed


@transaction.atomic
def reset_calendar_feed(*, person: Person, by: User, now: dt.datetime) -> CalendarFeed:
    """Give a person's calendar an address, a new one each time: earlier ones lead nowhere."""
    permissions.check_can_share_calendar(by, person)

    feed, _ = CalendarFeed.objects.update_or_create(
        person=person, defaults={"key": uuid.uuid4(), "reset_at": now}
    )

    audit.record(by, "training.calendar_feed_reset", feed, at=now)
    return feed
