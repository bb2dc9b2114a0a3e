"""Items of work plans that count who reads publications, and activities that used them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ethics_officers.models import Activity, PlanItem, WorkPlan
from publications.models import Publication
from publications.uses import Use, register_use


@register_use
def plan_items(publication: Publication) -> Iterable[Use]:
    """Give the items that count the readers of a publication; of a draft, without what it says."""
    found = PlanItem.objects.filter(publication_links__publication=publication)
    for item in found.select_related("plan__department").order_by("-plan__starts_on", "pk"):
        if item.plan.status == WorkPlan.Status.DRAFT:
            yield Use(_("Plan item, in a draft"), str(item.plan.department.name))
        else:
            yield Use(
                _("Plan item"),
                f"{item.title} ({item.plan.department.name})",
                reverse("ethics_officers:plan-item-detail", args=[item.pk]),
            )


@register_use
def activities(publication: Publication) -> Iterable[Use]:
    """Give the activities that used a publication, the newest first."""
    found = Activity.objects.standing().filter(publication=publication)
    for activity in found.select_related("department").order_by("-happened_on", "pk"):
        yield Use(
            _("Activity"),
            f"{activity.title} ({activity.department.name})",
            reverse("ethics_officers:activity-detail", args=[activity.pk]),
        )
