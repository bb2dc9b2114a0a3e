"""Work plans: what a department does for integrity in a year, item by item."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import DateSpan, both_or_neither
from core.translated import Translated
from core.versions import VERSION_FIELDS, Versioned
from ethics_officers.models.scopes import own_or_told
from ethics_officers.models.strategies import Objective, RiskArea
from ethics_officers.models.years import MONTHS_OF_A_YEAR, YearBasis, later, year_name
from people.models import Department, Level
from people.roles import Permission
from publications.models import Topic
from training.models import Session

if TYPE_CHECKING:
    from ethics_officers.models.item_links import PlanItemSession
    from people.models import User


class ThreeA(models.TextChoices):
    """The three A's of integrity management in the handbook of CSB and ICAC."""

    AWARENESS = "awareness", _("Awareness")
    ASSESSMENT = "assessment", _("Assessment")
    ACTION = "action", _("Action")


class ActivityKind(models.TextChoices):
    """What kind of thing is planned or was done."""

    TALK = "talk", _("Talk or seminar")
    WORKSHOP = "workshop", _("Workshop")
    WEBINAR = "webinar", _("Webinar")
    E_LEARNING = "e_learning", _("E-learning")
    BRIEFING = "briefing", _("Briefing at work")
    CIRCULATION = "circulation", _("Circulation of a publication")
    POSTER = "poster", _("Posters or display")
    QUIZ = "quiz", _("Quiz or competition")
    REVIEW = "review", _("Review of procedures")
    GUIDELINES = "guidelines", _("Guidelines or code")
    SURVEY = "survey", _("Survey")
    OTHER = "other", _("Other")


class CentralPriorityQuerySet(models.QuerySet["CentralPriority"]):
    def visible_to(self, user: "User") -> "CentralPriorityQuerySet":
        if user.has(Permission.VIEW_PROGRAMMES):
            return self
        return self.published() if user.has(Permission.VIEW_OWN_PROGRAMME) else self.none()

    def published(self) -> "CentralPriorityQuerySet":
        """Those that departments are asked to plan for now: told to them, and not withdrawn."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def for_plan(self, plan: "WorkPlan") -> "CentralPriorityQuerySet":
        return self.published().filter(basis=plan.basis, year=plan.year)


@history.tracked()
class CentralPriority(models.Model):
    """Something programme staff ask every department to plan for in a year."""

    basis = models.CharField(max_length=20, choices=YearBasis)
    year = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=1)
    title_en = models.CharField(max_length=200)
    title_zh_hant = models.CharField(max_length=200)
    title_zh_hans = models.CharField(max_length=200)
    title = Translated()
    guidance_en = models.TextField(blank=True)
    guidance_zh_hant = models.TextField(blank=True)
    guidance_zh_hans = models.TextField(blank=True)
    guidance = Translated()
    three_a = models.CharField(max_length=20, choices=ThreeA)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    levels = ArrayField(models.CharField(max_length=20, choices=Level), default=list, blank=True)
    kind = models.CharField(max_length=20, choices=ActivityKind)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CentralPriorityQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "position", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_priority_published_by_and_when",
                condition=both_or_neither("published_at", "published_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_priority_withdrawn_by_and_when",
                condition=both_or_neither("withdrawn_at", "withdrawn_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_priority_only_published_withdrawn",
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def year_name(self) -> str:
        return year_name(self.basis, self.year)


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    def visible_to(self, user: "User") -> "WorkPlanQuerySet":
        return self.filter(own_or_told(user, ~Q(status=WorkPlan.Status.DRAFT)))

    def on(self, day: dt.date) -> "WorkPlanQuerySet":
        """Those whose year a day lies in."""
        return self.filter(starts_on__lte=day, ends_on__gt=day)


@history.tracked(exclude=["revision"])
class WorkPlan(models.Model):
    """What a department plans for one year: a draft, submitted, then returned or endorsed.

    After endorsement every change is a PlanChange with its reason. `revision` counts the changes
    of its items, so that who looks at an old view of it is told.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned with comments")
        ENDORSED = "endorsed", _("Endorsed")

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="work_plans")
    basis = models.CharField(max_length=20, choices=YearBasis)
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
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
    revision = models.PositiveIntegerField(default=0)

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "pk")
        constraints = [
            ExclusionConstraint(
                name="ethics_officers_work_plan_one_at_any_instant",
                expressions=[
                    ("department", RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="ethics_officers_work_plan_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="ethics_officers_work_plan_submitted_by_and_when",
                condition=both_or_neither("submitted_at", "submitted_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_work_plan_endorsed_by_and_when",
                condition=both_or_neither("endorsed_at", "endorsed_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_work_plan_endorsed_says_by_whom",
                condition=~Q(status="endorsed") & Q(endorsed_on__isnull=True)
                | Q(status="endorsed", endorsed_on__isnull=False) & ~Q(endorser=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}, {self.year_name}"

    @property
    def year_name(self) -> str:
        return year_name(self.basis, self.year)

    def months(self) -> list[dt.date]:
        """Give the first day of each month of the year."""
        return [later(self.starts_on, number) for number in range(MONTHS_OF_A_YEAR)]

    @property
    def is_endorsed(self) -> bool:
        return self.status == self.Status.ENDORSED

    @property
    def is_open(self) -> bool:
        """Whether its officers may change it: not while it is with the head of department."""
        return self.status != self.Status.SUBMITTED


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    def visible_to(self, user: "User") -> "PlanItemQuerySet":
        return self.filter(plan__in=WorkPlan.objects.visible_to(user))

    def standing(self) -> "PlanItemQuerySet":
        """Those neither dropped nor explained away."""
        return self.exclude(status__in=[PlanItem.Status.DROPPED, PlanItem.Status.EXPLAINED])

    def open(self) -> "PlanItemQuerySet":
        """Those still to be done."""
        return self.filter(status__in=[PlanItem.Status.PLANNED, PlanItem.Status.UNDER_WAY])

    def overdue(self, day: dt.date) -> "PlanItemQuerySet":
        """Those still to be done though their months are over."""
        return self.open().filter(ends_on__lte=day)


@history.tracked(exclude=VERSION_FIELDS)
class PlanItem(Versioned):
    """One thing a department plans to do, in some months of the year of its plan.

    What it reached comes from its sessions, activities and publications; only what has none is
    told by hand (`told_result`). An item that answers a central priority is never dropped: it is
    done, or explained away. `months` spans from the first of a month, inclusive, to the first of a
    month, exclusive.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("plan item", "Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")
        EXPLAINED = "explained", _("Explained away")

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    three_a = models.CharField(max_length=20, choices=ThreeA)
    title = models.CharField(max_length=200)
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_items"
    )
    risk_area = models.ForeignKey(
        RiskArea, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_items"
    )
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_items"
    )
    levels = ArrayField(models.CharField(max_length=20, choices=Level), default=list, blank=True)
    kind = models.CharField(max_length=20, choices=ActivityKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    owner = models.CharField(max_length=150, blank=True)
    target = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED)
    priority = models.ForeignKey(
        CentralPriority, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_items"
    )
    explanation = models.TextField(blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    recurrence = models.UUIDField(null=True, blank=True, editable=False)
    told_result = models.PositiveIntegerField(null=True, blank=True)
    closing_comment = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sessions: "models.ManyToManyField[Session, PlanItemSession]" = models.ManyToManyField(
        Session, through="PlanItemSession", related_name="plan_items"
    )

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "starts_on", "position", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_plan_item_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="ethics_officers_plan_item_closed_by_and_when",
                condition=both_or_neither("closed_at", "closed_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_plan_item_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_plan_item_done_is_closed",
                condition=Q(status="done", closed_at__isnull=False)
                | ~Q(status="done") & Q(closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="ethics_officers_plan_item_of_priority_not_dropped",
                condition=Q(priority__isnull=True) | ~Q(status="dropped"),
            ),
            models.CheckConstraint(
                name="ethics_officers_plan_item_explained_says_why",
                condition=~Q(status="explained") | Q(priority__isnull=False) & ~Q(explanation=""),
            ),
            models.UniqueConstraint(
                name="ethics_officers_plan_item_once_per_priority",
                fields=["plan", "priority"],
                condition=Q(priority__isnull=False),
            ),
            models.UniqueConstraint(
                name="ethics_officers_plan_item_carried_once",
                fields=["plan", "carried_from"],
                condition=Q(carried_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> dt.date:
        return self.ends_on - dt.timedelta(days=1)
