"""Changes of endorsed plans, in words: what differs, before and after."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.lists import listed
from ethics_officers import queries
from ethics_officers.models import ActivityKind, PlanChange, PlanItem, ThreeA
from people.models import Level
from publications.models import Topic

_NOTHING = "–"

_LABELS: dict[str, Any] = {
    "title": _("What is planned"),
    "three_a": _("Which of the three A's"),
    "kind": _("Kind"),
    "starts_on": _("From"),
    "ends_on": _("To"),
    "owner": _("Who sees to it"),
    "target": _("Officers to reach"),
    "levels": _("Levels"),
    "topic": _("Topic"),
    "objective": _("Objective of the strategy"),
    "risk_area": _("Risk area of the strategy"),
    "status": _("State"),
}
_CHOICES: dict[str, Mapping[Any, Any]] = {
    "three_a": dict(ThreeA.choices),
    "kind": dict(ActivityKind.choices),
    "levels": dict(Level.choices),
    "status": dict(PlanItem.Status.choices),
}


@dataclass(frozen=True)
class Change:
    """A field of an item, as it was and as it became, in words."""

    label: Any
    before: str
    after: str


def in_words(changes: Any) -> list[Any]:
    """Give changes with their item, who made them, and as `differences` what differs."""
    found: list[Any] = queries.named(changes.select_related("item"), "made_by")
    topics = Topic.objects.in_bulk() if found else {}
    for change in found:
        change.differences = list(_differences(change, topics))
    return found


def _differences(change: PlanChange, topics: Mapping[int, Topic]) -> list[Change]:
    return [
        Change(_LABELS[name], _words(name, before, topics), _words(name, after, topics))
        for name, (before, after) in change.fields.items()
    ]


def _words(name: str, value: Any, topics: Mapping[int, Topic]) -> str:
    if value is None or value in ("", []):
        return _NOTHING
    if name == "topic":
        return str(topics[value])
    if name in ("starts_on", "ends_on"):
        # What is kept is the first day after the last month.
        day = dt.date.fromisoformat(value) - dt.timedelta(days=name == "ends_on")
        return date_format(day, "YEAR_MONTH_FORMAT")
    if names := _CHOICES.get(name):
        several = value if isinstance(value, list) else [value]
        return listed(names.get(each, each) for each in several)
    return str(value)
