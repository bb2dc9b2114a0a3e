"""Speakers and the meetings they speak at."""

import datetime as dt
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from core import history
from core.constraints import TimeSpan
from people.models import Person
from people.roles import Permission
from training.models.sessions import Meeting

if TYPE_CHECKING:
    from people.models import User


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def visible_to(self, user: "User") -> "SpeakerQuerySet":
        return self  # Who speaks is told to everybody who may see the session.

    def with_meetings_to_come(self, now: dt.datetime) -> "SpeakerQuerySet":
        """Count with each, as `to_come`, the meetings that hold the speaker from now on."""
        to_come = Q(engagements__holds_speaker=True, engagements__ends_at__gt=now)
        return self.annotate(to_come=models.Count("engagements", filter=to_come))


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


@history.tracked(exclude=["starts_at", "ends_at"])
class Engagement(models.Model):
    """A speaker's part in a meeting.

    It holds the speaker from publication to cancellation, as a meeting does its venue, unless
    there is a reason for speaking in two places. `starts_at` and `ends_at` are the meeting's,
    written by the database alone: a trigger copies them, and a foreign key over all three (in the
    migration) carries them along when the meeting moves.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="engagements")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="engagements")
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    holds_speaker = models.BooleanField(default=False, db_default=False)
    override_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "speaker"], name="training_engagement_once_per_meeting"
            ),
            ExclusionConstraint(
                name="training_engagement_speaker_held_once",
                expressions=[
                    ("speaker", RangeOperators.EQUAL),
                    (TimeSpan("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(holds_speaker=True, override_reason=""),
            ),
            models.CheckConstraint(
                name="training_engagement_has_its_span",
                condition=Q(starts_at__isnull=False, ends_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="span_of_its_meeting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "SELECT starts_at, ends_at INTO NEW.starts_at, NEW.ends_at"
                    " FROM training_meeting WHERE id = NEW.meeting_id; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} {self.meeting}"
