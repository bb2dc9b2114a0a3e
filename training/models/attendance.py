"""Attendance: who was at which meeting."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from training.models.registrations import Registration
from training.models.sessions import Meeting

if TYPE_CHECKING:
    from people.models import User


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: "User") -> "AttendanceQuerySet":
        return self.filter(registration__in=Registration.objects.visible_to(user))


@history.tracked()
class Attendance(models.Model):
    """Whether a registered person was at a meeting, as marked by whom and when."""

    class Status(models.TextChoices):
        PRESENT = "present", _("Present")
        PARTLY = "partly", _("Partly present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="attendances"
    )
    status = models.CharField(max_length=20, choices=Status)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="training_attendance_one_per_meeting_and_registration",
                fields=["meeting", "registration"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.status}"
