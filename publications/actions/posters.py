"""Giving a video a poster: the picture that stands for it where none can be taken from it."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, files
from core.files import FileKind
from people.models import User
from publications import permissions, rules
from publications.actions.conversions import queue_conversion
from publications.actions.locking import locked_rendition
from publications.models import Conversion


@transaction.atomic
def put_poster(
    *, rendition_id: int, upload: UploadedFile, by: User, now: dt.datetime
) -> Conversion:
    """Give a video a poster, in place of the one it had, and have its picture made of that."""
    rendition = locked_rendition(rendition_id)
    permissions.check_can_change(by, rendition.edition.publication)
    rules.check_is_open_to_files(rendition.edition)
    rules.check_can_have_poster(rendition)

    stored = files.store(upload, kinds={FileKind.IMAGE}, by=by, now=now)
    conversion = queue_conversion(rendition=rendition)
    assert conversion is not None  # noqa: S101 (a video is no link)
    conversion.poster = stored
    conversion.save(update_fields=["poster"])

    audit.record(by, "publications.poster_put", conversion, at=now)
    return conversion
