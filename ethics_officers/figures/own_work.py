"""Figures of what a department does itself: activities, plan items, the Ethics Officer's post."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ethics_officers.figures.kinds import Behind, ByDepartment, Figure, Group, Of, Span, Unit
from ethics_officers.models import Activity, Designation, PlanItem, WorkPlan
from people.models import Department

# Activities --------------------------------------------------------------------------------------


def activities(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give what departments logged; of a session in the system, whom it reached is told there."""
    own = Q(session__isnull=True)
    return (
        Activity.objects.standing()
        .filter(
            department__in=departments,
            happened_on__gte=span.starts_on,
            happened_on__lt=span.ends_on,
        )
        .annotate(
            attendances=Coalesce(Sum("reach__attendances", filter=own), 0),
            persons=Coalesce(Sum("reach__persons", filter=own), 0),
        )
        .order_by("happened_on", "pk")
    )


def _reach(what: str, departments: Collection[int], span: Span) -> ByDepartment:
    found = activities(departments, span).values_list("department", what)
    totals = dict.fromkeys(departments, 0)
    for department, number in found:
        totals[department] += number
    return totals


def _number_of_activities(departments: Collection[int], span: Span) -> ByDepartment:
    found = Activity.objects.filter(pk__in=activities(departments, span).values("pk"))
    return dict(found.order_by().values_list("department").annotate(number=Count("pk")))


def _as_activities(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return activities(departments, span)


def _as_activities_that_reached(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return activities(departments, span).filter(attendances__gt=0)


# Work plan ---------------------------------------------------------------------------------------


def plan_items(
    statuses: Collection[str], departments: Collection[int], span: Span
) -> QuerySet[PlanItem]:
    """Give the items, in these states, of the plans for the year that were handed in."""
    plans = WorkPlan.objects.exclude(status=WorkPlan.Status.DRAFT).filter(
        department__in=departments, starts_on__gte=span.starts_on, starts_on__lt=span.ends_on
    )
    return (
        PlanItem.objects.filter(plan__in=plans, status__in=statuses)
        .select_related("priority")
        .order_by("starts_on", "position", "pk")
    )


def _number_of_items(
    statuses: Collection[str], departments: Collection[int], span: Span
) -> ByDepartment:
    found = plan_items(statuses, departments, span).order_by()
    return dict(found.values_list("plan__department").annotate(number=Count("pk")))


def _as_items(
    statuses: Collection[str], departments: Collection[int], span: Span
) -> QuerySet[PlanItem]:
    return plan_items(statuses, departments, span)


def _of_plan(key: str, label: Any, definition: Any, statuses: Collection[str]) -> Figure:
    return Figure(
        key,
        label,
        definition,
        partial(_number_of_items, statuses),
        partial(_as_items, statuses),
        Behind.PLAN_ITEMS,
        group=Group.PROGRAMMES,
        of=Of.DEPARTMENT,
    )


# The post of Ethics Officer ----------------------------------------------------------------------


def vacancies(departments: Collection[int], span: Span) -> dict[int, list[Span]]:
    """Give the days on which a department existed without an Ethics Officer, in spans."""
    gaps: dict[int, list[Span]] = {}
    held = Designation.objects.officers().overlapping(span.starts_on, span.ends_on)
    found = Department.objects.filter(pk__in=departments).prefetch_related(
        Prefetch("designations", held.order_by("starts_on"), to_attr="held")
    )
    for department in found:
        free_from = max(span.starts_on, department.starts_on)
        end = min(span.ends_on, department.ends_on or span.ends_on)
        gaps[department.pk] = []
        for designation in department.held:  # type: ignore[attr-defined]
            taken_on = min(designation.starts_on, end)
            if free_from < taken_on:
                gaps[department.pk].append(Span(free_from, taken_on))
            free_from = max(free_from, designation.ends_on or end)
        if free_from < end:
            gaps[department.pk].append(Span(free_from, end))
    return gaps


def _vacant_days(departments: Collection[int], span: Span) -> ByDepartment:
    return {
        department: sum(gap.days for gap in gaps)
        for department, gaps in vacancies(departments, span).items()
    }


def _as_vacancies(departments: Collection[int], span: Span) -> list[dict[str, Any]]:
    return [
        {
            "department": department,
            "starts_on": gap.starts_on,
            "last_day": gap.last_day,
            "days": gap.days,
        }
        for department, gaps in vacancies(departments, span).items()
        for gap in gaps
    ]


# What is counted --------------------------------------------------------------------------------

_STATUS = PlanItem.Status

OWN_WORK = (
    Figure(
        "activities",
        _("Activities"),
        _("Activities in the log of the department, without those withdrawn."),
        _number_of_activities,
        _as_activities,
        Behind.ACTIVITIES,
        group=Group.ACTIVITIES,
        of=Of.DEPARTMENT,
    ),
    Figure(
        "activity_attendances",
        _("Attendances at activities"),
        _(
            "Attendances told in the activity log. Who attended a session in this system is "
            "counted there and not again."
        ),
        partial(_reach, "attendances"),
        _as_activities_that_reached,
        Behind.ACTIVITIES,
        group=Group.ACTIVITIES,
        of=Of.DEPARTMENT,
    ),
    Figure(
        "activity_persons",
        _("Persons reached by activities"),
        _(
            "Persons told in the activity log, once for each activity they came to. Who attended "
            "a session in this system is counted there and not again."
        ),
        partial(_reach, "persons"),
        _as_activities_that_reached,
        Behind.ACTIVITIES,
        group=Group.ACTIVITIES,
        of=Of.DEPARTMENT,
        persons=partial(_reach, "persons"),
    ),
    _of_plan(
        "plan_items",
        _("Plan items"),
        _("Items of the work plan that was handed in for the year, without those dropped."),
        [_STATUS.PLANNED, _STATUS.UNDER_WAY, _STATUS.DONE, _STATUS.EXPLAINED],
    ),
    _of_plan(
        "plan_items_done",
        _("Plan items done"),
        _("Items of the work plan that are done, whenever they were closed."),
        [_STATUS.DONE],
    ),
    _of_plan(
        "plan_items_explained",
        _("Plan items explained away"),
        _("Central priorities that the work plan explains not taking up."),
        [_STATUS.EXPLAINED],
    ),
    Figure(
        "vacant_days",
        _("Days without an Ethics Officer"),
        _("Days of the period on which the department existed and no Ethics Officer was in post."),
        _vacant_days,
        _as_vacancies,
        Behind.VACANCIES,
        Unit.DAYS,
        group=Group.OFFICERS,
        of=Of.DEPARTMENT,
    ),
)
