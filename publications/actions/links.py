"""Links that show a publication to somebody without an account."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import F

from core import audit
from people.models import User
from publications import permissions, rules
from publications.actions.locking import locked_publication
from publications.models import Edition, OutsiderLink, Rendition
from publications.models.links import hash_of


@transaction.atomic
def make_outsider_link(
    *,
    publication_id: int,
    edition: Edition | None,
    purpose: str,
    expires_at: dt.datetime,
    by: User,
    now: dt.datetime,
) -> tuple[OutsiderLink, str]:
    """Make a secret address for one purpose; give the link and, this once, the secret.

    Without an edition it shows whichever is the newest. Raises LinkRefused if there is none.
    """
    publication = locked_publication(publication_id)
    permissions.check_can_change(by, publication)
    rules.check_can_be_shown_outside(publication, edition, expires_at, now)

    token = secrets.token_urlsafe(32)
    link = OutsiderLink.objects.create(
        publication=publication,
        edition=edition,
        purpose=purpose,
        token_hash=hash_of(token),
        expires_at=expires_at,
        created_at=now,
        created_by=by,
    )

    audit.record(
        by, "publications.outsider_link_made", link, at=now,
        publication=publication.pk, edition=edition.pk if edition else None,
        expires_at=expires_at.isoformat(),
    )  # fmt: skip
    return link, token


@transaction.atomic
def revoke_outsider_link(*, link_id: int, by: User, now: dt.datetime) -> OutsiderLink:
    """Let a link lead nowhere from now on. Safe to repeat."""
    link = OutsiderLink.objects.select_for_update(of=("self",)).select_related(
        "publication"
    ).get(pk=link_id)  # fmt: skip
    permissions.check_can_change(by, link.publication)
    if link.revoked_at is not None:
        return link

    link.revoked_at, link.revoked_by = now, by
    link.save(update_fields=["revoked_at", "revoked_by"])

    audit.record(
        by, "publications.outsider_link_revoked", link, at=now, publication=link.publication_id
    )
    return link


def fetch_outsider_file(*, link: OutsiderLink, rendition: Rendition, now: dt.datetime) -> None:
    """Write down that somebody fetched a file through a link. Who it was, nobody knows."""
    audit.record(None, "publications.outsider_file_fetched", link, at=now, rendition=rendition.pk)


@transaction.atomic
def open_outsider_link(*, link: OutsiderLink, now: dt.datetime) -> None:
    """Count that somebody opened a link. Who it was, nobody knows."""
    OutsiderLink.objects.filter(pk=link.pk).update(openings=F("openings") + 1, last_opened_at=now)
    audit.record(None, "publications.outsider_link_opened", link, at=now)
