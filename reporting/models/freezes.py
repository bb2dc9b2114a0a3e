"""Frozen figures: a set of figures as it stood at one moment, kept word for word with its hash."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import history
from core.constraints import Sha256
from core.translated import Translated
from people.models import Department
from people.roles import Permission

if TYPE_CHECKING:
    from people.models import User

_HASH = r"^[0-9a-f]{64}$"
_NEVER = pgtrigger.Update | pgtrigger.Delete


class FreezeQuerySet(models.QuerySet["Freeze"]):
    def visible_to(self, user: "User") -> "FreezeQuerySet":
        return self if user.has(Permission.VIEW_REPORTS) else self.none()


@history.tracked(exclude=["text", "marks"])
class Freeze(models.Model):
    """A set of figures frozen: what was counted, by whom and when, and its hash.

    `text` is the canonical form of the whole, and `sha256` the hash of that text; how it is made is
    in docs/decisions/0038. `marks` says, by table, how far the row history went when it was
    counted: what comes after explains why the figures are others today. One that replaces an
    earlier one says why. `asking` is the form it came from, so that pressing twice freezes once.
    """

    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_by_name = models.CharField(max_length=200)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.TextField(blank=True)
    number_of_figures = models.PositiveIntegerField()
    asking = models.UUIDField(null=True, blank=True, unique=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    marks = models.JSONField()

    objects = FreezeQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="reporting_freeze_hash_is_that_of_its_text",
                condition=Q(sha256=Sha256(F("text"))),
            ),
            models.CheckConstraint(name="reporting_freeze_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="reporting_freeze_replaces_with_a_reason",
                condition=Q(replaces__isnull=True, reason="")
                | Q(replaces__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="reporting_freeze_holds_figures", condition=Q(number_of_figures__gt=0)
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=_NEVER)]

    def __str__(self) -> str:
        return self.title


class FrozenFigureQuerySet(models.QuerySet["FrozenFigure"]):
    def visible_to(self, user: "User") -> "FrozenFigureQuerySet":
        return self.filter(freeze__in=Freeze.objects.visible_to(user))


@history.tracked(exclude=["rows"])
class FrozenFigure(models.Model):
    """One figure as it stood: its parameters, its value, its definition, the rows it counted.

    Without a department it is that of the whole service, and `by_department` has the value of each
    department, by code. `persons` is how many people it tells of, and `out_of` of how many they are
    a part, added up over departments; null where it tells of none. `rows` names the rows behind it,
    one a line; null where there were too many to keep, of which only number and hash are known.
    """

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department_code = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    persons = models.PositiveIntegerField(null=True, blank=True)
    out_of = models.PositiveIntegerField(null=True, blank=True)
    by_department = models.JSONField(default=dict, blank=True)
    unit = models.CharField(max_length=20)
    behind = models.CharField(max_length=40)
    label_en = models.TextField()
    label_zh_hant = models.TextField()
    label_zh_hans = models.TextField()
    label = Translated()
    definition_en = models.TextField()
    definition_zh_hant = models.TextField()
    definition_zh_hans = models.TextField()
    definition = Translated()
    definition_sha256 = models.CharField(max_length=64)
    number_of_rows = models.PositiveIntegerField()
    rows_sha256 = models.CharField(max_length=64)
    rows = models.TextField(null=True, blank=True)  # noqa: DJ001 (null is not kept, "" is none)

    objects = FrozenFigureQuerySet.as_manager()

    class Meta:
        ordering = ("freeze", "position")
        constraints = [
            models.UniqueConstraint(
                name="reporting_frozen_figure_placed_once", fields=["freeze", "position"]
            ),
            models.UniqueConstraint(
                name="reporting_frozen_figure_asked_once",
                fields=["freeze", "key", "department", "starts_on", "ends_on"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="reporting_frozen_figure_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="reporting_frozen_figure_names_its_department",
                condition=Q(department__isnull=True, department_code="")
                | Q(department__isnull=False) & ~Q(department_code=""),
            ),
            models.CheckConstraint(
                name="reporting_frozen_figure_hashed",
                condition=Q(definition_sha256__regex=_HASH, rows_sha256__regex=_HASH),
            ),
            models.CheckConstraint(
                name="reporting_frozen_figure_hash_is_that_of_its_rows",
                condition=Q(rows__isnull=True) | Q(rows_sha256=Sha256(F("rows"))),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=_NEVER),
            # Every place is taken from the beginning, so that nothing can be added afterwards.
            pgtrigger.Trigger(
                name="place_is_one_of_the_freeze",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=(
                    "IF NEW.position NOT BETWEEN 1 AND (SELECT number_of_figures"
                    " FROM reporting_freeze WHERE id = NEW.freeze_id) THEN"
                    " RAISE check_violation USING MESSAGE ="
                    " 'violates \"reporting_frozen_figure_place_is_one_of_the_freeze\"';"
                    " END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}"
