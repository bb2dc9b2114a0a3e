"""Files in which a virus was found: kept apart, listed, given to nobody."""

import datetime as dt
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import PermissionRefused
from core.files.kinds import FileRefused
from core.files.scanning import ScannerUnreachable, is_configured, signature_in
from core.models import QuarantinedFile

_FOLDER = "quarantine"


def check_is_clean(upload: Any, *, name: str, digest: str, by: Any, now: dt.datetime) -> None:
    """Refuse a file with a virus, and put it into quarantine; refuse all if nobody can say."""
    if not is_configured():
        return
    try:
        signature = signature_in(upload)
    except ScannerUnreachable as unreachable:
        raise FileRefused(
            _(
                "This file could not be searched for viruses, so it is not taken for now. "
                "Try again in some minutes; if it stays so, tell the administrators."
            )
        ) from unreachable
    if not signature:
        return
    # The refusal takes back what was written in the transaction it ends; this must stay.
    _in_a_transaction_of_its_own(
        partial(
            _confine, upload, signature=signature, name=name, digest=digest, by_id=by.pk, now=now
        )
    )
    raise FileRefused(
        _("A virus was found in this file (%(signature)s). It is not taken, and is kept apart.")
        % {"signature": signature}
    )


@transaction.atomic
def delete_quarantined(*, quarantined_id: int, by: Any, now: dt.datetime) -> QuarantinedFile:
    """Delete the bytes; who handed them in, when, and what they were stays. Safe to repeat."""
    if not by.has("manage_quarantine"):
        raise PermissionRefused
    quarantined = QuarantinedFile.objects.select_for_update().get(pk=quarantined_id)
    if quarantined.deleted_at is not None:
        return quarantined

    transaction.on_commit(partial(default_storage.delete, str(quarantined.file)))
    quarantined.file = ""
    quarantined.deleted_at, quarantined.deleted_by = now, by
    quarantined.save(update_fields=["file", "deleted_at", "deleted_by"])

    audit.record(by, "core.quarantined_file_deleted", quarantined, at=now)
    return quarantined


def _in_a_transaction_of_its_own(work: Callable[[], None]) -> None:
    def working() -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    # Whoever waits for us may hold what we need; nobody would find that out.
                    cursor.execute("SET LOCAL lock_timeout = '5s'")
                work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(working).result()


def _confine(
    upload: Any, *, signature: str, name: str, digest: str, by_id: int, now: dt.datetime
) -> None:
    upload.seek(0)
    quarantined = QuarantinedFile.objects.create(
        file=default_storage.save(f"{_FOLDER}/{secrets.token_hex(16)}", File(upload)),
        name=name,
        size=upload.size,
        sha256=digest,
        signature=signature,
        found_at=now,
        uploaded_by_id=by_id,
    )
    audit.record(quarantined.uploaded_by, "core.virus_found", quarantined, at=now)
