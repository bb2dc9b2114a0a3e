"""When a work plan and its items allow what is asked, and how an item stands."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.days import day_of, day_text
from core.errors import RuleViolation
from ethics_officers.models import CentralPriority, PlanComment, PlanItem, WorkPlan, whole_months


class PlanRefused(RuleViolation):
    """A work plan can't be changed as asked."""


class PriorityRefused(RuleViolation):
    """A central priority can't be changed as asked."""


class Progress(models.TextChoices):
    """How an item of a plan stands on a day."""

    PLANNED = "planned", pgettext_lazy("of a plan item", "Planned")
    ON_TRACK = "on_track", gettext_lazy("On track")
    BEHIND = "behind", gettext_lazy("Behind")
    DONE = "done", pgettext_lazy("of a plan item", "Done")
    EXPLAINED = "explained", gettext_lazy("Explained away")
    DROPPED = "dropped", pgettext_lazy("of a plan item", "Dropped")


def progress(item: PlanItem, reached: int | None, day: dt.date) -> Progress:
    """Say how an item stands on a day: the one rule, from its months, target and result.

    What was closed, explained away or dropped is that. Before its first month an item is planned,
    unless something was reached already. With a target, it is behind when it reached less than
    the share of the target that the whole months gone by make of its months. Without one, it is
    behind when its months are over.
    """
    if closed := _CLOSED.get(item.status):
        return closed
    if day < item.starts_on and not reached:
        return Progress.PLANNED
    gone, all_months = whole_months(item.starts_on, day), whole_months(item.starts_on, item.ends_on)
    if item.target:
        due = item.target * max(0, min(gone, all_months))
        return Progress.BEHIND if (reached or 0) * all_months < due else Progress.ON_TRACK
    return Progress.BEHIND if day >= item.ends_on else Progress.ON_TRACK


_CLOSED: dict[str, Progress] = {
    PlanItem.Status.DONE: Progress.DONE,
    PlanItem.Status.EXPLAINED: Progress.EXPLAINED,
    PlanItem.Status.DROPPED: Progress.DROPPED,
}


def check_year_is_free(other: WorkPlan | None) -> None:
    if other:
        raise PlanRefused(
            _("There is a plan for %(year)s already, which covers some of these months.")
            % {"year": other.year_name}
        )


def check_can_be_changed(plan: WorkPlan, reason: str) -> None:
    """Refuse changes while the head of department has the plan, and then those without a reason."""
    if not plan.is_open:
        raise PlanRefused(
            _("The plan is with the head of department. Take it back to change it, or wait.")
        )
    if plan.is_endorsed and not reason.strip():
        raise PlanRefused(
            _("The plan is endorsed: say in the field “Reason” why it is changed now.")
        )


def check_months(plan: WorkPlan, starts_on: dt.date, ends_on: dt.date) -> None:
    """Refuse months outside the year of the plan; `ends_on` is the first day after them."""
    if starts_on >= ends_on:
        raise PlanRefused(_("The last month comes before the first. Choose a later one."))
    if starts_on < plan.starts_on or ends_on > plan.ends_on:
        raise PlanRefused(
            _("The plan is for %(first)s to %(last)s. Choose months within it.")
            % {
                "first": day_text(plan.starts_on),
                "last": day_text(plan.ends_on - dt.timedelta(days=1)),
            }
        )


def check_is_open(item: PlanItem) -> None:
    if item.status in _CLOSED:
        raise PlanRefused(
            _("“%(item)s” is closed, dropped or explained away, and changes no more.")
            % {"item": item.title}
        )


def check_is_no_priority(item: PlanItem) -> None:
    if item.priority_id:
        raise PlanRefused(
            _("“%(item)s” answers a central priority. Do it, or explain why not.")
            % {"item": item.title}
        )


def check_can_be_explained(item: PlanItem, explanation: str) -> None:
    if not item.priority_id:
        raise PlanRefused(
            _("“%(item)s” is your own item. Drop it if you will not do it.") % {"item": item.title}
        )
    if not explanation.strip():
        raise PlanRefused(_("Say why the department does not do it."))


def check_is_endorsed(plan: WorkPlan) -> None:
    if not plan.is_endorsed:
        raise PlanRefused(_("Items are closed once the plan is endorsed. Submit it first."))


def check_can_be_closed(
    *,
    sessions_to_come: int,
    publications_to_come: int,
    due_on: dt.date | None,
    is_counted: bool,
    told_result: int | None,
    today: dt.date,
) -> None:
    """Refuse while a session or circulation is to come, and while officers have time to read.

    `due_on` is the last day of those who have not read yet.
    """
    if sessions_to_come:
        raise PlanRefused(
            _("A session of this item is still to be held. Close the item when it is over.")
        )
    if publications_to_come:
        raise PlanRefused(
            _(
                "A publication of this item has not reached the department in the year of the "
                "plan. Close the item when it has, or no longer count the publication."
            )
        )
    if due_on and due_on >= today:
        raise PlanRefused(
            _(
                "Officers of the department have until %(day)s to read what this item "
                "circulates. Close the item after that day, or once all have read."
            )
            % {"day": day_text(due_on)}
        )
    if is_counted and told_result is not None:
        raise PlanRefused(
            _(
                "The result is counted from sessions, activities and publications, so none is "
                "told by hand."
            )
        )


def check_can_be_submitted(plan: WorkPlan) -> None:
    if plan.is_endorsed:
        raise PlanRefused(_("The plan is endorsed already."))
    if not plan.items.standing().exists():
        raise PlanRefused(_("Nothing is planned yet. Add an item, then submit the plan."))


def check_is_submitted(plan: WorkPlan) -> None:
    if plan.status != WorkPlan.Status.SUBMITTED:
        raise PlanRefused(
            _("The plan is not submitted: it is %(status)s.")
            % {"status": plan.get_status_display().lower()}
        )


def check_return_says_why(plan: WorkPlan, comment: str) -> None:
    if comment.strip():
        return
    if not PlanComment.objects.filter(plan=plan, settled_at__isnull=True).exists():
        raise PlanRefused(_("Say what is to be changed, here or as a comment on an item."))


def check_endorsement(endorser: str, endorsed_on: dt.date, now: dt.datetime) -> None:
    if not endorser.strip():
        raise PlanRefused(_("Write the name of the head of department who endorsed it."))
    if endorsed_on > day_of(now):
        raise PlanRefused(_("The day of the endorsement is still to come. Write a day gone by."))


def check_is_not_published(priority: CentralPriority) -> None:
    if priority.published_at is not None:
        raise PriorityRefused(
            _("It is published, and departments plan by it. Withdraw it and publish another.")
        )


def check_is_published(priority: CentralPriority) -> None:
    if priority.published_at is None:
        raise PriorityRefused(_("It is not published, so there is nothing to withdraw."))


def check_is_not_withdrawn(priority: CentralPriority) -> None:
    if priority.withdrawn_at is not None:
        raise PriorityRefused(_("It was withdrawn. Write another one and publish that."))
