"""Reminder rules: when those registered are reminded of a session."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import time_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import history
from core.constraints import both_or_neither
from people.roles import Permission
from training.models.sessions import Session

if TYPE_CHECKING:
    from people.models import User


class ReminderRuleQuerySet(models.QuerySet["ReminderRule"]):
    def visible_to(self, user: "User") -> "ReminderRuleQuerySet":
        return self if user.has(Permission.VIEW_SCHEDULE) else self.none()

    def in_force(self) -> "ReminderRuleQuerySet":
        return self.filter(ended_at__isnull=True)

    def due(self, now: dt.datetime) -> "ReminderRuleQuerySet":
        return self.in_force().filter(
            due_at__lte=now, planned_at__isnull=True, session__status=Session.Status.PUBLISHED
        )


@history.tracked(exclude=["planned_at", "armed_at"])
class ReminderRule(models.Model):
    """One reminder of a session: so many days, working days or minutes before it starts.

    `due_at` is worked out when the session is scheduled or moved, and `planned_at` tells when the
    messages were put in the outbox. `armed_at` is when the rule last began to count: on
    publication, or when it was added or the session moved after that. What was due before is
    late, and `if_late` says what becomes of it. A rule that messages rest on is ended, not deleted.
    """

    class Unit(models.TextChoices):
        DAYS = "days", _("Days before")
        WORKING_DAYS = "working_days", _("Working days before")
        MINUTES = "minutes", _("Minutes before")

    class Readers(models.TextChoices):
        CONFIRMED = "confirmed", _("Those who have a place")
        LIVE = "live", _("Those who have a place, and those waiting")

    class IfLate(models.TextChoices):
        SKIP = "skip", _("Leave it out")
        SEND = "send", _("Send it at once")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="reminder_rules")
    unit = models.CharField(max_length=20, choices=Unit)
    amount = models.PositiveIntegerField()
    at = models.TimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)
    readers = models.CharField(
        max_length=20, choices=Readers, default=Readers.CONFIRMED, db_default=Readers.CONFIRMED
    )
    if_late = models.CharField(
        max_length=20, choices=IfLate, default=IfLate.SKIP, db_default=IfLate.SKIP
    )
    armed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

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
                name="training_reminder_rule_ended_by_and_when",
                condition=both_or_neither("ended_at", "ended_by"),
            ),
            models.CheckConstraint(
                name="training_reminder_rule_hour_goes_with_days",
                condition=Q(unit="minutes", at__isnull=True)
                | ~Q(unit="minutes") & Q(at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.timing

    @property
    def timing(self) -> str:
        """When it is due, in words: “2 working days before, at 09:00”."""
        if self.unit == self.Unit.MINUTES or self.at is None:
            return _before_by_the_clock(self.amount)
        values = {"count": self.amount, "time": time_format(self.at)}
        if self.amount == 0 and self.unit == self.Unit.DAYS:
            return _now("on the day itself, at %(time)s") % values
        if self.unit == self.Unit.WORKING_DAYS:
            return (
                ngettext(
                    "%(count)d working day before, at %(time)s",
                    "%(count)d working days before, at %(time)s",
                    self.amount,
                )
                % values
            )
        return (
            ngettext(
                "%(count)d day before, at %(time)s",
                "%(count)d days before, at %(time)s",
                self.amount,
            )
            % values
        )

    @property
    def counts_from(self) -> dt.datetime:
        """The instant up to which who registered is reminded: later ones read it on registering."""
        return max(self.due_at, self.armed_at or self.due_at)

    @property
    def is_left_out(self) -> bool:
        """Say whether it was due before it began to count, and is then not to be sent."""
        return self.counts_from > self.due_at and self.if_late == self.IfLate.SKIP


def _before_by_the_clock(amount: int) -> str:
    hours, minutes = divmod(amount, 60)
    in_hours = ngettext("%(count)d hour before", "%(count)d hours before", hours)
    in_minutes = ngettext("%(count)d minute before", "%(count)d minutes before", minutes)
    if not hours:
        return in_minutes % {"count": minutes}
    if not minutes:
        return in_hours % {"count": hours}
    return _now("%(hours)d h %(minutes)d min before") % {"hours": hours, "minutes": minutes}
