"""What coverage is read from: facts taken from the training, and counts made of them.

All of it is worked out from other tables, by `reporting.actions.refresh_coverage` alone, and can
be made anew from them. So the ids here are plain numbers: nothing is kept from being deleted by
having been counted. 0 and an empty text stand for all of them.
"""

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.roles import Permission

if TYPE_CHECKING:
    from people.models import User

ALL, ANY = 0, ""

Row = TypeVar("Row", bound=models.Model)


class _OfReports(models.QuerySet[Row]):
    def visible_to(self, user: "User") -> models.QuerySet[Row]:
        """All, for those who see the reports of the whole service."""
        return self.all() if user.has(Permission.VIEW_REPORTS) else self.none()


class Basis(models.TextChoices):
    """Whose department and level a person counts for."""

    TODAY = "today", _("Department of today")
    THAT_DAY = "that_day", _("Department of that day")


class Attended(models.Model):
    """An attendance, with department and level of the day; whether it completed a course.

    Of a course that was completed, it is the attendance at the last meeting that completes it.
    """

    attendance = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    day = models.DateField()
    department = models.BigIntegerField(null=True)
    level = models.CharField(max_length=20)
    course = models.BigIntegerField()
    mode = models.CharField(max_length=20)
    completes = models.BooleanField()

    objects = _OfReports.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="reporting_attended_person"),
            models.Index(fields=["day"], name="reporting_attended_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.day}"


class Served(models.Model):
    """A posting, as the facts know it."""

    posting = models.BigIntegerField(primary_key=True)
    person = models.BigIntegerField()
    department = models.BigIntegerField()
    level = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = _OfReports.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person"], name="reporting_served_person")]

    def __str__(self) -> str:
        return f"{self.person} from {self.starts_on}"


class Taught(models.Model):
    """A topic of a course, as the facts know it; each course has the topic `ALL`, too."""

    course = models.BigIntegerField()
    topic = models.BigIntegerField()

    objects = _OfReports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reporting_taught_once", fields=["course", "topic"])
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.topic}"


class Changed(models.Model):
    """A person whose attendances or postings have changed since the facts were taken.

    Written by the database alone, within the change; migration 0001 has the triggers.
    """

    person = models.BigIntegerField()

    objects = _OfReports.as_manager()

    def __str__(self) -> str:
        return str(self.person)


class KeptPeriod(models.Model):
    """A period whose coverage is kept counted, by the strength of one of its days."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    counted_on = models.DateField()
    stands_at = models.DateTimeField()

    objects = _OfReports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reporting_keptperiod_once", fields=["starts_on", "ends_on"]
            ),
            models.CheckConstraint(
                name="reporting_keptperiod_ends_after_it_starts",
                condition=Q(ends_on__gt=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"


class CoverageCount(models.Model):
    """How many persons, attendances, or people serving there are in one cell of a period.

    Persons are counted apart for every cell and total, since each counts once in it.
    """

    class Of(models.TextChoices):
        TODAY = Basis.TODAY.value, _("Persons, by the department of today")
        THAT_DAY = Basis.THAT_DAY.value, _("Persons, by the department of that day")
        ATTENDANCES = "attendances", _("Attendances")
        STRENGTH = "strength", _("Strength")

    period = models.ForeignKey(KeptPeriod, on_delete=models.PROTECT, related_name="counts")
    of = models.CharField(max_length=20, choices=Of)
    topic = models.BigIntegerField()
    mode = models.CharField(max_length=20)
    department = models.BigIntegerField()
    level = models.CharField(max_length=20)
    number = models.IntegerField()

    objects = _OfReports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reporting_coveragecount_one_per_cell",
                fields=["period", "mode", "of", "topic", "department", "level"],
            ),
            models.CheckConstraint(
                name="reporting_coveragecount_not_negative", condition=Q(number__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of}: {self.number}"
