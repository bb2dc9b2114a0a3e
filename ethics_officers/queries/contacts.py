"""How somebody designated was to be reached before, from the history of the designation."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ethics_officers.models import Designation
from people.models import User


@dataclass(frozen=True)
class EarlierContact:
    """A contact as it was until somebody corrected it; `by` is None if no user did."""

    post_title: str
    phone: str
    email: str
    until: dt.datetime
    by: User | None


def earlier_contacts(designation: Designation) -> list[EarlierContact]:
    """Give what a designation's contact was before each correction, the latest first."""
    history = Designation.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    rows: Sequence[Any] = list(
        history.filter(pgh_obj_id=designation.pk).select_related("pgh_context").order_by("pgh_id")
    )
    corrections = [
        (before, after) for before, after in pairwise(rows) if _contact(before) != _contact(after)
    ]
    users = (
        User.objects.select_related("person")
        .defer("password")
        .in_bulk([user for _, row in corrections if (user := _user_id(row))])
    )
    return [
        EarlierContact(*_contact(before), after.pgh_created_at, users.get(_user_id(after)))
        for before, after in reversed(corrections)
    ]


def _contact(row: Any) -> tuple[str, str, str]:
    return row.post_title, row.phone, row.email


def _user_id(row: Any) -> int | None:
    return row.pgh_context.metadata.get("user") if row.pgh_context else None
