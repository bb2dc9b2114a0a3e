"""What serves a plan item: the sessions and the publications whose figures are its own."""

from typing import TYPE_CHECKING

from django.db import models

from core import history
from ethics_officers.models.work_plans import PlanItem
from publications.models import Publication
from training.models import Session

if TYPE_CHECKING:
    from people.models import User


class OfPlanItemQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "OfPlanItemQuerySet":
        return self.filter(item__in=PlanItem.objects.visible_to(user))


@history.tracked()
class PlanItemSession(models.Model):
    """A session that serves a plan item: its attendance is the item's figure."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="session_links")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="plan_item_links")

    objects = OfPlanItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_plan_item_session_once", fields=["item", "session"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.session_id}"


@history.tracked()
class PlanItemPublication(models.Model):
    """A publication that serves a plan item: its circulations in the year of the plan count for it.

    Those that reach the department later in the year count, too, so that an item is planned before
    anything is circulated. Who of the department has read is the item's figure.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="publication_links")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="plan_item_links"
    )

    objects = OfPlanItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_plan_item_publication_once", fields=["item", "publication"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.publication_id}"
