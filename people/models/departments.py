"""Bureaux and departments."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.chinese import simplify
from core.constraints import both_or_neither, ends_after_it_starts
from core.dated import Dated
from core.translated import Translated

if TYPE_CHECKING:
    from people.models.users import User


class DepartmentQuerySet(Dated["Department"]):
    def visible_to(self, user: "User") -> "DepartmentQuerySet":
        return self  # Which bureaux and departments there are is public.

    def search(self, words: str) -> "DepartmentQuerySet":
        """Those whose code or name has each of the words, in English or either Chinese script."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(code__iexact=word)
                | Q(name_en__icontains=word)
                | Q(name_zh_hant__contains=word)
                | Q(name_zh_hans__contains=simplify(word))
            )
        return found


@history.tracked()
class Department(models.Model):
    """A bureau or department (B/D), for as long as it exists.

    A reorganisation ends it and names the successor; it is never renamed into another.
    """

    class Kind(models.TextChoices):
        BUREAU = "bureau", _("Bureau")
        DEPARTMENT = "department", _("Department")
        OFFICE = "office", _("Office")
        AGENCY = "agency", _("Agency")

    class StrengthBasis(models.TextChoices):
        """What a body's published figure counts."""

        STRENGTH = "strength", _("People serving (strength)")
        ESTABLISHMENT = "establishment", _("Posts (establishment)")

    code = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=150)
    name_zh_hant = models.CharField(max_length=150)
    name_zh_hans = models.CharField(max_length=150)
    name = Translated()
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    strength = models.PositiveIntegerField(null=True, blank=True)
    strength_as_at = models.DateField(null=True, blank=True)
    strength_basis = models.CharField(max_length=20, choices=StrengthBasis, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ("name_en",)
        constraints = [
            models.CheckConstraint(
                name="people_department_ends_after_it_starts",
                condition=ends_after_it_starts("starts_on", "ends_on"),
            ),
            models.CheckConstraint(
                name="people_department_only_ended_has_successor",
                condition=Q(successor__isnull=True) | Q(ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="people_department_strength_has_date",
                condition=both_or_neither("strength", "strength_as_at"),
            ),
            models.CheckConstraint(
                name="people_department_strength_has_basis",
                condition=Q(strength__isnull=True, strength_basis="")
                | Q(strength__isnull=False) & ~Q(strength_basis=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
