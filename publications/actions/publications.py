"""Adding titles to the library, correcting, archiving and deleting them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from core import audit
from core.chinese import simplified
from core.versions import check_is_current
from people.models import Audience, Department, User
from publications import permissions, rules
from publications.actions.locking import locked_publication
from publications.models import (
    Captions,
    Conversion,
    Edition,
    EditionReview,
    Passage,
    Publication,
    Rendition,
    Topic,
    Viewing,
)


@dataclass(frozen=True)
class PublicationFacts:
    """What staff say of a title. A Simplified text left empty is made from the Traditional."""

    title_en: str
    title_zh_hant: str
    kind: str
    body: str
    title_zh_hans: str = ""
    description_en: str = ""
    description_zh_hant: str = ""
    description_zh_hans: str = ""
    publisher: str = ""
    reference: str = ""
    topics: Collection[Topic] = ()
    owner: User | None = None
    licence: str = ""
    licence_ends_on: dt.date | None = None
    consent_ends_on: dt.date | None = None
    levels: Collection[str] = ()
    employment_kinds: Collection[str] = ()
    roles: Collection[str] = ()
    departments: Collection[Department] = ()

    @property
    def is_for_everybody(self) -> bool:
        return not (self.levels or self.employment_kinds or self.roles or self.departments)


@transaction.atomic
def create_publication(*, facts: PublicationFacts, by: User, now: dt.datetime) -> Publication:
    """Add a title, with its first edition as a draft.

    Safe to repeat: who has just added the same title gets that one back.
    """
    permissions.check_can_write_for(by, facts.body)
    # Locked, so that of two forms sent at once the second sees what the first has added.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    same = Publication.objects.filter(
        title_en=facts.title_en,
        title_zh_hant=facts.title_zh_hant,
        kind=facts.kind,
        version=1,
        editions__created_by=by,
        editions__status=Edition.Status.DRAFT,
    )
    if publication := same.first():
        return publication

    publication = Publication()
    _write(publication, facts)
    Edition.objects.create(publication=publication, number=1, created_at=now, created_by=by)

    audit.record(by, "publications.publication_created", publication, at=now)
    return publication


@transaction.atomic
def change_publication(
    *, publication_id: int, facts: PublicationFacts, version: int, by: User, now: dt.datetime
) -> Publication:
    """Correct what is said of a title. Raises Stale if it is not as it was opened."""
    publication = locked_publication(publication_id)
    permissions.check_can_change(by, publication)
    permissions.check_can_write_for(by, facts.body)
    check_is_current(publication, version)

    publication.note_change(by=by, at=now)
    _write(publication, facts)

    audit.record(by, "publications.publication_changed", publication, at=now)
    return publication


@transaction.atomic
def archive_publication(*, publication_id: int, by: User, now: dt.datetime) -> Publication:
    """Take a title out of the readers' library; all of it is kept. Safe to repeat."""
    publication = locked_publication(publication_id)
    permissions.check_can_change(by, publication)
    if publication.archived_at is not None:
        return publication
    rules.check_can_be_archived(publication)

    publication.archived_at, publication.archived_by = now, by
    publication.note_change(by=by, at=now)
    publication.save()

    audit.record(by, "publications.publication_archived", publication, at=now)
    return publication


@transaction.atomic
def restore_publication(*, publication_id: int, by: User, now: dt.datetime) -> Publication:
    """Bring an archived title back, as it was. Safe to repeat."""
    publication = locked_publication(publication_id)
    permissions.check_can_change(by, publication)
    if publication.archived_at is None:
        return publication

    publication.archived_at, publication.archived_by = None, None
    publication.note_change(by=by, at=now)
    publication.save()

    audit.record(by, "publications.publication_restored", publication, at=now)
    return publication


@transaction.atomic
def delete_publication(*, publication_id: int, by: User, now: dt.datetime) -> None:
    """Delete a title that never came further than a draft, and that nothing uses.

    Raises EditionRefused for any other.
    """
    publication = locked_publication(publication_id)
    permissions.check_can_change(by, publication)
    rules.check_can_be_deleted(publication)

    audience = publication.audience
    editions = list(Edition.objects.filter(publication=publication))
    audit.record(by, "publications.publication_deleted", publication, at=now)
    try:
        delete_editions(editions)
        publication.delete()
    except ProtectedError as used:
        raise rules.EditionRefused(
            _("It is used, so it can't be deleted. Archive it instead.")
        ) from used
    if audience is not None:
        audience.delete()


def delete_editions(editions: Collection[Edition]) -> None:
    """Delete drafts with all that was made for them; their row history stays."""
    delete_renditions(Rendition.objects.filter(edition__in=editions))
    EditionReview.objects.filter(edition__in=editions).delete()
    Edition.objects.filter(pk__in=[edition.pk for edition in editions]).delete()


def delete_renditions(renditions: QuerySet[Rendition]) -> None:
    """Delete renditions of drafts with all that was made of them; their files are swept later."""
    # Locked before their parts, as by a worker that brings what it made of them.
    list(renditions.select_for_update(of=("self",)).order_by("pk"))
    for part in (Passage, Conversion, Captions, Viewing):
        part.objects.filter(rendition__in=renditions).delete()
    renditions.delete()


def _write(publication: Publication, facts: PublicationFacts) -> None:
    for field in ("title", "description"):
        traditional = getattr(facts, f"{field}_zh_hant")
        script = simplified(
            traditional,
            getattr(facts, f"{field}_zh_hans"),
            before=getattr(publication, f"{field}_zh_hant"),
        )
        setattr(publication, f"{field}_en", getattr(facts, f"{field}_en"))
        setattr(publication, f"{field}_zh_hant", traditional)
        setattr(publication, f"{field}_zh_hans", script)
    publication.kind, publication.body = facts.kind, facts.body
    publication.publisher, publication.reference = facts.publisher, facts.reference
    publication.owner, publication.licence = facts.owner, facts.licence
    publication.licence_ends_on = facts.licence_ends_on
    publication.consent_ends_on = facts.consent_ends_on
    left_over = _write_audience(publication, facts)
    publication.search_text = publication.searchable()
    publication.save()
    publication.topics.set(facts.topics)
    if left_over is not None:
        left_over.delete()


def _write_audience(publication: Publication, facts: PublicationFacts) -> Audience | None:
    """Bring the audience to what was said; everybody needs none. Give the one left over."""
    audience = publication.audience
    if facts.is_for_everybody:
        publication.audience = None
        return audience
    if audience is None:
        audience = publication.audience = Audience()
    audience.levels, audience.roles = list(facts.levels), list(facts.roles)
    audience.employment_kinds = list(facts.employment_kinds)
    audience.save()
    audience.departments.set(facts.departments)
    publication.audience = audience
    return None
