"""Whom a reminder by hand would reach."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from notifications.models import Message
from people.models import Department, User
from people.roles import Permission
from publications.models import Chaser, CirculationRound, Recipient, RecipientQuerySet

CHASER = "publications.chaser"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Which of those who have not read are chased; what is empty limits nothing."""

    department: Department | None = None
    level: str = ""
    step: str = Chaser.Step.OUTSTANDING


@dataclass(frozen=True)
class Preview:
    """How many a reminder would go to, and how many it would not go to, and why."""

    to_tell: int
    told_today: int
    without_account: int
    by_department: list[tuple[Department, int]]


def key_of(day: dt.date, pk: Any = "pk") -> Concat:
    """Give the key of the message that a recipient may get by hand on a day: there is one."""
    parts = (Value(f"{CHASER}:"), Cast(pk, TextField()), Value(f":{day.isoformat()}"))
    return Concat(*parts, output_field=TextField())


def to_chase(
    round_: CirculationRound, user: User, group: Group, *, today: dt.date
) -> RecipientQuerySet:
    """Give those of a round whom a user may chase who have not done what is asked."""
    found = Recipient.objects.asked_now().outstanding().filter(round=round_)
    if not user.has(Permission.CIRCULATE):
        found = found.filter(department__in=user.departments_with(Permission.CHASE_READERS))
    if group.department is not None:
        found = found.filter(department=group.department)
    if group.level:
        found = found.at_level(group.level)
    if group.step == Chaser.Step.UNOPENED:
        found = found.filter(opened_at=None)
    if group.step == Chaser.Step.LATE:
        found = found.filter(due_on__lt=today)
    return found


def was_told(today: dt.date) -> Exists:
    """The condition that a recipient was chased today."""
    messages: QuerySet[Any] = Message.objects.annotate(one=Value(1))
    return Exists(messages.filter(key=key_of(today, OuterRef("pk"))))


def preview_of(recipients: RecipientQuerySet, *, today: dt.date) -> Preview:
    """Count whom a reminder would go to, in all and by department, the most first."""
    with_account = Q(person__user__isnull=False)
    told = was_told(today)
    rows: Any = (
        recipients.order_by()
        .annotate(told=told)
        .values("department")
        .annotate(
            to_tell=Count("pk", filter=with_account & Q(told=False)),
            told_today=Count("pk", filter=Q(told=True)),
            without=Count("pk", filter=~with_account),
        )
    )
    found = list(rows)
    names = Department.objects.in_bulk([row["department"] for row in found])
    counts = [(names[row["department"]], row["to_tell"]) for row in found if row["to_tell"]]
    return Preview(
        sum(row["to_tell"] for row in found),
        sum(row["told_today"] for row in found),
        sum(row["without"] for row in found),
        sorted(counts, key=lambda each: (-each[1], each[0].name_en)),
    )
