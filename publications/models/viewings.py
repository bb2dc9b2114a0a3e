"""How much of a recording a person has watched, and where they left it."""

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Func, Q

from core import history
from people.models import Person, User
from people.roles import Permission
from publications.models.renditions import Rendition


def whole_seconds(span: dt.timedelta) -> int:
    """Give the whole seconds of a recording, which are what is counted; at least one."""
    return max(1, int(span.total_seconds()))


class ViewingQuerySet(models.QuerySet["Viewing"]):
    def visible_to(self, user: User) -> "ViewingQuerySet":
        """All of them to staff, who see whom a publication has reached; to others their own."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        return self.filter(person__user=user)


@history.tracked(exclude=["watched", "watched_seconds", "position", "allowance", "heard_at"])
class Viewing(models.Model):
    """What one person has watched of one recording.

    `watched` has a bit for each second, the first one lowest, so that a second watched twice, or
    in two tabs, is there once. `allowance` is the time, in seconds, that has passed between
    heartbeats and that nothing has been played in yet; only so much can be credited. `position` is
    where they left it, by their own word: it says where to go on and counts for nothing else.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="viewings")
    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="viewings")
    watched = models.BinaryField(default=b"")
    watched_seconds = models.GeneratedField(
        expression=Func(F("watched"), function="bit_count"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    position = models.PositiveIntegerField(default=0)
    allowance = models.FloatField(default=0)
    heard_at = models.DateTimeField()

    objects = ViewingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="publications_viewing_one_of_a_person", fields=["person", "rendition"]
            ),
            models.CheckConstraint(
                name="publications_viewing_allowance_not_overdrawn",
                condition=Q(allowance__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.rendition}"

    def add_seconds(self, seconds: Iterable[int]) -> None:
        """Note that these have been played; those noted before stay noted once."""
        bits = int.from_bytes(self.watched, "little")
        for second in seconds:
            bits |= 1 << second
        self.watched = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
