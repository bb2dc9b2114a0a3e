"""Designations: which officer is the Ethics Officer of which department, and since when."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import DateSpan, ends_after_it_starts
from core.dated import Dated
from people.models import Department, Person, RoleAssignment
from people.roles import Permission

if TYPE_CHECKING:
    from people.models import User


class DesignationQuerySet(Dated["Designation"]):
    def visible_to(self, user: "User") -> "DesignationQuerySet":
        if user.has(Permission.VIEW_ETHICS_OFFICERS):
            return self
        return self.filter(department__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))

    def officers(self) -> "DesignationQuerySet":
        return self.filter(capacity=Designation.Capacity.OFFICER)


@history.tracked()
class Designation(models.Model):
    """An officer's time as Ethics Officer or Assistant of a department. Ended, never overwritten.

    The role that lets the officer work here is given with it and covers the same days.
    """

    class Capacity(models.TextChoices):
        OFFICER = "officer", _("Ethics Officer")
        ASSISTANT = "assistant", _("Assistant Ethics Officer")

    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="designations"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="designations")
    capacity = models.CharField(max_length=20, choices=Capacity)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    role_assignment = models.OneToOneField(
        RoleAssignment, on_delete=models.PROTECT, related_name="designation"
    )

    objects = DesignationQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_designation_ends_after_it_starts",
                condition=ends_after_it_starts("starts_on", "ends_on"),
            ),
            ExclusionConstraint(
                name="ethics_officers_designation_one_officer_at_any_instant",
                expressions=[
                    ("department", RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(capacity="officer"),
            ),
            ExclusionConstraint(
                name="ethics_officers_designation_one_capacity_at_a_time",
                expressions=[
                    ("department", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_capacity_display()}"
