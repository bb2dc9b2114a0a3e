"""Central priorities: what programme staff ask every department to plan for."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from core import audit
from core.chinese import simplify
from ethics_officers import emails, permissions, rules
from ethics_officers.actions.plan_items import from_priority
from ethics_officers.models import CentralPriority, PlanChange, PlanItem, WorkPlan
from people.models import User


@transaction.atomic
def save_priority(*, priority: CentralPriority, by: User, now: dt.datetime) -> CentralPriority:
    """Write a priority, new or changed. Raises PriorityRefused once departments have planned it."""
    permissions.check_can_manage_programmes(by)
    is_new = priority.pk is None
    if not is_new:
        stored = CentralPriority.objects.select_for_update().get(pk=priority.pk)
        rules.check_is_not_published(stored)
    else:
        others = CentralPriority.objects.filter(basis=priority.basis, year=priority.year)
        priority.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1

    priority.title_zh_hans = simplify(priority.title_zh_hant)
    priority.guidance_zh_hans = simplify(priority.guidance_zh_hant)
    priority.save()

    deed = "created" if is_new else "changed"
    audit.record(by, f"ethics_officers.priority_{deed}", priority, at=now)
    return priority


@transaction.atomic
def publish_priority(*, priority_id: int, by: User, now: dt.datetime) -> CentralPriority:
    """Ask every department for it; plans that are begun get it as an item, and officers are told.

    An endorsed plan keeps it as a change. Safe to repeat. Raises PriorityRefused if it was
    withdrawn.
    """
    permissions.check_can_manage_programmes(by)
    priority = CentralPriority.objects.select_for_update().get(pk=priority_id)
    rules.check_is_not_withdrawn(priority)
    if priority.published_at is not None:
        return priority

    priority.published_at, priority.published_by = now, by
    priority.save(update_fields=["published_at", "published_by"])
    plans = list(
        WorkPlan.objects.filter(basis=priority.basis, year=priority.year)
        .select_for_update()
        .order_by("pk")
    )
    items = _add_to_plans(priority, plans)
    PlanChange.objects.bulk_create(
        PlanChange(
            plan=item.plan,
            item=item,
            kind=PlanChange.Kind.ADDED,
            reason=str(priority.title_en),
            made_at=now,
            made_by=by,
        )
        for item in items
        if item.plan.is_endorsed
    )

    audit.record(by, "ethics_officers.priority_published", priority, at=now, plans=len(plans))
    emails.priority_published(priority, items, now=now)
    return priority


@transaction.atomic
def withdraw_priority(*, priority_id: int, by: User, now: dt.datetime) -> CentralPriority:
    """Ask for it no longer; plans that have it keep it until it is explained away.

    Safe to repeat. Raises PriorityRefused if it was not published.
    """
    permissions.check_can_manage_programmes(by)
    priority = CentralPriority.objects.select_for_update().get(pk=priority_id)
    rules.check_is_published(priority)
    if priority.withdrawn_at is not None:
        return priority

    priority.withdrawn_at, priority.withdrawn_by = now, by
    priority.save(update_fields=["withdrawn_at", "withdrawn_by"])

    audit.record(by, "ethics_officers.priority_withdrawn", priority, at=now)
    return priority


def _add_to_plans(priority: CentralPriority, plans: list[WorkPlan]) -> list[PlanItem]:
    last = dict(
        PlanItem.objects.filter(plan__in=plans)
        .order_by()
        .values_list("plan")
        .annotate(last=Max("position"))
    )
    items = []
    for plan in plans:
        item = from_priority(priority, plan)
        item.position = last.get(plan.pk, 0) + 1
        items.append(item)
    return PlanItem.objects.bulk_create(items)
