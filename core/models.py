"""The audit log, the general holidays, files handed in, and those with a virus in them."""

import datetime as dt
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from core import history
from core.constraints import both_or_neither
from core.translated import Translated


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, user: Any) -> "AuditEntryQuerySet":
        return self if user.has("view_audit_log") else self.none()

    def unsealed(self) -> "AuditEntryQuerySet":
        return self.filter(position__isnull=True)

    def sealed(self) -> "AuditEntryQuerySet":
        return self.filter(position__isnull=False).order_by("position")


class AuditEntry(models.Model):
    """One thing that somebody did, or looked at. Never changed, never deleted.

    An entry is written in the transaction of what it tells of, and sealed soon after: it gets
    its position in the chain and a hash over its content and the hash before. Sealing apart
    keeps writers from queueing for the end of one chain.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, editable=False)
    hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="core_audit_object"),
            models.Index(fields=["at"], name="core_audit_at"),
            models.Index(fields=["id"], name="core_audit_unsealed", condition=Q(position=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["position"], name="core_audit_position_unique"),
            models.CheckConstraint(
                name="core_audit_sealed_whole",
                condition=Q(position__isnull=True, hash="")
                | Q(position__isnull=False) & ~Q(hash=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="sealed_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__position__isnull=False),
            ),
            pgtrigger.Protect(
                name="content_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["position", "hash"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: Any) -> "StoredFileQuerySet":
        """One's own; others reach a file only through the thing it belongs to."""
        return self.filter(uploaded_by=user)


@history.tracked()
class StoredFile(models.Model):
    """A file somebody handed in, kept under a name of ours with what was found in its bytes.

    `name` is what its owner called it, `content_type` what its content is, `sha256` the hash of
    the bytes as kept. It is served only by the view of the thing it belongs to.
    """

    file = models.FileField(upload_to="%Y/%m", max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["sha256"], name="core_stored_file_by_hash")]
        constraints = [
            models.CheckConstraint(name="core_stored_file_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="core_stored_file_hashed", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QuarantinedFileQuerySet(models.QuerySet["QuarantinedFile"]):
    def visible_to(self, user: Any) -> "QuarantinedFileQuerySet":
        return self if user.has("manage_quarantine") else self.none()


@history.tracked()
class QuarantinedFile(models.Model):
    """A file in which a virus was found: refused, kept apart, and given to nobody.

    Once its bytes are deleted, `file` is empty; the row stays.
    """

    file = models.FileField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=200)
    found_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuarantinedFileQuerySet.as_manager()

    class Meta:
        ordering = ("-found_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="core_quarantined_file_deleted_by_and_when",
                condition=both_or_neither("deleted_at", "deleted_by"),
            ),
            models.CheckConstraint(
                name="core_quarantined_file_kept_until_deleted",
                condition=Q(deleted_at=None) & ~Q(file="") | Q(deleted_at__isnull=False, file=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.signature}"


class GeneralHolidayQuerySet(models.QuerySet["GeneralHoliday"]):
    def visible_to(self, user: Any) -> "GeneralHolidayQuerySet":
        return self

    def days(self) -> set[dt.date]:
        return set(self.values_list("date", flat=True))


@history.tracked()
class GeneralHoliday(models.Model):
    """A general holiday of Hong Kong, as gazetted each year."""

    date = models.DateField(unique=True)
    name_en = models.CharField(max_length=120)
    name_zh_hant = models.CharField(max_length=120)
    name_zh_hans = models.CharField(max_length=120)
    name = Translated()

    objects = GeneralHolidayQuerySet.as_manager()

    class Meta:
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date} {self.name_en}"
