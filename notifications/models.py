"""The outbox: every message we send is a row here first."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.constraints import both_or_neither
from people.roles import Permission

if TYPE_CHECKING:
    from people.models import User


# What the key of a message begins with that is sent in place of another.
AGAIN = "again:"


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "User") -> "MessageQuerySet":
        return self if user.has(Permission.VIEW_MESSAGES) else self.filter(recipient=user)

    def due(self, now: dt.datetime) -> "MessageQuerySet":
        return self.filter(status=Message.Status.PLANNED, due_at__lte=now)

    def unresent(self) -> "MessageQuerySet":
        """Those in whose place no other was sent, which tells what became of them."""
        others = Message.objects.filter(key=Concat(Value(AGAIN), Cast(OuterRef("pk"), TextField())))
        return self.exclude(Exists(others))

    def claimed_before(self, instant: dt.datetime) -> "MessageQuerySet":
        return self.filter(status=Message.Status.SENDING, claimed_at__lt=instant)


class Message(models.Model):
    """A mail that somebody is to get, once, whatever runs twice.

    It is written in the transaction that causes it, under a key that says what it is, so that
    writing it again does nothing. The words are made when it is sent, in the language that the
    reader has then. Its id is also its Message-ID, so that a mail sent twice by a crash can be
    recognised as one.

    `reason` tells in one English sentence, translated when it is shown, why it is not sent, or not
    yet; `answer` is what the mail server said, word for word.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        MISSED = "missed", _("Missed")
        SUPERSEDED = "superseded", _("No longer wanted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages"
    )
    about_id = models.BigIntegerField()
    context = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED)
    reason = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = [
            models.Index(
                fields=["due_at"], name="notifications_message_due", condition=Q(status="planned")
            ),
            models.Index(
                fields=["claimed_at"],
                name="notifications_message_claimed",
                condition=Q(status="sending"),
            ),
            models.Index(fields=["kind", "about_id"], name="notifications_message_about"),
            models.Index(fields=["-created_at"], name="notifications_message_newest"),
            models.Index(fields=["status", "-created_at"], name="notifications_message_status"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notifications_message_claimed_while_sending",
                condition=Q(status="sending", claim__isnull=False)
                | ~Q(status="sending") & Q(claim__isnull=True),
            ),
            models.CheckConstraint(
                name="notifications_message_claim_has_time",
                condition=both_or_neither("claim", "claimed_at"),
            ),
            models.CheckConstraint(
                name="notifications_message_sent_has_time",
                condition=Q(status="sent", sent_at__isnull=False)
                | ~Q(status="sent") & Q(sent_at__isnull=True),
            ),
            models.CheckConstraint(
                name="notifications_message_unsent_has_reason",
                condition=~Q(status__in=["failed", "missed", "superseded"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def resend_key(self) -> str:
        """The key of the one message that may be sent in place of this one."""
        return f"{AGAIN}{self.pk}"

    @property
    def reason_in_words(self) -> str:
        """The reason in the active language."""
        return gettext(self.reason) if self.reason else ""


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def visible_to(self, user: "User") -> "HeartbeatQuerySet":
        return self if user.has(Permission.VIEW_HEALTH) else self.none()


class Heartbeat(models.Model):
    """When a recurring task last ran to its end."""

    task = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        ordering = ("task",)

    def __str__(self) -> str:
        return f"{self.task} {self.at:%Y-%m-%d %H:%M:%S}"
