"""Strategies: the integrity needs, risks and objectives of a department for a period."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import DateSpan, both_or_neither
from core.lists import listed
from core.models import StoredFile
from core.versions import VERSION_FIELDS, Versioned
from ethics_officers.models.scopes import own_or_told
from people.models import Department, Level
from publications.models import Topic

if TYPE_CHECKING:
    from people.models import User

LOWEST, HIGHEST = 1, 5


def _stands_with_its_version(table: str) -> pgtrigger.Trigger:
    """Give the trigger that keeps the parts of a version as they are once it is endorsed."""
    name = f"{table}_stands_with_its_version"
    return pgtrigger.Trigger(
        name="stands_with_its_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=(
            "IF EXISTS (SELECT FROM ethics_officers_strategyversion"
            " WHERE id IN (OLD.version_id, NEW.version_id)"
            " AND status IN ('endorsed', 'superseded')) THEN"
            f" RAISE check_violation USING MESSAGE = 'violates \"{name}\"';"
            " END IF;"
            " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
        ),
    )


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def visible_to(self, user: "User") -> "StrategyQuerySet":
        told = Q(
            pk__in=StrategyVersion.objects.exclude(status=StrategyVersion.Status.DRAFT).values(
                "strategy"
            )
        )
        return self.filter(own_or_told(user, told))


@history.tracked()
class Strategy(models.Model):
    """The strategy of one department from a day, inclusive, to a day, exclusive."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="strategies")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_strategy_ends_after_it_starts",
                condition=Q(ends_on__gt=models.F("starts_on")),
            ),
            ExclusionConstraint(
                name="ethics_officers_strategy_one_at_any_instant",
                expressions=[
                    ("department", RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}, {self.starts_on:%Y}–{self.ends_on:%Y}"


class StrategyVersionQuerySet(models.QuerySet["StrategyVersion"]):
    def visible_to(self, user: "User") -> "StrategyVersionQuerySet":
        told = ~Q(status=StrategyVersion.Status.DRAFT)
        return self.filter(own_or_told(user, told, "strategy__department"))

    def open(self) -> "StrategyVersionQuerySet":
        """Those being written, or with the head of department."""
        return self.filter(
            status__in=[StrategyVersion.Status.DRAFT, StrategyVersion.Status.SUBMITTED]
        )


@history.tracked(exclude=VERSION_FIELDS)
class StrategyVersion(Versioned):
    """One wording of a strategy: a draft, then endorsed; the next one endorsed supersedes it.

    It is written here, or uploaded as a document, or both. An endorsement given on paper is
    recorded by somebody else than the head of department, who is named. Once endorsed it stands
    for good, with its risk areas and objectives: it can only be superseded. `number` tells it from
    the other wordings, `version` how often this one was saved.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("With the head of department")
        ENDORSED = "endorsed", _("Endorsed")
        SUPERSEDED = "superseded", _("Superseded")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    needs = models.TextField(blank=True)
    priorities = models.TextField(blank=True)
    what_changed = models.TextField(blank=True)
    document = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    endorsed_on = models.DateField(null=True, blank=True)
    endorser = models.CharField(max_length=150, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    return_comment = models.TextField(blank=True)

    objects = StrategyVersionQuerySet.as_manager()

    class Meta:
        ordering = ("strategy", "-number")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_strategy_version_numbered_once",
                fields=["strategy", "number"],
            ),
            models.UniqueConstraint(
                name="ethics_officers_strategy_version_one_open",
                fields=["strategy"],
                condition=Q(status__in=["draft", "submitted"]),
            ),
            models.UniqueConstraint(
                name="ethics_officers_strategy_version_one_endorsed",
                fields=["strategy"],
                condition=Q(status="endorsed"),
            ),
            models.CheckConstraint(
                name="ethics_officers_strategy_version_submitted_by_and_when",
                condition=both_or_neither("submitted_at", "submitted_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_strategy_version_endorsed_by_and_when",
                condition=both_or_neither("endorsed_at", "endorsed_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_strategy_version_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_strategy_version_endorsed_says_by_whom",
                condition=Q(status__in=["draft", "submitted"], endorsed_on__isnull=True)
                | Q(status__in=["endorsed", "superseded"], endorsed_on__isnull=False)
                & ~Q(endorser=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_once_endorsed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF OLD.status IN ('endorsed', 'superseded') AND (TG_OP = 'DELETE'"
                    " OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status'"
                    " OR NEW.status NOT IN (OLD.status, 'superseded')) THEN"
                    " RAISE check_violation USING MESSAGE ="
                    " 'violates \"ethics_officers_strategy_version_stands_once_endorsed\"';"
                    " END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy}, {self.number}"

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def is_returned(self) -> bool:
        """Whether the head of department gave it back, and it is being written again."""
        return self.status == self.Status.DRAFT and bool(self.return_comment)


class StrategyPartQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "StrategyPartQuerySet":
        return self.filter(version__in=StrategyVersion.objects.visible_to(user))


@history.tracked()
class RiskArea(models.Model):
    """Where the work of a department is open to corruption, rated when the strategy is written."""

    version = models.ForeignKey(
        StrategyVersion, on_delete=models.PROTECT, related_name="risk_areas"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    levels = ArrayField(models.CharField(max_length=20, choices=Level), default=list, blank=True)
    likelihood = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    impact = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    note = models.TextField(blank=True)

    objects = StrategyPartQuerySet.as_manager()

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_risk_area_placed_once",
                fields=["version", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="ethics_officers_risk_area_rated_within_scale",
                condition=Q(
                    likelihood__range=(LOWEST, HIGHEST),
                    impact__range=(LOWEST, HIGHEST),
                ),
            ),
        ]
        triggers = [_stands_with_its_version("ethics_officers_risk_area")]

    def __str__(self) -> str:
        return self.name

    @property
    def level_names(self) -> str:
        return listed(Level(level).label for level in self.levels)

    @property
    def rating(self) -> int:
        """Likelihood times impact, from 1 to 25."""
        return self.likelihood * self.impact


@history.tracked()
class Objective(models.Model):
    """What a strategy means to reach."""

    version = models.ForeignKey(
        StrategyVersion, on_delete=models.PROTECT, related_name="objectives"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    objects = StrategyPartQuerySet.as_manager()

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_objective_placed_once",
                fields=["version", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [_stands_with_its_version("ethics_officers_objective")]

    def __str__(self) -> str:
        return self.text
