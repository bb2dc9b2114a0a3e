"""Reminder rules: when those registered are reminded of a session."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from people.roles import Permission
from training.models.sessions import Session

if TYPE_CHECKING:
    from people.models import User


class ReminderRuleQuerySet(models.QuerySet["ReminderRule"]):
    def visible_to(self, user: "User") -> "ReminderRuleQuerySet":
        return self if user.has(Permission.VIEW_SCHEDULE) else self.none()

    def due(self, now: dt.datetime) -> "ReminderRuleQuerySet":
        return self.filter(
            due_at__lte=now, planned_at__isnull=True, session__status=Session.Status.PUBLISHED
        )


@history.tracked(exclude=["planned_at"])
class ReminderRule(models.Model):
    """One reminder of a session: so many days, working days or minutes before it starts.

    `due_at` is worked out when the session is scheduled or moved, and `planned_at` tells when the
    messages were put in the outbox.
    """

    class Unit(models.TextChoices):
        DAYS = "days", _("Days before")
        WORKING_DAYS = "working_days", _("Working days before")
        MINUTES = "minutes", _("Minutes before")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="reminder_rules")
    unit = models.CharField(max_length=20, choices=Unit)
    amount = models.PositiveIntegerField()
    at = models.TimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="training_reminder_rule_due",
                condition=Q(planned_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="training_reminder_rule_once_per_session",
                fields=["session", "unit", "amount", "at"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="training_reminder_rule_hour_goes_with_days",
                condition=Q(unit="minutes", at__isnull=True)
                | ~Q(unit="minutes") & Q(at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.get_unit_display()}"
