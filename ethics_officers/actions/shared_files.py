"""Sharing files with the network, and taking them back."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, files
from core.files import FileKind
from core.models import StoredFile
from ethics_officers import permissions
from ethics_officers.models import SharedFile
from people.models import User
from publications.models import Topic

SHARED_KINDS = frozenset({FileKind.IMAGE, FileKind.PDF, FileKind.DOCUMENT})


@transaction.atomic
def keep_file_to_share(*, upload: UploadedFile, by: User, now: dt.datetime) -> StoredFile:
    """Keep a file that is to be shared. Raises FileRefused if it is of no kind we take."""
    permissions.check_can_use_network(by)
    stored = files.store(upload, kinds=SHARED_KINDS, by=by, now=now)
    audit.record(by, "ethics_officers.file_uploaded", stored, at=now)
    return stored


@transaction.atomic
def share_file(
    *,
    stored_id: int,
    title: str,
    description: str = "",
    topic: Topic | None = None,
    by: User,
    now: dt.datetime,
) -> SharedFile:
    """Share a file one has uploaded with the network.

    Safe to repeat: the same content under the same title from the same person is shared once.
    """
    permissions.check_can_use_network(by)
    # Locked, so that of two forms sent at once the second sees what the first has shared.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    stored = StoredFile.objects.visible_to(by).get(pk=stored_id)
    same = SharedFile.objects.standing().filter(
        shared_by=by, title=title, stored__sha256=stored.sha256
    )
    if shared := same.first():
        return shared

    shared = SharedFile(
        title=title, description=description, topic=topic, stored=stored,
        shared_at=now, shared_by=by,
    )  # fmt: skip
    shared.search_text = shared.searchable()
    shared.save()

    audit.record(by, "ethics_officers.file_shared", shared, at=now)
    return shared


@transaction.atomic
def withdraw_shared_file(*, shared_file_id: int, by: User, now: dt.datetime) -> SharedFile:
    """Take a file back from the network; it is kept, and seen by nobody. Safe to repeat."""
    shared = SharedFile.objects.select_for_update(of=("self",)).get(pk=shared_file_id)
    permissions.check_can_tend_what_is_of(by, shared.shared_by)
    if shared.withdrawn_at is not None:
        return shared

    shared.withdrawn_at, shared.withdrawn_by = now, by
    shared.save(update_fields=["withdrawn_at", "withdrawn_by"])

    audit.record(by, "ethics_officers.file_withdrawn", shared, at=now)
    return shared
