"""Having long lists written to files by a worker, which may be killed at any moment."""

import datetime as dt
import time
import uuid
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_noop

from core import audit, files
from core.exports import Count, FileFormat
from core.files import Incoming
from core.locks import Lock, hold
from people.models import User, with_user
from reporting import emails, permissions
from reporting.addresses import Address
from reporting.models import ListExport, SavedReport
from reporting.replaying import NotAList, NotOpen, replay

# More rows than these are not waited for: docs/decisions/0037.
ROWS_ANSWERED_AT_ONCE = 20_000

# Of the workers, most have other things to do than to write files.
AT_ONCE = 2
# A claim is renewed every second in which rows are written. Before the first of them the database
# sorts, and after the last the file is packed: neither takes nearly as long.
STALE_AFTER = dt.timedelta(minutes=10)
MOST_ATTEMPTS = 3
# How long the files are there.
KEPT_FOR = dt.timedelta(days=7)
# Whoever waits longer may have gone, and gets a mail.
PATIENCE = dt.timedelta(minutes=1)

_SECONDS_BETWEEN_NOTES = 1.0

_NOT_OPEN = gettext_noop(
    "This list is not open to whoever the file is for, or it is no longer there. If it should be, "
    "ask the administrators, who give the roles."
)
_NO_LIST = gettext_noop(
    "This page gives no file: its filter is wrong. Open the list, correct the filter, and ask "
    "for the file there."
)
_STOPPED = gettext_noop("The worker was stopped three times while it wrote this. Ask for it again.")
_FAULT = gettext_noop(
    "A fault of ours kept this file from being made. Ask for it again later; if it stays so, tell "
    "the administrators."
)


class _NoLongerWanted(Exception):
    """Somebody cancelled it meanwhile, or another worker has taken it over."""


@transaction.atomic
def ask_for_export(
    *, address: Address, file_format: FileFormat, by: User, now: dt.datetime
) -> ListExport:
    """Have a list written to a file by a worker, as this user sees it.

    Safe to repeat: as long as the file is not ready, whoever asks again gets the same.
    """
    export = _export(address, file_format, by, now)
    ListExport.objects.bulk_create([export], ignore_conflicts=True)
    return ListExport.objects.open().get(
        owner=by, digest=address.digest, file_format=file_format, report=None
    )


def queue_for_readers(*, report: SavedReport, due_on: dt.date, now: dt.datetime) -> None:
    """Have a report's file made for its owner and each of its readers, each as they see it.

    Safe to repeat: of each report and day, everybody has one.
    """
    exports = []
    for reader in (report.owner, *report.readers.order_by("pk")):
        export = _export(report.address, report.file_format, reader, now)
        export.report, export.due_on = report, due_on
        exports.append(export)
    ListExport.objects.bulk_create(exports, ignore_conflicts=True)


@transaction.atomic
def cancel_export(*, export_id: int, by: User, now: dt.datetime) -> ListExport:
    """Do without a file that is not ready yet. Safe to repeat."""
    export = ListExport.objects.select_for_update().get(pk=export_id)
    permissions.check_can_cancel(by, export)
    if not export.is_open:
        return export

    _settle(export, state=ListExport.State.CANCELLED)

    audit.record(by, "reporting.export_cancelled", export, at=now)
    return export


def make_next(*, now: dt.datetime) -> bool:
    """Make the file that waits longest; say whether there was one that may be made now."""
    export = claim_next(now=now)
    if export is None:
        return False
    clock = _Clock(now)
    try:
        _make(export, clock)
    except _NoLongerWanted:
        pass
    except NotOpen:
        fail(export=export, problem=_NOT_OPEN, now=clock.now)
    except NotAList:
        fail(export=export, problem=_NO_LIST, now=clock.now)
    except Exception:
        fail(export=export, problem=_FAULT, now=clock.now)
        raise
    return True


@transaction.atomic
def claim_next(*, now: dt.datetime) -> ListExport | None:
    """Take the one that waits longest, unless as many are being made as may be at once."""
    hold(Lock.LIST_EXPORTS)
    if ListExport.objects.filter(state=ListExport.State.WORKING).count() >= AT_ONCE:
        return None
    export = (
        with_user(ListExport.objects.filter(state=ListExport.State.WAITING), "owner")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("asked_at", "pk")
        .first()
    )
    if export is None:
        return None
    export.state, export.claim, export.claimed_at = ListExport.State.WORKING, uuid.uuid4(), now
    export.attempts += 1
    export.rows = export.total = 0
    export.save(update_fields=["state", "claim", "claimed_at", "attempts", "rows", "total"])
    return export


@transaction.atomic
def finish(*, export: ListExport, file: Incoming, name: str, now: dt.datetime) -> bool:
    """Keep what was written; say whether it was still wanted of this claim."""
    still = _still_claimed(export)
    if still is None:
        return False
    still.stored = files.keep_made(
        file, name=name, content_type=file.content_type or "", by=still.owner, now=now
    )
    still.made_at = now
    _settle(still, state=ListExport.State.MADE)
    _tell(still, now)
    return True


@transaction.atomic
def fail(*, export: ListExport, problem: str, now: dt.datetime) -> None:
    """Say why there is no file, to whoever waits for it."""
    still = _still_claimed(export)
    if still is None:
        return
    still.problem = problem
    _settle(still, state=ListExport.State.FAILED)
    _tell(still, now)


@transaction.atomic
def release_stale(*, now: dt.datetime) -> int:
    """Give back what a worker claimed that has died since; give how many there were.

    What has stopped a worker several times is not tried again by itself.
    """
    stale = ListExport.objects.filter(
        state=ListExport.State.WORKING, claimed_at__lt=now - STALE_AFTER
    )
    given_up = list(stale.filter(attempts__gte=MOST_ATTEMPTS).select_for_update())
    for export in given_up:
        export.problem = _STOPPED
        _settle(export, state=ListExport.State.FAILED)
        _tell(export, now)
    back = stale.update(state=ListExport.State.WAITING, claim=None, claimed_at=None)
    return len(given_up) + back


def forget_old(*, now: dt.datetime) -> int:
    """Let go of the files that were kept long enough; give how many. The files are swept then."""
    return ListExport.objects.made_before(now - KEPT_FOR).update(
        state=ListExport.State.GONE, stored=None
    )


class _Clock:
    """The time at which the work began, and what has passed since."""

    def __init__(self, began: dt.datetime) -> None:
        self._began, self._started = began, time.monotonic()

    @property
    def now(self) -> dt.datetime:
        return self._began + dt.timedelta(seconds=time.monotonic() - self._started)


class _Progress:
    """Notes how far a file is, where its owner sees it, and stops when it is no longer wanted."""

    def __init__(self, export: ListExport, clock: _Clock) -> None:
        self._export, self._clock = export, clock
        self._noted = time.monotonic()
        self._rows = 0
        self.file_name = ""

    def begins(self, file_name: str, count: Count) -> None:
        self.file_name = file_name
        self._note(total=count())

    def wrote(self, rows: int) -> None:
        self._rows += rows
        if time.monotonic() - self._noted >= _SECONDS_BETWEEN_NOTES:
            self._note()

    def _note(self, **also: int) -> None:
        mine = ListExport.objects.filter(pk=self._export.pk, claim=self._export.claim)
        if not mine.update(rows=self._rows, claimed_at=self._clock.now, **also):
            raise _NoLongerWanted
        self._noted = time.monotonic()


def _make(export: ListExport, clock: _Clock) -> None:
    progress = _Progress(export, clock)
    with translation.override(export.owner.language):
        answer: Any = replay(
            export.address, by=export.owner, file_format=export.file_format, follower=progress
        )
        if not progress.file_name:
            raise NotAList
        with Incoming(progress.file_name, _content_type(answer), 0, None) as file:
            try:
                for part in answer.streaming_content:
                    file.write(part)
            finally:
                # Not closed as a server does, which would end the connection to the database.
                if written := getattr(answer, "file_to_stream", None):
                    written.close()
            finish(export=export, file=file, name=progress.file_name, now=clock.now)


def _content_type(answer: HttpResponseBase) -> str:
    return str(answer.headers["Content-Type"]).partition(";")[0]


def _export(address: Address, file_format: str, owner: User, now: dt.datetime) -> ListExport:
    return ListExport(
        owner=owner,
        view=address.view,
        kwargs=address.kwargs,
        query=address.query,
        digest=address.digest,
        file_format=file_format,
        asked_at=now,
    )


def _still_claimed(export: ListExport) -> ListExport | None:
    return (
        ListExport.objects.select_for_update()
        .filter(pk=export.pk, claim=export.claim, state=ListExport.State.WORKING)
        .first()
    )


def _settle(export: ListExport, *, state: str) -> None:
    export.state, export.claim, export.claimed_at = state, None, None
    export.save(update_fields=["state", "claim", "claimed_at", "problem", "made_at", "stored"])


def _tell(export: ListExport, now: dt.datetime) -> None:
    """Tell whoever does not look at the page on which they asked for it."""
    if export.report is not None:
        emails.report_made(export, export.report, now=now)
    elif now - export.asked_at > PATIENCE:
        emails.export_ended(export, now=now)
