"""Publishing an edition, now or at a minute; letting it expire; withdrawing it."""

import datetime as dt

from django.db import transaction

from core import audit
from core.days import day_of
from core.versions import check_is_current
from people.models import User
from publications import permissions, queries, rules
from publications.actions.locking import locked_edition
from publications.models import Edition, Publication

# How far back a run of the task looks for editions whose minute has come or ended.
_WINDOW = dt.timedelta(days=2)


@transaction.atomic
def publish_edition(
    *,
    edition_id: int,
    publish_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
    version: int | None = None,
    by: User,
    now: dt.datetime,
) -> Edition:
    """Let readers have an approved edition, now or from a minute on, perhaps until another.

    One that is scheduled may be given another minute until its own has come. Safe to repeat: asked
    for what is so already, it changes nothing. Raises EditionRefused if it is not approved, has
    nothing to read, or keeps readers out without a reason; Stale if it is not of the version that
    somebody has seen who publishes it.
    """
    edition = _to_publish(edition_id, by)
    wanted = publish_at or now
    if edition.publish_at == wanted and edition.expires_at == expires_at:
        return edition
    if version is not None:
        check_is_current(edition, version)
    rules.check_is_standing(edition.publication)
    rules.check_can_be_published(edition, wanted, expires_at, now)

    edition.publish_at, edition.expires_at = wanted, expires_at
    edition.note_change(by=by, at=now)
    edition.save()
    if edition.is_published(now):
        _refresh(edition.publication, now)

    audit.record(
        by, "publications.edition_published", edition, at=now,
        publish_at=wanted.isoformat(), expires_at=expires_at.isoformat() if expires_at else None,
    )  # fmt: skip
    return edition


@transaction.atomic
def take_off_the_schedule(*, edition_id: int, by: User, now: dt.datetime) -> Edition:
    """Give up the minute of an edition that readers do not have yet. Safe to repeat."""
    edition = _to_publish(edition_id, by)
    if edition.publish_at is None:
        return edition
    rules.check_can_be_taken_off_the_schedule(edition, now)

    edition.publish_at = edition.expires_at = None
    edition.note_change(by=by, at=now)
    edition.save()

    audit.record(by, "publications.edition_taken_off_the_schedule", edition, at=now)
    return edition


@transaction.atomic
def change_expiry(
    *, edition_id: int, expires_at: dt.datetime | None, by: User, now: dt.datetime
) -> Edition:
    """Let a published edition expire at a minute to come, or never. Safe to repeat."""
    edition = _to_publish(edition_id, by)
    if edition.expires_at == expires_at:
        return edition
    rules.check_stands(edition, now)
    rules.check_can_expire(edition.publish_at or now, expires_at, now)

    edition.expires_at = expires_at
    edition.note_change(by=by, at=now)
    edition.save()

    audit.record(
        by, "publications.edition_expiry_changed", edition, at=now,
        expires_at=expires_at.isoformat() if expires_at else None,
    )  # fmt: skip
    return edition


@transaction.atomic
def withdraw_edition(*, edition_id: int, reason: str, by: User, now: dt.datetime) -> Edition:
    """Take a published edition back from its readers, with a reason. Safe to repeat.

    They have the one before it again, if that still stands; all of it is kept for staff.
    """
    edition = _to_publish(edition_id, by)
    if edition.withdrawn_at is not None:
        return edition
    rules.check_can_be_withdrawn(edition, now)

    edition.withdrawn_at, edition.withdrawn_by = now, by
    edition.withdrawal_reason = reason
    edition.note_change(by=by, at=now)
    edition.save()
    _refresh(edition.publication, now)

    audit.record(by, "publications.edition_withdrawn", edition, at=now)
    return edition


def bring_up_to_date(*, now: dt.datetime) -> int:
    """Let the library say year and languages of what readers have now; give how many changed.

    Editions come and go by the clock. Those whose minute was in the last days are looked at, so
    that an outage is made up for, and running twice changes nothing.
    """
    lately = (now - _WINDOW, now)
    publications = Publication.objects.filter(
        pk__in=Edition.objects.filter(publish_at__range=lately).values("publication")
    ) | Publication.objects.filter(
        pk__in=Edition.objects.filter(expires_at__range=lately).values("publication")
    )
    changed = 0
    for publication_id in publications.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            publication = Publication.objects.select_for_update(of=("self",), no_key=True).get(
                pk=publication_id
            )
            changed += _refresh(publication, now)
    return changed


def _to_publish(edition_id: int, by: User) -> Edition:
    edition = locked_edition(edition_id)
    permissions.check_can_change(by, edition.publication)
    return edition


def _refresh(publication: Publication, now: dt.datetime) -> bool:
    """Take year and languages from the edition that readers have, if it has something to read."""
    edition = queries.newest_published(publication, now)
    if edition is None or edition.publish_at is None:
        return False
    found = list(edition.renditions.order_by("language").values_list("language", flat=True))
    languages = sorted(set(found), key=["en", "zh-hant", "zh-hans"].index)
    if not languages:
        return False
    year = (edition.dated_on or day_of(edition.publish_at)).year
    if (publication.year, publication.languages) == (year, languages):
        return False
    publication.year, publication.languages = year, languages
    publication.save(update_fields=["year", "languages"])
    return True
