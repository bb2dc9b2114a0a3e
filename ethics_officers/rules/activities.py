"""What may be logged as an activity, and what may become of it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from ethics_officers.models import Activity, PlanItem
from people.models import Level

if TYPE_CHECKING:
    from publications.models import Publication, Topic
    from training.models import Session


class ActivityRefused(RuleViolation):
    """The activity can't be logged, or changed, as asked."""


class KeyUsed(ActivityRefused):
    """Another activity was logged by this very form."""


@dataclass(frozen=True)
class Reach:
    """Whom an activity reached at one level."""

    level: str
    attendances: int
    persons: int


@dataclass(frozen=True)
class Entry:
    """What is told of an activity."""

    kind: str
    title: str
    happened_on: dt.date
    topic: "Topic | None" = None
    item: PlanItem | None = None
    publication: "Publication | None" = None
    session: "Session | None" = None
    note: str = ""
    reach: Collection[Reach] = field(default_factory=tuple)


def check_entry(entry: Entry, department_id: int, today: dt.date) -> None:
    """Refuse what can't have happened so, or belongs to another department."""
    if entry.happened_on > today:
        raise ActivityRefused(_("An activity is logged once it has taken place. Change the date."))
    if entry.item is not None and entry.item.plan.department_id != department_id:
        raise ActivityRefused(_("This item is of another department's plan. Choose another one."))
    for reach in entry.reach:
        if reach.persons > reach.attendances:
            raise ActivityRefused(persons_exceed(reach.level))


def persons_exceed(level: str) -> str:
    """Say what is wrong with figures of more persons than attendances, and how to mend it."""
    return _(
        "%(level)s: there can't be more persons than attendances. "
        "Somebody who came twice is one person and two attendances."
    ) % {"level": Level(level).label}


def check_form_is_not_used_up(logged: Activity, entry: Entry, department_id: int) -> None:
    """Let the same entry come twice, but tell who used the form of one for another."""
    same = (logged.department_id, logged.kind, logged.happened_on, logged.title)
    if same != (department_id, entry.kind, entry.happened_on, entry.title):
        raise KeyUsed(
            _(
                "What you sent before is logged already. What you see here is not: "
                "to log it as one more activity, press the button again."
            )
        )


def check_session_is_free(told: Activity | None) -> None:
    if told is not None:
        raise ActivityRefused(
            _("The session is in the log already, as “%(title)s”. Look there, or log without it.")
            % {"title": told.title}
        )


def check_stands(activity: Activity) -> None:
    if activity.withdrawn_at is not None:
        raise ActivityRefused(
            _("This activity was withdrawn, so nothing about it can be changed any more.")
        )


def check_is_shared(activity: Activity) -> None:
    if activity.shared_at is None or activity.withdrawn_at is not None:
        raise ActivityRefused(_("This is not shared with the network any more."))
