"""Calendar feeds: a person's sessions, for the calendar of a phone or an office program."""

import uuid
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import models

from core import history
from people.models import Person

if TYPE_CHECKING:
    from people.models import User

_SIGNER = Signer(salt="training.calendar-feed", sep=".")


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: "User") -> "CalendarFeedQuerySet":
        """One's own only: whoever knows the address reads the calendar."""
        return self.filter(person__user=user)

    def with_token(self, token: str) -> "CalendarFeedQuerySet":
        """The feed whose secret this is; none, if it was reset or was never one."""
        try:
            return self.filter(key=uuid.UUID(_SIGNER.unsign(token)))
        except (BadSignature, ValueError):
            return self.none()


@history.tracked(exclude=["key"])
class CalendarFeed(models.Model):
    """The calendar of a person under a secret address, which can be reset.

    The secret is the key and a signature over it. Only the key is stored, so that the database
    alone gives no address away; a new key makes every earlier address worthless.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="calendar_feed")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reset_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.person)

    @property
    def token(self) -> str:
        """The secret part of the address."""
        return _SIGNER.sign(self.key.hex)
