"""Opening what one is asked to read, and acknowledging it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from core import audit
from people.models import User
from publications import queries
from publications.models import Acknowledgement, Publication, Recipient, Rendition
from publications.permissions import circulations as permissions
from publications.queries import circulations as reads
from publications.rules import circulations as rules


def note_opened(recipients: Sequence[Recipient], *, now: dt.datetime) -> None:
    """Note that those asked have opened the page of the publication; the first time counts."""
    unopened = [recipient.pk for recipient in recipients if recipient.opened_at is None]
    if unopened:
        Recipient.objects.filter(pk__in=unopened, opened_at=None).update(opened_at=now)


@transaction.atomic
def acknowledge(
    *, publication_id: int, rendition_id: int, sha256: str, by: User, now: dt.datetime
) -> list[Acknowledgement]:
    """Keep that somebody has read and understood a rendition, with the hash it then had.

    Answers each circulation that asks for it now. Safe to repeat: pressed twice, or from two tabs,
    there is one acknowledgement of each asking. Raises AcknowledgementRefused if what was read was
    replaced meanwhile, or is not what is asked.
    """
    publication = Publication.objects.get(pk=publication_id)
    asked = reads.asking(by, publication)
    for recipient in asked:
        permissions.check_can_acknowledge(by, recipient.person)
    locked = Recipient.objects.filter(pk__in=[recipient.pk for recipient in asked])
    recipients = list(
        locked.filter(round__circulation__must_acknowledge=True)
        .select_for_update(of=("self",))
        .select_related("round__edition", "person")
        .order_by("pk")
    )
    rules.check_is_asked(recipients)
    open_ = [recipient for recipient in recipients if recipient.acknowledged_at is None]
    if open_:
        rendition = Rendition.objects.select_related("edition", "stored").get(
            pk=rendition_id, edition__publication=publication
        )
        newest = queries.newest_published(publication, now)
        has_changed = reads.has_changed_materially(rendition.edition, now)
        rules.check_is_still_current(rendition, newest, has_changed)
        rules.check_is_what_was_read(rendition, sha256)
        for recipient in open_:
            _acknowledge(recipient, rendition, sha256, by, now)
    return list(Acknowledgement.objects.filter(recipient__in=recipients).order_by("recipient"))


def _acknowledge(
    recipient: Recipient, rendition: Rendition, sha256: str, by: User, now: dt.datetime
) -> None:
    acknowledgement = Acknowledgement.objects.create(
        recipient=recipient,
        person=recipient.person,
        edition=rendition.edition,
        rendition=rendition,
        language=rendition.language,
        sha256=sha256,
        acknowledged_at=now,
    )
    recipient.acknowledged_at = now
    recipient.opened_at = recipient.opened_at or now
    recipient.save(update_fields=["acknowledged_at", "opened_at"])
    audit.record(
        by,
        "publications.acknowledged",
        acknowledgement.edition,
        at=now,
        acknowledgement=acknowledgement.pk,
    )
