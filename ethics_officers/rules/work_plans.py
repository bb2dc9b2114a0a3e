"""When a work plan and its items allow what is asked, and how an item stands."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.errors import RuleViolation
from ethics_officers.models import PlanItem

MONTHS_OF_A_YEAR = 12


class PlanRefused(RuleViolation):
    """A work plan can't be changed as asked."""


class PriorityRefused(RuleViolation):
    """A central priority can't be changed as asked."""


class Standing(models.TextChoices):
    """How an item of a plan stands on a day."""

    PLANNED = "planned", pgettext_lazy("of a plan item", "Planned")
    ON_TRACK = "on_track", gettext_lazy("On track")
    BEHIND = "behind", gettext_lazy("Behind")
    DONE = "done", pgettext_lazy("of a plan item", "Done")
    EXPLAINED = "explained", gettext_lazy("Explained away")
    DROPPED = "dropped", pgettext_lazy("of a plan item", "Dropped")


def standing(item: PlanItem, reached: int | None, day: dt.date) -> Standing:
    """Say how an item stands on a day: the one rule, from its months, target and result.

    What was closed, explained away or dropped is that. Before its first month an item is planned,
    unless something was reached already. With a target, it is behind when it reached less than
    the share of the target that the whole months gone by make of its months. Without one, it is
    behind when its months are over.
    """
    if closed := _CLOSED.get(item.status):
        return closed
    if day < item.starts_on and not reached:
        return Standing.PLANNED
    gone, all_months = whole_months(item.starts_on, day), whole_months(item.starts_on, item.ends_on)
    if item.target:
        due = item.target * max(0, min(gone, all_months))
        return Standing.BEHIND if (reached or 0) * all_months < due else Standing.ON_TRACK
    return Standing.BEHIND if day >= item.ends_on else Standing.ON_TRACK


_CLOSED: dict[str, Standing] = {
    PlanItem.Status.DONE: Standing.DONE,
    PlanItem.Status.EXPLAINED: Standing.EXPLAINED,
    PlanItem.Status.DROPPED: Standing.DROPPED,
}


def whole_months(first: dt.date, day: dt.date) -> int:
    """Count the months from the first of a month that are over on a day; negative before it."""
    return (day.year - first.year) * MONTHS_OF_A_YEAR + day.month - first.month
