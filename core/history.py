"""Row history: who changed what, when, from which value to which, kept by database triggers.

Triggers also see `update()` and `bulk_create()`. The signed-in user is attached by pghistory's
middleware.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeVar

import pghistory
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

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


class InstallTriggers(Operation):
    """Install the triggers that new models were created with, all at once.

    A migration of many models puts the triggers among the options of `CreateModel` and ends with
    this. One `AddTrigger` for each makes Django work out the related models anew each time: of a
    hundred, they took nine tenths of the time of the migration.
    """

    reversible = True

    def __init__(self, models: list[str]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state has them already."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for trigger in self._triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for trigger in self._triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def _triggers(self, app_label: str, state: ProjectState) -> Iterator[Any]:
        for name in self.models:
            yield from state.models[app_label, name.lower()].options["triggers"]

    def describe(self) -> str:
        return f"Install the triggers of {', '.join(self.models)}"
