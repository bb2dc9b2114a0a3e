"""Logging what a department did for integrity, changing that, and its evidence."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, files
from core.days import day_of
from core.files import FileKind
from core.models import StoredFile
from core.versions import VERSION_FIELDS, check_is_current
from ethics_officers import permissions, rules
from ethics_officers.models import Activity, ActivityReach, Evidence, PlanItem
from ethics_officers.rules import Entry
from people.models import Department, User

EVIDENCE_KINDS = frozenset({FileKind.IMAGE, FileKind.PDF, FileKind.DOCUMENT})


@dataclass(frozen=True)
class Attachment:
    """A file kept before, to become evidence of an activity."""

    stored: StoredFile
    caption: str = ""


@transaction.atomic
def keep_evidence_file(
    *, department: Department, upload: UploadedFile, by: User, now: dt.datetime
) -> StoredFile:
    """Keep a file that is to become evidence once its activity is logged.

    Raises FileRefused if it is of no kind we take.
    """
    permissions.check_can_manage_programme_of(by, department)
    stored = files.store(upload, kinds=EVIDENCE_KINDS, by=by, now=now)
    audit.record(by, "ethics_officers.file_uploaded", stored, at=now)
    return stored


@transaction.atomic
def log_activity(
    *,
    department_id: int,
    key: uuid.UUID,
    entry: Entry,
    attachments: Collection[Attachment] = (),
    closes_item: bool = False,
    by: User,
    now: dt.datetime,
) -> Activity:
    """Log an activity, with its evidence; its plan item is done with it if that is said.

    Safe to repeat: the same entry under the same key is logged once. Raises ActivityRefused if it
    can't have happened so, or if its session is in the log already.
    """
    # Locked, so that of two forms sent at once the second sees what the first has logged.
    department = Department.objects.select_for_update(no_key=True).get(pk=department_id)
    permissions.check_can_manage_programme_of(by, department)
    if logged := Activity.objects.filter(key=key).first():
        rules.check_form_is_not_used_up(logged, entry, department.pk)
        return logged
    rules.check_entry(entry, department.pk, day_of(now))
    rules.check_session_is_free(_told_of(entry, department))

    activity = Activity(department=department, key=key, logged_at=now, logged_by=by)
    _write(activity, entry)
    _attach(activity, attachments, by)
    closed = closes_item and _close(entry.item, by, now)

    audit.record(
        by, "ethics_officers.activity_logged", activity, at=now,
        files=len(attachments), session=activity.session_id, item=activity.item_id, closed=closed,
    )  # fmt: skip
    return activity


@transaction.atomic
def edit_activity(
    *,
    activity_id: int,
    version: int,
    entry: Entry,
    closes_item: bool = False,
    by: User,
    now: dt.datetime,
) -> Activity:
    """Change what is told of an activity. Raises Stale if it is not as it was opened."""
    activity = _locked(activity_id, by)
    rules.check_stands(activity)
    check_is_current(activity, version)
    rules.check_entry(entry, activity.department_id, day_of(now))
    rules.check_session_is_free(_told_of(entry, activity.department, but=activity))

    activity.note_change(by=by, at=now)
    _write(activity, entry)
    closed = closes_item and _close(entry.item, by, now)

    audit.record(by, "ethics_officers.activity_changed", activity, at=now, closed=closed)
    return activity


@transaction.atomic
def withdraw_activity(*, activity_id: int, reason: str, by: User, now: dt.datetime) -> Activity:
    """Take an activity out of the log and its figures, with a reason. Safe to repeat."""
    activity = _locked(activity_id, by)
    if activity.withdrawn_at is not None:
        return activity

    activity.withdrawn_at, activity.withdrawn_by = now, by
    activity.withdrawal_reason = reason
    activity.note_change(by=by, at=now)
    activity.save(
        update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason", *VERSION_FIELDS]
    )

    audit.record(by, "ethics_officers.activity_withdrawn", activity, at=now)
    return activity


@transaction.atomic
def add_evidence(
    *, activity_id: int, attachments: Collection[Attachment], by: User, now: dt.datetime
) -> Activity:
    """Add files to an activity. Safe to repeat: a file is evidence of an activity once."""
    activity = _locked(activity_id, by)
    rules.check_stands(activity)

    _attach(activity, attachments, by)

    audit.record(by, "ethics_officers.evidence_added", activity, at=now, files=len(attachments))
    return activity


@transaction.atomic
def remove_evidence(*, evidence_id: int, by: User, now: dt.datetime) -> Evidence:
    """Take a file off an activity; it is kept, and seen by nobody. Safe to repeat."""
    evidence = Evidence.objects.select_related("activity").get(pk=evidence_id)
    activity = _locked(evidence.activity_id, by)
    evidence.refresh_from_db()
    if evidence.removed_at is not None:
        return evidence
    rules.check_stands(activity)

    evidence.removed_at, evidence.removed_by = now, by
    evidence.shared = False
    evidence.save(update_fields=["removed_at", "removed_by", "shared"])

    audit.record(by, "ethics_officers.evidence_removed", evidence, at=now)
    return evidence


def _locked(activity_id: int, by: User) -> Activity:
    activity = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=activity_id)
    )
    permissions.check_can_manage_programme_of(by, activity.department)
    return activity


def _told_of(entry: Entry, department: Department, but: Activity | None = None) -> Activity | None:
    """Give the activity that tells of the entry's session already."""
    if entry.session is None:
        return None
    others = Activity.objects.standing().filter(department=department, session=entry.session)
    return others.exclude(pk=but.pk).first() if but else others.first()


def _write(activity: Activity, entry: Entry) -> None:
    activity.kind, activity.title = entry.kind, entry.title
    activity.happened_on, activity.note = entry.happened_on, entry.note
    activity.topic, activity.item = entry.topic, entry.item
    activity.publication, activity.session = entry.publication, entry.session
    activity.search_text = activity.searchable()
    activity.save()
    # Who was at a session is counted there, so nothing is told beside it.
    told = {} if entry.session else {each.level: each for each in entry.reach if each.attendances}
    activity.reach.exclude(level__in=told).delete()
    standing = {each.level: each for each in activity.reach.all()}
    rows = [
        ActivityReach(
            pk=standing[level].pk if level in standing else None,
            activity=activity,
            level=level,
            attendances=reach.attendances,
            persons=reach.persons,
        )
        for level, reach in told.items()
    ]
    ActivityReach.objects.bulk_create([row for row in rows if row.pk is None])
    ActivityReach.objects.bulk_update(
        [row for row in rows if row.pk is not None], ["attendances", "persons"]
    )


def _attach(activity: Activity, attachments: Collection[Attachment], by: User) -> None:
    # Only what one has uploaded oneself: the number of a file comes from the browser.
    own = StoredFile.objects.visible_to(by).in_bulk([each.stored.pk for each in attachments])
    Evidence.objects.bulk_create(
        [
            Evidence(activity=activity, stored=own[each.stored.pk], caption=each.caption)
            for each in attachments
            if each.stored.pk in own
        ],
        ignore_conflicts=True,
    )


def _close(item: PlanItem | None, by: User, now: dt.datetime) -> bool:
    """Note that a plan item is done with an activity, unless that is known or it was dropped."""
    if item is None:
        return False
    open_ones = PlanItem.objects.standing().exclude(status=PlanItem.Status.DONE)
    item = open_ones.select_for_update().filter(pk=item.pk).first()
    if item is None:
        return False
    item.status = PlanItem.Status.DONE
    item.closed_at, item.closed_by = now, by
    item.note_change(by=by, at=now)
    item.save(update_fields=["status", "closed_at", "closed_by", *VERSION_FIELDS])
    return True
