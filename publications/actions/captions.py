"""Giving a video or a recording its captions, from which its transcript is made."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from core import audit, files
from core.chinese import fold
from core.files import FileKind
from people.models import User
from publications import permissions, rules
from publications.actions.locking import locked_rendition
from publications.models import Captions, Language, Passage, Rendition

_OF_RECORDINGS = {Rendition.Barrier.NO_CAPTIONS, Rendition.Barrier.NO_TRANSCRIPT}


@transaction.atomic
def put_captions(
    *, rendition_id: int, language: Language, upload: UploadedFile, by: User, now: dt.datetime
) -> Captions:
    """Give a video or a recording captions in a language, in place of those it had.

    Raises FileRefused where the file holds no captions.
    """
    rendition = locked_rendition(rendition_id)
    permissions.check_can_change(by, rendition.edition.publication)
    rules.check_is_open_to_files(rendition.edition)
    rules.check_can_have_captions(rendition)

    stored = files.store(upload, kinds={FileKind.CAPTIONS}, by=by, now=now)
    captions, is_new = Captions.objects.update_or_create(
        rendition=rendition,
        language=language,
        defaults={"stored": stored, "added_at": now, "added_by": by},
    )
    write_transcript(captions)
    note_barriers_of_recording(rendition)

    audit.record(by, "publications.captions_put", captions, at=now, language=language, new=is_new)
    return captions


@transaction.atomic
def remove_captions(*, captions_id: int, by: User, now: dt.datetime) -> Rendition:
    """Take captions away, and the transcript made of them."""
    captions = Captions.objects.select_related("rendition").get(pk=captions_id)
    rendition = locked_rendition(captions.rendition_id)
    permissions.check_can_change(by, rendition.edition.publication)
    rules.check_is_open_to_files(rendition.edition)

    audit.record(by, "publications.captions_removed", rendition, at=now, language=captions.language)
    _transcript(captions).delete()
    captions.delete()
    note_barriers_of_recording(rendition)
    return rendition


def write_transcript(captions: Captions) -> None:
    """Write what captions say as passages, each at its second; those written before go."""
    _transcript(captions).delete()
    with captions.stored.file.open() as file:
        cues = files.parse_captions(file.read())
    Passage.objects.bulk_create(
        (
            Passage(
                rendition=captions.rendition,
                language=captions.language,
                starts_at=cue.start,
                ends_at=cue.end,
                text=cue.text,
                search_text=fold(cue.text),
            )
            for cue in cues
            if cue.text
        ),
        batch_size=500,
    )


def note_barriers_of_recording(rendition: Rendition) -> None:
    """Bring what is noted of a recording's accessibility to the captions it has."""
    others = [barrier for barrier in rendition.barriers if barrier not in _OF_RECORDINGS]
    captioned = rendition.captions.values_list("language", flat=True)
    rendition.barriers = [*others, *rules.barriers_of_recording(rendition, captioned)]
    rendition.save(update_fields=["barriers"])


def _transcript(captions: Captions) -> models.QuerySet[Passage]:
    return captions.rendition.passages.filter(language=captions.language, starts_at__isnull=False)
