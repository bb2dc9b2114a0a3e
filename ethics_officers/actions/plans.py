"""A department's work plan: starting it, handing it in, commenting on it, endorsing it."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from core import audit
from ethics_officers import emails, permissions, rules
from ethics_officers.actions.plan_items import from_priority, moved_to_year
from ethics_officers.models import CentralPriority, PlanComment, PlanItem, WorkPlan, first_day
from people.models import Department, User


@transaction.atomic
def start_plan(
    *,
    department_id: int,
    basis: str,
    year: int,
    carried_item_ids: Collection[int] = (),
    by: User,
    now: dt.datetime,
) -> WorkPlan:
    """Begin the plan of a department for a year, with the central priorities of that year.

    Items of an earlier plan of the department may be carried over; their months move by as many
    years. An item carried over that answers a central priority is the department's own from then
    on. Raises PlanRefused if there is a plan for some of the year already.
    """
    department = Department.objects.select_for_update().get(pk=department_id)
    permissions.check_can_manage_programme_of(by, department)
    starts_on, ends_on = first_day(basis, year), first_day(basis, year + 1)
    others = department.work_plans.filter(starts_on__lt=ends_on, ends_on__gt=starts_on)
    rules.check_year_is_free(others.first())

    plan = WorkPlan.objects.create(
        department=department,
        basis=basis,
        year=year,
        starts_on=starts_on,
        ends_on=ends_on,
        started_at=now,
        started_by=by,
    )
    carried = PlanItem.objects.filter(pk__in=carried_item_ids, plan__department=department)
    items = [moved_to_year(item, plan) for item in carried.select_related("plan").order_by("pk")]
    items += [from_priority(each, plan) for each in CentralPriority.objects.for_plan(plan)]
    for position, item in enumerate(items, start=1):
        item.position = position
    PlanItem.objects.bulk_create(items)

    audit.record(by, "ethics_officers.plan_started", plan, at=now, items=len(items))
    return plan


@transaction.atomic
def submit_plan(*, plan_id: int, by: User, now: dt.datetime) -> WorkPlan:
    """Hand a plan to the head of department. Safe to repeat.

    Raises PlanRefused if it is endorsed, or if nothing is planned in it.
    """
    plan = _locked(plan_id)
    permissions.check_can_manage_programme_of(by, plan.department)
    if plan.status == WorkPlan.Status.SUBMITTED:
        return plan
    rules.check_can_be_submitted(plan)

    plan.status = WorkPlan.Status.SUBMITTED
    plan.submitted_at, plan.submitted_by = now, by
    plan.save(update_fields=["status", "submitted_at", "submitted_by"])

    audit.record(by, "ethics_officers.plan_submitted", plan, at=now)
    emails.plan_submitted(plan, now=now)
    return plan


@transaction.atomic
def return_plan(*, plan_id: int, comment: str, by: User, now: dt.datetime) -> WorkPlan:
    """Give a submitted plan back to its officers, with what is to be changed, as its head.

    Raises PlanRefused if it was not submitted, or if nothing says what is to be changed.
    """
    plan = _locked(plan_id)
    permissions.check_can_endorse_for(by, plan.department)
    rules.check_is_submitted(plan)
    rules.check_return_says_why(plan, comment)

    plan.status = WorkPlan.Status.RETURNED
    plan.save(update_fields=["status"])
    if comment:
        _write_comment(plan, None, comment, by, now)

    audit.record(by, "ethics_officers.plan_returned", plan, at=now)
    emails.plan_returned(plan, by=by, now=now)
    return plan


@transaction.atomic
def take_back_plan(*, plan_id: int, by: User, now: dt.datetime) -> WorkPlan:
    """Make a submitted plan a draft again, as one of its officers. Safe to repeat.

    Raises PlanRefused if it is endorsed already.
    """
    plan = _locked(plan_id)
    permissions.check_can_manage_programme_of(by, plan.department)
    if plan.status == WorkPlan.Status.DRAFT:
        return plan
    rules.check_is_submitted(plan)

    plan.status = WorkPlan.Status.DRAFT
    plan.save(update_fields=["status"])

    audit.record(by, "ethics_officers.plan_taken_back", plan, at=now)
    return plan


@transaction.atomic
def endorse_plan(
    *, plan_id: int, endorser: str, endorsed_on: dt.date, by: User, now: dt.datetime
) -> WorkPlan:
    """Record that the head of department endorsed a plan.

    The head does so here; an officer records an endorsement given on paper, with the head's name
    and its date. Raises PlanRefused if the plan was not submitted, or the day is still to come.
    """
    plan = _locked(plan_id)
    if not permissions.can_endorse_for(by, plan.department):
        permissions.check_can_manage_programme_of(by, plan.department)
    rules.check_is_submitted(plan)
    rules.check_endorsement(endorser, endorsed_on, now)

    plan.status = WorkPlan.Status.ENDORSED
    plan.endorser, plan.endorsed_on = endorser, endorsed_on
    plan.endorsed_at, plan.endorsed_by = now, by
    plan.save(update_fields=["status", "endorser", "endorsed_on", "endorsed_at", "endorsed_by"])

    audit.record(by, "ethics_officers.plan_endorsed", plan, at=now)
    emails.plan_endorsed(plan, by=by, now=now)
    return plan


@transaction.atomic
def comment_on_plan(
    *, plan_id: int, item_id: int | None, text: str, by: User, now: dt.datetime
) -> PlanComment:
    """Say something of a plan or of one of its items: its officers, the head, programme staff."""
    plan = _locked(plan_id)
    permissions.check_can_comment_on_plan_of(by, plan.department)
    item = plan.items.get(pk=item_id) if item_id else None
    comment = _write_comment(plan, item, text, by, now)

    audit.record(by, "ethics_officers.plan_commented", comment, at=now, plan=plan.pk)
    emails.plan_commented(comment, now=now)
    return comment


@transaction.atomic
def settle_comment(*, comment_id: int, by: User, now: dt.datetime) -> PlanComment:
    """Mark a comment as dealt with. Safe to repeat: who did so first stays on it."""
    comment = PlanComment.objects.select_for_update(of=("self",)).get(pk=comment_id)
    permissions.check_can_manage_programme_of(by, comment.plan.department)
    if comment.settled_at is not None:
        return comment

    comment.settled_at, comment.settled_by = now, by
    comment.save(update_fields=["settled_at", "settled_by"])

    audit.record(by, "ethics_officers.plan_comment_settled", comment, at=now)
    return comment


def _locked(plan_id: int) -> WorkPlan:
    return (
        WorkPlan.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=plan_id)
    )


def _write_comment(
    plan: WorkPlan, item: PlanItem | None, text: str, by: User, now: dt.datetime
) -> PlanComment:
    return PlanComment.objects.create(
        plan=plan, item=item, text=text, written_at=now, written_by=by
    )
