"""Keeping files: under random names, outside of what any web server serves by itself."""

import datetime as dt
import hashlib
import re
import secrets
import unicodedata
import weakref
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.days import day_of
from core.files.contents import check_content, recognise
from core.files.images import written_anew
from core.files.kinds import FileKind, FileRefused
from core.files.quarantine import check_is_clean
from core.files.uploading import sweep_incoming
from core.models import StoredFile

# How long a file may lie in the storage before the row that names it must be there.
_TIME_TO_BE_NAMED = dt.timedelta(days=1)
# … and how long the row may wait for something to belong to.
_TIME_TO_BE_USED = dt.timedelta(days=7)

_LONGEST_STEM = 120
_NOT_IN_NAMES = re.compile(r'[<>:"|?*%;]')


@transaction.atomic
def store(
    upload: UploadedFile, *, kinds: Collection[FileKind], by: Any, now: dt.datetime
) -> StoredFile:
    """Keep an uploaded file, if it is one of these kinds. Raises FileRefused if it is not taken.

    The file is gone again if the transaction it was kept in does not commit. Photographs are
    written anew, smaller and without what the camera knew of place and owner.
    """
    _check_size(upload, max(settings.LARGEST_FILES[kind] for kind in kinds))
    content = recognise(upload, kinds)
    _check_size(upload, settings.LARGEST_FILES[content.kind])
    check_content(upload, content)
    name = _clean_name(upload.name or "", content.suffix)
    digest = _sha256(upload)
    check_is_clean(upload, name=name, digest=digest, by=by, now=now)
    if content.kind == FileKind.IMAGE:
        file, content = written_anew(upload)
        name = _clean_name(upload.name or "", content.suffix)
        return _keep(file, content.content_type, name, _sha256(file), by, now)
    return _keep(upload, content.content_type, name, digest, by, now)


@transaction.atomic
def keep_made(
    file: UploadedFile, *, name: str, content_type: str, by: Any, now: dt.datetime
) -> StoredFile:
    """Keep a file that we made ourselves, for somebody, under a name of ours.

    Like one handed in, it is gone again if the transaction does not commit, and a week after
    nothing refers to it any more.
    """
    return _keep(file, content_type, name, _sha256(file), by, now)


def sweep(now: dt.datetime) -> int:
    """Remove the files that no row names, left by a process that died; give how many.

    Before them go the rows that nothing refers to any more, or ever did, after a week: of forms
    that nobody sent in the end. Their files go when that is certain.
    """
    for stored in _referred_to_by_nothing().filter(uploaded_at__lt=now - _TIME_TO_BE_USED):
        # What has come to belong to something meanwhile stays.
        with suppress(models.ProtectedError), transaction.atomic():
            stored.delete()
            transaction.on_commit(partial(default_storage.delete, str(stored.file)))
    removed = sweep_incoming(now)
    for months_ago in range(2):
        folder = _folder(now.replace(day=1) - dt.timedelta(days=months_ago))
        try:
            names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        except FileNotFoundError:
            continue
        named = StoredFile.objects.filter(file__in=names).values_list("file", flat=True)
        for name in sorted(names.difference(named)):
            if default_storage.get_modified_time(name) < now - _TIME_TO_BE_NAMED:
                default_storage.delete(name)
                removed += 1
    return removed


def _referred_to_by_nothing() -> models.QuerySet[StoredFile]:
    """Whatever the upper apps keep files for, they do so by a protected reference."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT:
            owners = relation.related_model._base_manager.filter(
                **{relation.field.name: models.OuterRef("pk")}
            )
            found = found.exclude(models.Exists(owners))
    return found


class _Removal:
    """The removal of a file, which happens unless the transaction it waits for commits.

    Django holds on to what is to run on commit, and drops it when the transaction, or the
    savepoint, is rolled back or the connection lost. So this is dropped then, and the file goes.
    """

    def __init__(self, name: str) -> None:
        self._removal = weakref.finalize(self, default_storage.delete, name)

    def call_off(self) -> None:
        self._removal.detach()


def _keep(
    file: Any, content_type: str, name: str, digest: str, by: Any, now: dt.datetime
) -> StoredFile:
    kept_as = f"{_folder(now)}/{secrets.token_hex(16)}"
    # First the removal, so that a file half written goes as well; no variable may hold on to it.
    transaction.on_commit(_Removal(kept_as).call_off)
    file.seek(0)
    # What came in to disk is moved from there; anything else is copied.
    content_file = file if hasattr(file, "temporary_file_path") else File(file)
    return StoredFile.objects.create(
        file=default_storage.save(kept_as, content_file),
        name=name,
        content_type=content_type,
        size=default_storage.size(kept_as),
        sha256=digest,
        uploaded_at=now,
        uploaded_by=by,
    )


def _folder(now: dt.datetime) -> str:
    return f"{day_of(now):%Y/%m}"


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(256 * 1024):
        digest.update(part)
    return digest.hexdigest()


def _check_size(upload: UploadedFile, limit: int) -> None:
    if not upload.size:
        raise FileRefused(_("This file is empty. Choose another one."))
    if upload.size > limit:
        raise FileRefused(
            _("This file has %(size)s, and up to %(limit)s are taken. Make it smaller.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(limit)}
        )


def _clean_name(called: str, suffix: str) -> str:
    """Give a name that is safe on every system, and ends as the content does."""
    name = unicodedata.normalize("NFC", called).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(
        " " if letter.isspace() else letter
        for letter in name
        # Neither control characters nor those that turn the direction of writing around.
        if letter.isspace() or not unicodedata.category(letter).startswith("C")
    )
    stem = _NOT_IN_NAMES.sub("", name.rpartition(".")[0] or name)
    stem = " ".join(stem.split()).strip(". ")[:_LONGEST_STEM].strip(". ")
    return f"{stem or _('file')}{suffix}"
