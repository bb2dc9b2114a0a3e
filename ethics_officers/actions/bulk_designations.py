"""Designating many officers at once, or trying out what would come of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from core import audit
from core.errors import RuleViolation
from ethics_officers import permissions
from ethics_officers.actions.designations import designate
from ethics_officers.models import Designation
from people.models import Department, User


@dataclass(frozen=True)
class WantedDesignation:
    """A designation to record."""

    department_id: int
    person_id: int
    capacity: str
    starts_on: dt.date
    ends_on: dt.date | None
    post_title: str
    phone: str


@dataclass(frozen=True)
class Outcome:
    """What came of it: recorded, recorded before, or refused for a reason."""

    is_new: bool
    problem: str = ""


@transaction.atomic
def designate_all(
    *, wanted: Sequence[WantedDesignation], by: User, now: dt.datetime, try_out: bool = False
) -> list[Outcome]:
    """Record each designation that can be, in order; say of each what came of it.

    Safe to repeat: one that is recorded already stays as it is. With `try_out`, everything is done
    and undone again, so that the outcome is the true one and nothing is left of it.
    """
    permissions.check_can_manage_ethics_officers(by)
    departments = Department.objects.filter(pk__in={each.department_id for each in wanted})
    # In one order, so that two loads never wait for each other in a ring.
    list(departments.select_for_update().order_by("pk"))
    outcomes = [_designate(each, by, now) for each in wanted]
    if try_out:
        transaction.set_rollback(True)
        return outcomes
    recorded = sum(outcome.is_new for outcome in outcomes)
    audit.record(
        by, "ethics_officers.designations_loaded", at=now, rows=len(outcomes), recorded=recorded
    )
    return outcomes


def _designate(wanted: WantedDesignation, by: User, now: dt.datetime) -> Outcome:
    recorded = Designation.objects.filter(
        department=wanted.department_id,
        person=wanted.person_id,
        capacity=wanted.capacity,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
    )
    if recorded.exists():
        return Outcome(is_new=False)
    try:
        with transaction.atomic():
            designate(
                department_id=wanted.department_id,
                person_id=wanted.person_id,
                capacity=wanted.capacity,
                starts_on=wanted.starts_on,
                ends_on=wanted.ends_on,
                post_title=wanted.post_title,
                phone=wanted.phone,
                by=by,
                now=now,
            )
    except RuleViolation as refusal:
        return Outcome(is_new=False, problem=str(refusal))
    return Outcome(is_new=True)
