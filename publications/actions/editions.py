"""Beginning the next edition of a title, writing it, discarding it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core import audit
from core.chinese import simplified
from core.versions import check_is_current
from people.models import User
from publications import permissions, rules
from publications.actions.locking import locked_edition, locked_publication
from publications.actions.publications import delete_editions
from publications.models import Edition, Publication


@dataclass(frozen=True)
class EditionFacts:
    """What staff say of an edition: its date, what changed, and what that asks of its readers."""

    change: str = Edition.Change.FIRST
    dated_on: dt.date | None = None
    what_changed_en: str = ""
    what_changed_zh_hant: str = ""
    what_changed_zh_hans: str = ""


@transaction.atomic
def begin_edition(
    *, publication_id: int, facts: EditionFacts, by: User, now: dt.datetime
) -> Edition:
    """Begin the next edition of a title, as a draft that supersedes the newest.

    Safe to repeat: whoever has just begun it gets that one back. Raises EditionRefused while
    another is in the making.
    """
    publication = locked_publication(publication_id)
    permissions.check_can_change(by, publication)
    newest = publication.editions.newest().first()
    if newest is not None and _is_the_same(newest, facts, by):
        return newest
    rules.check_is_standing(publication)
    rules.check_next_can_begin(newest)

    edition = Edition(
        publication=publication,
        number=newest.number + 1 if newest else 1,
        supersedes=newest,
        created_at=now,
        created_by=by,
    )
    _write(edition, facts)

    audit.record(by, "publications.edition_begun", edition, at=now, number=edition.number)
    return edition


@transaction.atomic
def change_edition(
    *, edition_id: int, facts: EditionFacts, version: int, by: User, now: dt.datetime
) -> Edition:
    """Correct what is said of an edition in the making. Raises Stale if it was saved meanwhile."""
    edition = _to_write(edition_id, by)
    rules.check_is_in_the_making(edition)
    check_is_current(edition, version)

    edition.note_change(by=by, at=now)
    _write(edition, facts)

    audit.record(by, "publications.edition_changed", edition, at=now)
    return edition


@transaction.atomic
def discard_edition(*, edition_id: int, by: User, now: dt.datetime) -> Publication:
    """Delete an edition that nobody was shown yet; readers keep the one before it."""
    edition = _to_write(edition_id, by)
    rules.check_can_be_discarded(edition)

    audit.record(by, "publications.edition_discarded", edition, at=now, number=edition.number)
    try:
        delete_editions([edition])
    except ProtectedError as used:
        raise rules.EditionRefused(_("It is used, so it can't be discarded.")) from used
    return edition.publication


@transaction.atomic
def reopen_edition(*, edition_id: int, by: User, now: dt.datetime) -> Edition:
    """Make an approved edition a draft again; it is then reviewed anew. Safe to repeat."""
    edition = _to_write(edition_id, by)
    if edition.status == Edition.Status.DRAFT:
        return edition
    rules.check_can_be_reopened(edition)
    rules.check_nothing_else_is_in_the_making(edition)

    edition.status = Edition.Status.DRAFT
    edition.note_change(by=by, at=now)
    edition.save()

    audit.record(by, "publications.edition_reopened", edition, at=now)
    return edition


def _to_write(edition_id: int, by: User) -> Edition:
    edition = locked_edition(edition_id)
    permissions.check_can_change(by, edition.publication)
    return edition


def _is_the_same(edition: Edition, facts: EditionFacts, by: User) -> bool:
    return (
        edition.status == Edition.Status.DRAFT
        and edition.version == 1
        and edition.created_by_id == by.pk
        and edition.number > 1
        and (edition.what_changed_en, edition.what_changed_zh_hant, edition.dated_on)
        == (facts.what_changed_en, facts.what_changed_zh_hant, facts.dated_on)
    )


def _write(edition: Edition, facts: EditionFacts) -> None:
    edition.what_changed_zh_hans = simplified(
        facts.what_changed_zh_hant,
        facts.what_changed_zh_hans,
        before=edition.what_changed_zh_hant,
    )
    edition.what_changed_en = facts.what_changed_en
    edition.what_changed_zh_hant = facts.what_changed_zh_hant
    edition.change, edition.dated_on = facts.change, facts.dated_on
    edition.save()
