"""Lists and reports that somebody saved, shares, and has sent by mail."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import both_or_neither
from core.exports import FileFormat
from people.models import Department, User
from people.roles import Role
from reporting.models.addressed import Addressed


class SavedReportQuerySet(models.QuerySet["SavedReport"]):
    def visible_to(self, user: User) -> "SavedReportQuerySet":
        """One's own, and those shared with this user."""
        return self.filter(Q(owner=user) | _is_shared_with(user))

    def shared_with(self, user: User) -> "SavedReportQuerySet":
        """Those of others that are shared with this user."""
        return self.filter(_is_shared_with(user)).exclude(owner=user)

    def standing(self) -> "SavedReportQuerySet":
        return self.filter(ended_at=None)

    def due(self, day: dt.date) -> "SavedReportQuerySet":
        """Those that are to be sent on a day, or were on one before."""
        return self.filter(next_due_on__lte=day)


@history.tracked()
class SavedReport(Addressed):
    """A list or report under a name: its address, which is opened anew each time.

    So it shows everybody what they may see then, and nothing of it is kept here. It is shared with
    its readers, and with whoever holds one of its roles in one of its departments: where there are
    no departments, anywhere; where there are no roles, whatever they hold. It is sent to its owner
    and its readers.
    """

    class Rhythm(models.TextChoices):
        NEVER = "never", pgettext_lazy("how often a report is sent", "Never")
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")

    name = models.CharField(max_length=120)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_reports"
    )
    roles = ArrayField(models.CharField(max_length=40, choices=Role), default=list, blank=True)
    departments = models.ManyToManyField(Department, blank=True, related_name="+")
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.NEVER)
    # 1 is Monday; in a month without that day, it is the last one.
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    month_day = models.PositiveSmallIntegerField(null=True, blank=True)
    file_format = models.CharField(
        max_length=10,
        choices=[(each.value, each.name) for each in FileFormat],
        default=FileFormat.XLSX.value,
    )
    next_due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SavedReportQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        indexes = [
            models.Index(
                fields=["next_due_on"],
                name="reporting_saved_due",
                condition=Q(next_due_on__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="reporting_saved_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="reporting_saved_sent_on_a_day_of_its_rhythm",
                condition=Q(rhythm="never", weekday=None, month_day=None)
                | Q(
                    rhythm="weekly",
                    weekday__isnull=False,
                    weekday__range=(1, 7),
                    month_day=None,
                )
                | Q(
                    rhythm="monthly",
                    weekday=None,
                    month_day__isnull=False,
                    month_day__range=(1, 31),
                ),
            ),
            models.CheckConstraint(
                name="reporting_saved_due_while_it_is_sent",
                condition=Q(rhythm="never", next_due_on=None)
                | ~Q(rhythm="never") & Q(next_due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="reporting_saved_not_sent_once_ended",
                condition=Q(ended_at=None) | Q(rhythm="never"),
            ),
            models.CheckConstraint(
                name="reporting_saved_ended_by_and_when",
                condition=both_or_neither("ended_at", "ended_by"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]


@history.tracked_links()
class SavedReportDepartment(SavedReport.departments.through):  # type: ignore[name-defined]
    """A department that a report is shared with."""

    class Meta:
        proxy = True


@history.tracked_links()
class SavedReportReader(SavedReport.readers.through):  # type: ignore[name-defined]
    """A user whom a report is shared with by name."""

    class Meta:
        proxy = True


def _is_shared_with(user: User) -> Q:
    departments = SavedReport.departments.through.objects.filter(savedreport=OuterRef("pk"))
    own = departments.filter(department__in=_departments_of(user))
    readers = SavedReport.readers.through.objects.filter(savedreport=OuterRef("pk"), user=user)
    roles = {role for role, _department in user.roles_today()}
    return (
        Q(Exists(readers))
        | Q(Exists(own), roles=[])
        | Q(roles__overlap=sorted(roles)) & (Q(Exists(own)) | ~Q(Exists(departments)))
    )


def _departments_of(user: User) -> set[int]:
    """Where a user is in post, or holds a role."""
    found = {department for _role, department in user.assigned_today if department is not None}
    person = getattr(user, "person", None)
    if person and person.current_posting:
        found.add(person.current_posting.department_id)
    return found
