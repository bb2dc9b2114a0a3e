"""Row history: who changed what, when, from which value to which, kept by database triggers.

Triggers also see `update()` and `bulk_create()`. The signed-in user is attached by pghistory's
middleware.
"""

from collections.abc import Callable, Collection
from typing import TypeVar

import pghistory
from django.db import models

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def tracked(*, exclude: Collection[str] = ()) -> Callable[[ModelClass], ModelClass]:
    """Keep the history of a model's rows, but for the fields named.

    Exclude secrets, and counters whose every step is a row of another tracked table.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )


def tracked_links() -> Callable[[ModelClass], ModelClass]:
    """Keep the history of a many-to-many relation: wear it on a proxy of its through model."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
