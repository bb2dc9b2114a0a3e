"""Why rows came to a figure or went from it: the changes since, each with the rows it bears on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.lists import detailed
from people.models import Department, Person, User
from publications.models import Recipient
from reporting.figures import Span
from reporting.models import Freeze
from reporting.queries.changes.keys import Keys, keys_of
from reporting.queries.changes.trails import (
    BEARING,
    DEPARTMENTS,
    POSTINGS_OF_DEPARTMENT,
    Found,
    Trail,
)
from training.models import Registration, Session


@dataclass
class Cause:
    """One change in a sentence: when, by whom if it is known, and the rows it bears on."""

    sentence: str
    at: dt.datetime
    by: str
    rows: set[str] = field(default_factory=set)


def causes_of(freeze: Freeze, behind: str, names: Collection[str], span: Span) -> list[Cause]:
    """Give the changes since a freeze that bear on some rows, those of most rows first."""
    if behind in {"readers", "circulations"}:
        return _sorted(_of_readers(freeze, behind, names))
    trails = BEARING.get(behind, ())
    return _told(freeze, trails, keys_of(behind, names, span)) if trails else []


def causes_of_departments(freeze: Freeze, departments: Collection[int]) -> list[Cause]:
    """Give the changes since a freeze of departments themselves, and of who serves in them."""
    keys: Keys = {"department": {pk: {str(pk)} for pk in departments}}
    return _told(freeze, (DEPARTMENTS, POSTINGS_OF_DEPARTMENT), keys)


# From changes to sentences -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Change:
    trail: Trail
    before: Any
    after: Any
    names: set[str]

    @property
    def by(self) -> int | None:
        """The account of who did it: signed in, or named by the row itself."""
        if self.after.pgh_context and (user := self.after.pgh_context.metadata.get("user")):
            return int(user)
        named = (getattr(self.after, column) for column in self.trail.by)
        return next((user for user in named if user), None)


def _told(freeze: Freeze, trails: Iterable[Trail], keys: Keys) -> list[Cause]:
    changes = [change for trail in trails for change in _changes(freeze, trail, keys)]
    found, users = _found(changes), _names_of({change.by for change in changes})
    causes: dict[tuple[str, dt.datetime, str], Cause] = {}
    for change in changes:
        by = users.get(change.by or 0, "")
        for sentence in _sentences(change, found):
            at = change.after.pgh_created_at
            cause = causes.setdefault((sentence, at, by), Cause(sentence, at, by))
            cause.rows |= change.names
    return _sorted(causes.values())


def _sorted(causes: Iterable[Cause]) -> list[Cause]:
    return sorted(causes, key=lambda cause: (-len(cause.rows), cause.at, cause.sentence))


def _changes(freeze: Freeze, trail: Trail, keys: Keys) -> Iterator[_Change]:
    """Give each change of a table since a freeze, with the row as it was before and after."""
    names = keys.get(trail.key, {})
    mark = freeze.marks.get(trail.history._meta.db_table, 0)
    since = trail.history.objects.filter(
        pgh_id__gt=mark, **{f"{trail.column}__in": list(names)}
    ).values("pgh_obj_id")
    last: dict[int, Any] = {}
    rows = trail.history.objects.filter(pgh_obj_id__in=since).select_related("pgh_context")
    for row in rows.order_by("pgh_id"):
        before = last.get(row.pgh_obj_id)
        last[row.pgh_obj_id] = row
        touched = names.get(getattr(row, trail.column), set())
        if before is not None:
            touched = touched | names.get(getattr(before, trail.column), set())
        if row.pgh_id > mark and touched:
            yield _Change(trail, before, row, touched)


def _sentences(change: _Change, found: Found) -> Iterator[str]:
    trail, before, after = change.trail, change.before, change.after
    thing = trail.thing(after, found)
    if after.pgh_label == "delete":
        yield _("%(thing)s: the %(record)s was removed.") % {
            "thing": thing,
            "record": trail.record,
        }
    elif before is None:
        says = detailed(*(_said(trail, name, after, found) for name in trail.told))
        yield _("%(thing)s: a %(record)s was entered (%(says)s).") % {
            "thing": thing,
            "record": trail.record,
            "says": says,
        }
    else:
        for name, (label, written) in trail.told.items():
            if getattr(before, name) != getattr(after, name):
                yield _("%(thing)s: %(field)s changed from “%(before)s” to “%(after)s”.") % {
                    "thing": thing,
                    "field": label,
                    "before": written(getattr(before, name), found),
                    "after": written(getattr(after, name), found),
                }


def _said(trail: Trail, name: str, row: Any, found: Found) -> str:
    label, written = trail.told[name]
    return _("%(field)s: %(value)s") % {
        "field": label,
        "value": written(getattr(row, name), found),
    }


def _found(changes: Iterable[_Change]) -> Found:
    ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        for column in ("registration_id", "session_id", "person_id"):
            if pk := getattr(change.after, column, None):
                ids[column].add(pk)
        if change.trail.key in {"registration", "session"}:
            ids[f"{change.trail.key}_id"].add(getattr(change.after, change.trail.column))
    registrations = Registration.objects.select_related("person", "session")
    return Found(
        registrations.in_bulk(ids["registration_id"]),
        Session.objects.in_bulk(ids["session_id"]),
        Person.objects.in_bulk(ids["person_id"]),
        Department.objects.in_bulk(),
    )


def _names_of(users: Collection[int | None]) -> dict[int, str]:
    found = User.objects.filter(pk__in=[pk for pk in users if pk]).select_related("person")
    return {user.pk: str(getattr(user, "person", user)) for user in found.defer("password")}


# Circulations, which are a log themselves ---------------------------------------------------------


def _of_readers(freeze: Freeze, behind: str, names: Collection[str]) -> Iterator[Cause]:
    """Tell who was asked to read, opened and acknowledged since; a recipient keeps each moment."""
    column = "person_id" if behind == "readers" else "round__circulation_id"
    since = Q()
    moments = {
        "asked_at": _("%(person)s was asked to read “%(title)s”."),
        "opened_at": _("%(person)s opened “%(title)s”."),
        "acknowledged_at": _("%(person)s acknowledged “%(title)s”."),
    }
    for moment in moments:
        since |= Q(**{f"{moment}__gt": freeze.made_at})
    found = Recipient.objects.filter(since, **{f"{column}__in": [int(name) for name in names]})
    for recipient in found.select_related("person", "round__circulation__edition__publication"):
        circulation = recipient.round.circulation
        row = recipient.person_id if behind == "readers" else circulation.pk
        words = {
            "person": recipient.person.name,
            "title": circulation.edition.publication.title,
        }
        for moment, sentence in moments.items():
            at = getattr(recipient, moment)
            if at and at > freeze.made_at:
                yield Cause(sentence % words, at, "", {str(row)})
