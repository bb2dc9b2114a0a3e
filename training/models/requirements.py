"""Requirements: which course an audience has to have completed, and by when."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import both_or_neither
from core.dated import Dated
from people.models import Audience, Department
from people.roles import Permission
from training.models.courses import Course

if TYPE_CHECKING:
    from people.models import User


class RequirementQuerySet(Dated["Requirement"]):
    def visible_to(self, user: "User") -> "RequirementQuerySet":
        """All, for those who see who is due; others see what is asked of themselves, as `Due`."""
        sees = user.has(Permission.VIEW_REPORTS) or user.has(Permission.VIEW_OWN_DEPARTMENT)
        return self if sees else self.none()


@history.tracked()
class Requirement(models.Model):
    """A course that an audience is required to complete, by a day that is worked out for each.

    `days` are counted from the day of appointment or confirmation, and give who joins the audience
    later their time: training/models/due.py says how. A requirement asks nobody before its first
    day and nobody from its end on; it is ended, never deleted.
    """

    class Basis(models.TextChoices):
        BY_DATE = "by_date", _("By a date")
        AFTER_APPOINTMENT = "after_appointment", _("Within so many days of appointment")
        AFTER_CONFIRMATION = "after_confirmation", _("Within so many days of confirmation")
        WITHIN_PROBATION = "within_probation", _("Within probation")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="requirements")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="requirement")
    basis = models.CharField(max_length=20, choices=Basis)
    due_on = models.DateField(null=True, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ("course__title_en", "starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="training_requirement_date_if_by_date",
                condition=Q(basis="by_date", due_on__isnull=False)
                | ~Q(basis="by_date") & Q(due_on__isnull=True),
            ),
            models.CheckConstraint(
                name="training_requirement_days_unless_within_probation",
                condition=Q(basis="within_probation", days__isnull=True)
                | ~Q(basis="within_probation") & Q(days__isnull=False, days__gte=1),
            ),
            models.CheckConstraint(
                name="training_requirement_due_once_it_has_begun",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="training_requirement_ends_no_sooner_than_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="training_requirement_ended_by_and_when",
                condition=both_or_neither("ended_at", "ended_by"),
            ),
            models.CheckConstraint(
                name="training_requirement_ended_has_day",
                condition=Q(ended_at__isnull=True, ends_on__isnull=True)
                | Q(ended_at__isnull=False, ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.basis}"


class DueCountQuerySet(models.QuerySet["DueCount"]):
    def visible_to(self, user: "User") -> "DueCountQuerySet":
        """All, for those who see the reports; else those of one's departments."""
        if user.has(Permission.VIEW_REPORTS):
            return self
        return self.filter(department__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))


class DueCount(models.Model):
    """How many people of a department stand how to a requirement, as it was at an instant.

    Kept, because to count them all takes PostgreSQL many seconds. `counted` says by which post
    they count; `soon` are those of `due` for whom it is soon.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    counted = models.CharField(max_length=10)
    due = models.PositiveIntegerField()
    soon = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    on_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    stands_at = models.DateTimeField()

    objects = DueCountQuerySet.as_manager()

    class Meta:
        ordering = ("requirement", "department")
        constraints = [
            models.UniqueConstraint(
                name="training_due_count_once", fields=["counted", "requirement", "department"]
            ),
            models.CheckConstraint(
                name="training_due_count_soon_is_due", condition=Q(soon__lte=F("due"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.department_id}"
