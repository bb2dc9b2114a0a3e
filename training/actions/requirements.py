"""Requiring a course, and keeping how many are due in each department."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from core import audit
from core.days import day_of
from core.locks import Lock, hold
from people.models import Audience, Department, User
from training import permissions, rules
from training.actions.plans import write_audience
from training.models import Counted, Course, Due, DueCount, Requirement, State

# Whoever is due within so many days is due soon.
SOON_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class RequirementPlan:
    """A requirement as asked for. What names nobody of a kind means all."""

    course: Course
    basis: str
    starts_on: dt.date
    due_on: dt.date | None = None
    days: int | None = None
    levels: Collection[str] = ()
    employment_kinds: Collection[str] = ()
    roles: Collection[str] = ()
    departments: Collection[Department] = ()


@transaction.atomic
def require_course(*, plan: RequirementPlan, by: User, now: dt.datetime) -> Requirement:
    """Ask an audience to complete a course. Raises RequirementRefused for a day in the past."""
    permissions.check_can_require_courses(by)
    rules.check_course_is_offered(plan.course)
    rules.check_begins_no_sooner_than(day_of(now), plan.starts_on)
    requirement = Requirement(
        audience=Audience.objects.create(), course=plan.course, created_at=now, created_by=by
    )
    _write(requirement, plan)
    audit.record(by, "training.course_required", requirement, at=now)
    return requirement


@transaction.atomic
def change_requirement(
    *, requirement_id: int, plan: RequirementPlan, by: User, now: dt.datetime
) -> Requirement:
    """Ask for something else, as long as nobody has been asked for anything yet."""
    permissions.check_can_require_courses(by)
    requirement = Requirement.objects.select_for_update().get(pk=requirement_id)
    rules.check_requirement_has_not_begun(requirement, day_of(now))
    rules.check_course_is_offered(plan.course)
    rules.check_begins_no_sooner_than(day_of(now), plan.starts_on)
    _write(requirement, plan)
    audit.record(by, "training.requirement_changed", requirement, at=now)
    return requirement


@transaction.atomic
def end_requirement(
    *, requirement_id: int, ends_on: dt.date, by: User, now: dt.datetime
) -> Requirement:
    """Ask for it no longer, from a day on; what fell due before that day stays counted.

    One that would end before it begins never asks anybody.
    """
    permissions.check_can_require_courses(by)
    requirement = Requirement.objects.select_for_update().get(pk=requirement_id)
    rules.check_is_not_ended(requirement)
    rules.check_ends_no_sooner_than(day_of(now), ends_on)
    requirement.ends_on = max(ends_on, requirement.starts_on)
    requirement.ended_at, requirement.ended_by = now, by
    requirement.save(update_fields=["ends_on", "ended_at", "ended_by"])
    audit.record(by, "training.requirement_ended", requirement, at=now)
    return requirement


@transaction.atomic
def count_due(*, now: dt.datetime) -> None:
    """Count anew how many are due in each department, and keep that in place of what was kept."""
    hold(Lock.DUE_COUNTS)
    DueCount.objects.all().delete()
    for counted in Counted:
        DueCount.objects.bulk_create(_counts(counted, now))


def _counts(counted: Counted, now: dt.datetime) -> list[DueCount]:
    today = day_of(now)
    soon = Q(state=State.DUE, due_on__lte=today + dt.timedelta(days=SOON_DAYS))
    found: Any = (
        Due.objects.standing(today, counted=counted)
        .order_by()
        .values("requirement", "posting__department")
        .annotate(
            **{f"n_{state}": Count("pk", filter=Q(state=state)) for state in State.values},
            n_soon=Count("pk", filter=soon),
        )
    )
    return [
        DueCount(
            requirement_id=row["requirement"],
            department_id=row["posting__department"],
            counted=counted,
            stands_at=now,
            soon=row["n_soon"],
            **{state: row[f"n_{state}"] for state in State.values},
        )
        for row in found
    ]


def _write(requirement: Requirement, plan: RequirementPlan) -> None:
    requirement.course = plan.course
    requirement.basis = plan.basis
    requirement.starts_on = plan.starts_on
    requirement.due_on = plan.due_on
    requirement.days = plan.days
    requirement.save()
    write_audience(
        requirement.audience,
        levels=plan.levels,
        employment_kinds=plan.employment_kinds,
        roles=plan.roles,
        departments=plan.departments,
    )
