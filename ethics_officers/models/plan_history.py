"""What is said of a work plan, and what was changed of it after it was endorsed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import both_or_neither
from ethics_officers.models.work_plans import PlanItem, WorkPlan

if TYPE_CHECKING:
    from people.models import User


class OfPlanQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "OfPlanQuerySet":
        return self.filter(plan__in=WorkPlan.objects.visible_to(user))


@history.tracked()
class PlanComment(models.Model):
    """What somebody says of a plan, or of one of its items, before or after it is endorsed."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="comments")
    item = models.ForeignKey(
        PlanItem, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_plan_comment_settled_by_and_when",
                condition=both_or_neither("settled_at", "settled_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_plan_comment_says_something", condition=~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@history.tracked()
class PlanChange(models.Model):
    """A change of an endorsed plan, with its reason. Never changed itself.

    `fields` holds what differs, as `{field: [before, after]}` in values that JSON can hold.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        DROPPED = "dropped", _("Dropped")

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="changes")
    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind)
    fields = models.JSONField(default=dict)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_plan_change_has_a_reason", condition=~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.item}"
