"""Speakers and the meetings they speak at."""

from typing import TYPE_CHECKING

from django.db import models

from core import history
from people.models import Person
from people.roles import Permission
from training.models.sessions import Meeting

if TYPE_CHECKING:
    from people.models import User


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def visible_to(self, user: "User") -> "SpeakerQuerySet":
        return self  # Who speaks is told to everybody who may see the session.


@history.tracked()
class Speaker(models.Model):
    """Somebody who speaks at sessions, from inside the civil service (a person) or outside it."""

    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="speaker"
    )
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=60, blank=True)
    organisation = models.CharField(max_length=150, blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ("name_en", "pk")

    def __str__(self) -> str:
        return f"{self.name_en} {self.name_zh}".strip()


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def visible_to(self, user: "User") -> "EngagementQuerySet":
        if user.has(Permission.VIEW_SCHEDULE):
            return self
        return self.filter(speaker__person__user=user)


@history.tracked()
class Engagement(models.Model):
    """A speaker's part in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="engagements")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="engagements")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "speaker"], name="training_engagement_once_per_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker} {self.meeting}"
