"""Designations: which officer is the Ethics Officer of which department, and since when."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
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


def _as_long_as_its_role(
    name: str, *, table: str, operation: pgtrigger.Operation
) -> pgtrigger.Trigger:
    """Refuse, when a change of one of the two is committed, a designation unlike its role.

    Both rows are locked, so that nobody changes the other one meanwhile.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("differ", "boolean")],
        func=f"""
            SELECT (held.department_id, held.starts_on, held.ends_on)
                IS DISTINCT FROM (role.department_id, role.starts_on, role.ends_on)
            INTO differ
            FROM ethics_officers_designation AS held
            JOIN people_roleassignment AS role ON role.id = held.role_assignment_id
            WHERE {table}.id = NEW.id
            FOR SHARE;
            IF differ THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'check_violation',
                    CONSTRAINT = 'ethics_officers_designation_as_long_as_its_role',
                    MESSAGE = 'violates "ethics_officers_designation_as_long_as_its_role"';
            END IF;
            RETURN NULL;
        """,  # noqa: S608 (no input: `table` is one of the two names below)
    )


class DesignationQuerySet(Dated["Designation"]):
    def visible_to(self, user: "User") -> "DesignationQuerySet":
        if user.has(Permission.VIEW_ETHICS_OFFICERS):
            return self
        return self.filter(department__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))

    def in_directory_for(self, user: "User") -> "DesignationQuerySet":
        """Of all departments, for those in the network and those who oversee it."""
        inside = user.has(Permission.USE_NETWORK) or user.has(Permission.VIEW_PROGRAMMES)
        return self if inside else self.none()

    def officers(self) -> "DesignationQuerySet":
        return self.filter(capacity=Designation.Capacity.OFFICER)


@history.tracked()
class Designation(models.Model):
    """An officer's time as Ethics Officer or Assistant of a department. Ended, never overwritten.

    The role that lets the officer work here is given with it and covers the same days; the database
    sees to that from both sides, when a transaction ends. Post title, telephone and e-mail are how
    to reach the officer, and can be corrected while it lasts; without an e-mail of its own, the
    account's holds.
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
    post_title = models.CharField(max_length=150, blank=True, db_default="")
    phone = models.CharField(max_length=30, blank=True, db_default="")
    email = models.EmailField(blank=True, default="", db_default="")
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
        triggers = [
            _as_long_as_its_role(
                "as_long_as_its_role", table="held", operation=pgtrigger.Insert | pgtrigger.Update
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_capacity_display()}"


class DesignatedRole(RoleAssignment):
    """A role as it comes with a designation: it is not changed without that."""

    class Meta:
        proxy = True
        triggers = [
            _as_long_as_its_role(
                "as_long_as_its_designation", table="role", operation=pgtrigger.Update
            )
        ]


class HandoverAcknowledgementQuerySet(models.QuerySet["HandoverAcknowledgement"]):
    def visible_to(self, user: "User") -> "HandoverAcknowledgementQuerySet":
        return self.filter(designation__in=Designation.objects.visible_to(user))


@history.tracked()
class HandoverAcknowledgement(models.Model):
    """An Ethics Officer's word that what was open has been taken over. Nobody takes it back."""

    designation = models.OneToOneField(
        Designation, on_delete=models.PROTECT, related_name="handover_acknowledgement"
    )
    acknowledged_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = HandoverAcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ("acknowledged_at", "pk")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.designation)
