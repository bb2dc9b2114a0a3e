"""Attendance: who was at which meeting."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from training.models.completions import when_marks_change
from training.models.registrations import Registration
from training.models.sessions import Meeting

if TYPE_CHECKING:
    from people.models import User


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: "User") -> "AttendanceQuerySet":
        return self.filter(registration__in=Registration.objects.visible_to(user))


@history.tracked()
class Attendance(models.Model):
    """Whether a registered person was at a meeting, as marked by whom and when.

    Who has no mark a day after the session is marked absent by itself: then nobody marked it.
    A mark that corrects the record of a session already held carries its reason.
    """

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
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True, db_default="")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        triggers = when_marks_change()
        constraints = [
            models.UniqueConstraint(
                name="training_attendance_one_per_meeting_and_registration",
                fields=["meeting", "registration"],
            ),
            models.CheckConstraint(
                name="training_attendance_by_itself_only_absent",
                condition=Q(marked_at__isnull=False, marked_by__isnull=False) | Q(status="absent"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.status}"

    @property
    def counts_as_attended(self) -> bool:
        """Whether this person was there, for all of the meeting or for a part of it."""
        return self.status in {self.Status.PRESENT, self.Status.PARTLY}
