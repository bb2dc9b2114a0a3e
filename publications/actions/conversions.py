"""Having pictures and words made of renditions by a worker, which may be killed at any moment."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext_noop

from core import audit, files
from core.chinese import fold
from core.files import FileKind
from core.locks import Lock, hold
from core.models import StoredFile
from people.models import User
from publications import permissions
from publications.actions.captions import write_transcript
from publications.models import Captions, Conversion, Passage, Rendition
from publications.rendering import Made, make

# Of the workers, most have other things to do than to draw pages.
AT_ONCE = 2
# Longer than the longest that is not hanging: the programs have limits of their own.
STALE_AFTER = dt.timedelta(minutes=15)
MOST_ATTEMPTS = 3

_STOPPED = gettext_noop("The worker was stopped three times while it made this. Try it again.")
_FAULT = gettext_noop("A fault of ours kept this from being made. Try it again later.")


def queue_conversion(*, rendition: Rendition) -> Conversion | None:
    """Have the picture and the words of a rendition made, or made anew. A link has neither."""
    if rendition.format == Rendition.Format.LINK:
        return None
    conversion, _is_new = Conversion.objects.update_or_create(
        rendition=rendition,
        defaults={
            "state": Conversion.State.WAITING,
            "problem": "",
            "attempts": 0,
            # Whoever is at it loses the claim, and what they make is of what was before.
            "claimed_at": None,
        },
    )
    return conversion


@transaction.atomic
def convert_again(*, conversion_id: int, by: User, now: dt.datetime) -> Conversion:
    """Have it made once more, after it failed. Safe to repeat."""
    conversion = (
        Conversion.objects.select_related("rendition__edition__publication")
        .select_for_update(of=("self",))
        .get(pk=conversion_id)
    )
    permissions.check_can_change(by, conversion.rendition.edition.publication)
    if conversion.state != Conversion.State.FAILED:
        return conversion

    queue_conversion(rendition=conversion.rendition)

    audit.record(by, "publications.conversion_asked_again", conversion, at=now)
    conversion.refresh_from_db()
    return conversion


def convert_next(*, now: dt.datetime) -> bool:
    """Make what waits longest; say whether there was something that may be made now."""
    conversion = claim_conversion(now=now)
    if conversion is None:
        return False
    try:
        made = make(conversion.rendition, conversion.poster)
    except Exception:
        finish_conversion(conversion=conversion, made=Made(problems=[_FAULT]), now=now)
        raise
    finish_conversion(conversion=conversion, made=made, now=now)
    return True


@transaction.atomic
def claim_conversion(*, now: dt.datetime) -> Conversion | None:
    """Take the one that waits longest, unless as many are being made as may be at once."""
    hold(Lock.CONVERSIONS)
    if Conversion.objects.filter(state=Conversion.State.WORKING).count() >= AT_ONCE:
        return None
    conversion = (
        Conversion.objects.filter(state=Conversion.State.WAITING)
        .select_related("rendition__stored", "rendition__added_by", "poster")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")
        .first()
    )
    if conversion is None:
        return None
    conversion.state, conversion.claimed_at = Conversion.State.WORKING, now
    conversion.attempts += 1
    conversion.save(update_fields=["state", "claimed_at", "attempts"])
    return conversion


@transaction.atomic
def finish_conversion(*, conversion: Conversion, made: Made, now: dt.datetime) -> bool:
    """Keep what was made; say whether it was still wanted of this claim.

    It is not once the rendition is removed. The rendition is locked first, as by those who put
    captions, so that their words are not written a second time from what they replace.
    """
    rendition = conversion.rendition
    Rendition.objects.select_for_update().filter(pk=rendition.pk).first()
    still = Conversion.objects.select_for_update(of=("self",)).filter(pk=conversion.pk).first()
    if still is None or (still.state, still.claimed_at) != (
        Conversion.State.WORKING,
        conversion.claimed_at,
    ):
        return False

    still.preview = _keep(made.picture, rendition, now) if made.picture else None
    still.problem = "\n".join(made.problems)
    still.state = Conversion.State.FAILED if made.problems else Conversion.State.DONE
    still.claimed_at = None
    still.save(update_fields=["preview", "problem", "state", "claimed_at"])
    # Asked again of the row: somebody may have changed other things of it meanwhile.
    if made.page_count is not None:
        Rendition.objects.filter(pk=rendition.pk).update(page_count=made.page_count)
    if made.duration is not None:
        Rendition.objects.filter(pk=rendition.pk).update(duration=made.duration)
    _write_passages(rendition, made)
    return True


@transaction.atomic
def release_stale_conversions(*, now: dt.datetime) -> int:
    """Give back what a worker claimed that has died since; give how many there were.

    What has stopped a worker several times is not tried again by itself.
    """
    stale = Conversion.objects.filter(
        state=Conversion.State.WORKING, claimed_at__lt=now - STALE_AFTER
    )
    given_up = stale.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Conversion.State.FAILED, claimed_at=None, problem=_STOPPED
    )
    return given_up + stale.update(state=Conversion.State.WAITING, claimed_at=None)


def _keep(picture: bytes, rendition: Rendition, now: dt.datetime) -> StoredFile:
    return files.store(
        SimpleUploadedFile("preview.jpg", picture),
        kinds={FileKind.IMAGE},
        by=rendition.added_by,
        now=now,
    )


def _write_passages(rendition: Rendition, made: Made) -> None:
    """Write the words anew: those of the file itself, and those of its captions."""
    rendition.passages.filter(starts_at=None).delete()
    Passage.objects.bulk_create(
        (
            Passage(
                rendition=rendition,
                language=rendition.language,
                page=words.page,
                text=words.text,
                search_text=fold(words.text),
            )
            for words in made.words
        ),
        batch_size=500,
    )
    for captions in Captions.objects.filter(rendition=rendition).select_related("stored"):
        write_transcript(captions)
