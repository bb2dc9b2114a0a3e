"""The items of a work plan: adding, changing, dropping, explaining away, closing."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models, transaction
from django.db.models import F, Max

from core import audit
from core.days import day_of
from core.versions import VERSION_FIELDS, check_is_current
from ethics_officers import permissions, queries, rules
from ethics_officers.models import (
    CentralPriority,
    Objective,
    PlanChange,
    PlanItem,
    RiskArea,
    WorkPlan,
    later,
    whole_months,
)
from people.models import User
from publications.models import Topic


class Every(models.TextChoices):
    """How often a recurring item comes back: one item for each period of its months."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        return 1 if self == Every.MONTH else 3


@dataclass(frozen=True)
class ItemValues:
    """What an item says, as its officers write it."""

    title: str
    three_a: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date
    owner: str = ""
    target: int | None = None
    levels: tuple[str, ...] = ()
    topic: Topic | None = None
    objective: Objective | None = None
    risk_area: RiskArea | None = None


FIELDS = tuple(ItemValues.__dataclass_fields__)
_MONTHS = ("starts_on", "ends_on")


def values_of(item: PlanItem) -> ItemValues:
    values = {name: getattr(item, name) for name in FIELDS}
    return ItemValues(**{**values, "levels": tuple(item.levels)})


@transaction.atomic
def add_item(
    *,
    plan_id: int,
    values: ItemValues,
    every: Every | None = None,
    reason: str = "",
    by: User,
    now: dt.datetime,
) -> list[PlanItem]:
    """Plan one thing more, or the same thing once in every month or quarter of its months.

    Raises PlanRefused if the plan is with the head of department, if the months lie outside its
    year, or if it is endorsed and no reason is given.
    """
    plan = _locked_plan(plan_id, by)
    rules.check_can_be_changed(plan, reason)
    rules.check_months(plan, values.starts_on, values.ends_on)

    last = plan.items.aggregate(last=Max("position"))["last"] or 0
    recurrence = uuid.uuid4() if every else None
    parts = _periods(values, every) if every else [values]
    items = [
        PlanItem(
            plan=plan,
            position=position,
            recurrence=recurrence,
            changed_by=by,
            changed_at=now,
            **_fields(part),
        )
        for position, part in enumerate(parts, start=last + 1)
    ]
    PlanItem.objects.bulk_create(items)
    for item in items:
        _note(plan, item, PlanChange.Kind.ADDED, {}, reason, by, now)

    _count_change(plan)
    audit.record(by, "ethics_officers.plan_item_added", items[0], at=now, items=len(items))
    return items


@transaction.atomic
def change_item(
    *,
    item_id: int,
    values: ItemValues,
    version: int,
    with_following: bool = False,
    reason: str = "",
    by: User,
    now: dt.datetime,
) -> PlanItem:
    """Change what an item says; with it, if asked, those of its recurrence still to come.

    The following ones keep their months. Raises Stale if somebody changed the item after it was
    read, and PlanRefused where `add_item` does, or if the item is closed.
    """
    plan, item = _locked_item(item_id, by)
    rules.check_can_be_changed(plan, reason)
    rules.check_is_open(item)
    rules.check_months(plan, values.starts_on, values.ends_on)
    check_is_current(item, version)

    _change(plan, item, values, reason, by, now)
    if with_following and item.recurrence:
        following = plan.items.open().filter(
            recurrence=item.recurrence, starts_on__gt=item.starts_on
        )
        for each in following.select_for_update(of=("self",)).order_by("pk"):
            months = {name: getattr(each, name) for name in _MONTHS}
            _change(plan, each, replace(values, **months), reason, by, now)

    _count_change(plan)
    audit.record(by, "ethics_officers.plan_item_changed", item, at=now)
    return item


@transaction.atomic
def drop_item(*, item_id: int, reason: str = "", by: User, now: dt.datetime) -> PlanItem:
    """Take an item out of the plan; it stays on record. Safe to repeat.

    Raises PlanRefused where `change_item` does, or if the item answers a central priority.
    """
    plan, item = _locked_item(item_id, by)
    if item.status == PlanItem.Status.DROPPED:
        return item
    rules.check_can_be_changed(plan, reason)
    rules.check_is_open(item)
    rules.check_is_no_priority(item)

    _set_status(item, PlanItem.Status.DROPPED, by, now)
    _note(plan, item, PlanChange.Kind.DROPPED, {}, reason, by, now)

    _count_change(plan)
    audit.record(by, "ethics_officers.plan_item_dropped", item, at=now)
    return item


@transaction.atomic
def explain_item(*, item_id: int, explanation: str, by: User, now: dt.datetime) -> PlanItem:
    """Say why the department does not do what a central priority asks. Safe to repeat.

    After endorsement the explanation is the reason of the change, too.
    """
    plan, item = _locked_item(item_id, by)
    if item.status == PlanItem.Status.EXPLAINED:
        return item
    rules.check_can_be_changed(plan, explanation)
    rules.check_is_open(item)
    rules.check_can_be_explained(item, explanation)

    before = item.status
    item.explanation = explanation
    _set_status(item, PlanItem.Status.EXPLAINED, by, now, "explanation")
    fields = {"status": [before, item.status]}
    _note(plan, item, PlanChange.Kind.CHANGED, fields, explanation, by, now)

    _count_change(plan)
    audit.record(by, "ethics_officers.plan_item_explained", item, at=now)
    return item


@transaction.atomic
def close_item(
    *, item_id: int, comment: str, told_result: int | None = None, by: User, now: dt.datetime
) -> PlanItem:
    """Say that an item is done. Safe to repeat.

    A result is told only where neither sessions, activities nor publications give one. Raises
    PlanRefused if the plan is not endorsed yet, if a session of the item is still to be held, or
    while officers have time to read what it circulates.
    """
    plan, item = _locked_item(item_id, by)
    if item.status == PlanItem.Status.DONE:
        return item
    rules.check_is_endorsed(plan)
    rules.check_is_open(item)
    result = queries.results([item])[item.pk]
    rules.check_can_be_closed(
        sessions_to_come=result.sessions - result.sessions_held,
        publications_to_come=result.reading.publications - result.reading.circulated,
        due_on=result.reading.due_on,
        is_counted=result.is_counted,
        told_result=told_result,
        today=day_of(now),
    )

    item.closing_comment, item.told_result = comment, told_result
    item.closed_at, item.closed_by = now, by
    closing = ("closing_comment", "told_result", "closed_at", "closed_by")
    _set_status(item, PlanItem.Status.DONE, by, now, *closing)

    _count_change(plan)
    audit.record(by, "ethics_officers.plan_item_closed", item, at=now)
    return item


@transaction.atomic
def reopen_item(*, item_id: int, by: User, now: dt.datetime) -> PlanItem:
    """Take back that an item is done; its comment stays to be completed. Safe to repeat."""
    plan, item = _locked_item(item_id, by)
    if item.status != PlanItem.Status.DONE:
        return item

    item.closed_at = item.closed_by = None
    _set_status(item, PlanItem.Status.UNDER_WAY, by, now, "closed_at", "closed_by")

    _count_change(plan)
    audit.record(by, "ethics_officers.plan_item_reopened", item, at=now)
    return item


# What other actions make items from -------------------------------------------------------------


def moved_to_year(item: PlanItem, plan: WorkPlan) -> PlanItem:
    """Make an item of another plan from one of an earlier year, in the same months of its year.

    Its objective and risk area stay with the strategy they were taken from.
    """
    shift = whole_months(item.plan.starts_on, plan.starts_on)
    return PlanItem(
        plan=plan,
        carried_from=item,
        title=item.title,
        three_a=item.three_a,
        kind=item.kind,
        topic_id=item.topic_id,
        levels=item.levels,
        owner=item.owner,
        target=item.target,
        starts_on=later(item.starts_on, shift),
        ends_on=later(item.ends_on, shift),
    )


def from_priority(priority: CentralPriority, plan: WorkPlan) -> PlanItem:
    """Make an item that answers a central priority, at any time in the year until it is planned."""
    return PlanItem(
        plan=plan,
        priority=priority,
        title=str(priority.title),
        three_a=priority.three_a,
        kind=priority.kind,
        topic_id=priority.topic_id,
        levels=priority.levels,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )


# Steps -------------------------------------------------------------------------------------------


def _locked_plan(plan_id: int, by: User) -> WorkPlan:
    """Lock a plan, which comes before its items, for one of its officers."""
    plan = (
        WorkPlan.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=plan_id)
    )
    permissions.check_can_manage_programme_of(by, plan.department)
    return plan


def _locked_item(item_id: int, by: User) -> tuple[WorkPlan, PlanItem]:
    plan = _locked_plan(PlanItem.objects.values_list("plan", flat=True).get(pk=item_id), by)
    return plan, plan.items.select_for_update(of=("self",)).get(pk=item_id)


def _periods(values: ItemValues, every: Every) -> Iterator[ItemValues]:
    """Give the values of one item for each period; the last may be shorter."""
    starts_on = values.starts_on
    while starts_on < values.ends_on:
        ends_on = min(later(starts_on, every.months), values.ends_on)
        yield replace(values, starts_on=starts_on, ends_on=ends_on)
        starts_on = ends_on


def _fields(values: ItemValues) -> dict[str, Any]:
    return {name: getattr(values, name) for name in FIELDS} | {"levels": list(values.levels)}


def _change(
    plan: WorkPlan, item: PlanItem, values: ItemValues, reason: str, by: User, now: dt.datetime
) -> None:
    changed = _differences(values_of(item), values)
    if not changed:
        return
    for name, value in _fields(values).items():
        setattr(item, name, value)
    item.note_change(by=by, at=now)
    item.save(update_fields=[*FIELDS, *VERSION_FIELDS])
    _note(plan, item, PlanChange.Kind.CHANGED, changed, reason, by, now)


def _differences(before: ItemValues, after: ItemValues) -> dict[str, list[Any]]:
    return {
        name: [_plain(getattr(before, name)), _plain(getattr(after, name))]
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    }


def _plain(value: Any) -> Any:
    """Write a value as JSON holds it: a topic by its key, other things by their text."""
    if isinstance(value, Topic):
        return value.pk
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _set_status(
    item: PlanItem, status: PlanItem.Status, by: User, now: dt.datetime, *fields: str
) -> None:
    item.status = status
    item.note_change(by=by, at=now)
    item.save(update_fields=["status", *fields, *VERSION_FIELDS])


def _note(
    plan: WorkPlan,
    item: PlanItem,
    kind: PlanChange.Kind,
    fields: dict[str, list[Any]],
    reason: str,
    by: User,
    now: dt.datetime,
) -> None:
    """Keep a change of an endorsed plan, with its reason; of any other there is nothing to tell."""
    if plan.is_endorsed:
        PlanChange.objects.create(
            plan=plan, item=item, kind=kind, fields=fields, reason=reason, made_at=now, made_by=by
        )


def _count_change(plan: WorkPlan) -> None:
    plan.revision = F("revision") + 1
    plan.save(update_fields=["revision"])
