"""Requests of departments for a talk by ICAC or CSB."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import both_or_neither
from core.lists import listed
from ethics_officers.models.scopes import own_or_told
from ethics_officers.models.work_plans import PlanItem
from people.models import Department, Level
from publications.models import Topic
from training.models import Session

if TYPE_CHECKING:
    from people.models import User

DATES_ASKED_FOR = 3


class TalkRequestQuerySet(models.QuerySet["TalkRequest"]):
    def visible_to(self, user: "User") -> "TalkRequestQuerySet":
        return self.filter(own_or_told(user))

    def unanswered(self) -> "TalkRequestQuerySet":
        return self.filter(status=TalkRequest.Status.ASKED)

    def open(self) -> "TalkRequestQuerySet":
        """Those neither accepted nor declined nor withdrawn, whoever has the next word."""
        return self.filter(status__in=[TalkRequest.Status.ASKED, TalkRequest.Status.ANSWERED])


@history.tracked()
class TalkRequest(models.Model):
    """A department asks ICAC or CSB for a talk that serves an item of its plan.

    Staff accept it, and it becomes a session for that department; or answer with a question or a
    proposal, which the officer answers by asking again; or decline with a reason.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        ANSWERED = "answered", _("Answered")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="talk_requests"
    )
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="talk_requests")
    asked_of = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    levels = ArrayField(models.CharField(max_length=20, choices=Level), default=list, blank=True)
    expected = models.PositiveIntegerField()
    starts = ArrayField(models.DateTimeField())
    minutes = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    session = models.OneToOneField(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="talk_request"
    )

    objects = TalkRequestQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_talk_request_names_three_dates",
                condition=Q(starts__len=DATES_ASKED_FOR),
            ),
            models.CheckConstraint(
                name="ethics_officers_talk_request_answered_by_and_when",
                condition=both_or_neither("answered_at", "answered_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_talk_request_accepted_has_session",
                condition=Q(status="accepted", session__isnull=False)
                | ~Q(status="accepted") & Q(session__isnull=True),
            ),
            models.CheckConstraint(
                name="ethics_officers_talk_request_expects_somebody", condition=Q(expected__gt=0)
            ),
            models.UniqueConstraint(
                name="ethics_officers_talk_request_one_open_per_item",
                fields=["item"],
                condition=Q(status__in=["asked", "answered"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_status_display()}"

    @property
    def level_names(self) -> str:
        """The levels asked for, as they are read; nothing where all are meant."""
        return listed(Level(level).label for level in self.levels)
