"""Saving lists, sharing them, and having them sent."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from core import audit
from core.days import day_of
from people.models import Department, User
from reporting import permissions
from reporting.actions.exports import queue_for_readers
from reporting.addresses import Address
from reporting.models import SavedReport
from reporting.rules import saved as rules
from reporting.rules.saved import Rhythm

# Reports are there when the day's work begins.
SENT_FROM = dt.timedelta(hours=7)

_GIVEN = ("name", "roles", "rhythm", "weekday", "month_day", "file_format", "next_due_on")


@dataclass(frozen=True)
class Sharing:
    """Whom a report is shared with: see SavedReport."""

    roles: Collection[str] = ()
    departments: Collection[Department] = ()
    readers: Collection[User] = field(default=())


@transaction.atomic
def save_report(
    *,
    address: Address | None,
    name: str,
    sharing: Sharing,
    rhythm: Rhythm,
    file_format: str,
    by: User,
    now: dt.datetime,
) -> SavedReport:
    """Save a list under a name. Raises NotSaveable if it is none that this user may open.

    Safe to repeat: the same list under the same name is saved once.
    """
    _check_can_share(by, sharing)
    User.objects.select_for_update().get(pk=by.pk)  # So that two presses come one after the other.
    rules.check_can_be_saved(address, by)
    assert address is not None  # noqa: S101 (what is none was refused)
    where = {"view": address.view, "kwargs": address.kwargs, "query": address.query}
    standing = SavedReport.objects.standing().filter(owner=by, name=name, **where)
    if report := standing.first():
        return report

    report = SavedReport(owner=by, created_at=now, **where)
    _set(report, name, sharing, rhythm, file_format, now)
    report.save()
    _share(report, sharing)

    audit.record(by, "reporting.report_saved", report, at=now, view=address.view)
    return report


@transaction.atomic
def change_report(
    *,
    report_id: int,
    name: str,
    sharing: Sharing,
    rhythm: Rhythm,
    file_format: str,
    by: User,
    now: dt.datetime,
) -> SavedReport:
    """Name a report anew, share it with others, or have it sent on other days. Safe to repeat."""
    report = SavedReport.objects.select_for_update().get(pk=report_id)
    permissions.check_can_change(by, report)
    _check_can_share(by, sharing)
    rules.check_is_standing(report)

    if rhythm == rules.rhythm_of(report):
        due_on = report.next_due_on  # Nothing is skipped because the name was changed on the day.
        _set(report, name, sharing, rhythm, file_format, now)
        report.next_due_on = due_on
    else:
        _set(report, name, sharing, rhythm, file_format, now)
    report.save(update_fields=_GIVEN)
    _share(report, sharing)

    audit.record(by, "reporting.report_changed", report, at=now)
    return report


@transaction.atomic
def end_report(*, report_id: int, by: User, now: dt.datetime) -> SavedReport:
    """End a report: nobody finds it any more, and it is not sent. It stays on record.

    Safe to repeat.
    """
    report = SavedReport.objects.select_for_update().get(pk=report_id)
    permissions.check_can_change(by, report)
    if report.ended_at is not None:
        return report

    report.rhythm = SavedReport.Rhythm.NEVER
    report.weekday = report.month_day = report.next_due_on = None
    report.ended_at, report.ended_by = now, by
    report.save(
        update_fields=["rhythm", "weekday", "month_day", "next_due_on", "ended_at", "ended_by"]
    )

    audit.record(by, "reporting.report_ended", report, at=now)
    return report


@transaction.atomic
def send_next_due(*, now: dt.datetime) -> bool:
    """Have the files of one report that is due made for those it is sent to; say if there was one.

    Safe to repeat, and to run beside another: each reader has one file for each day. A worker that
    stood still for weeks sends once, not once for each week.
    """
    today = day_of(now - SENT_FROM)
    report = (
        SavedReport.objects.due(today)
        .select_for_update(skip_locked=True)
        .order_by("next_due_on", "pk")
        .first()
    )
    if report is None or report.next_due_on is None:
        return False
    queue_for_readers(report=report, due_on=report.next_due_on, now=now)
    report.next_due_on = rules.rhythm_of(report).next_day(today)
    report.save(update_fields=["next_due_on"])
    return True


def _check_can_share(by: User, sharing: Sharing) -> None:
    permissions.check_can_share(
        by, roles=sharing.roles, departments=sharing.departments, readers=sharing.readers
    )
    rules.check_is_sent_to_few(len(sharing.readers))


def _set(
    report: SavedReport,
    name: str,
    sharing: Sharing,
    rhythm: Rhythm,
    file_format: str,
    now: dt.datetime,
) -> None:
    report.name = name
    report.roles = sorted(sharing.roles)
    report.rhythm, report.weekday, report.month_day = rhythm.kind, rhythm.weekday, rhythm.month_day
    report.file_format = file_format
    report.next_due_on = rhythm.next_day(day_of(now))


def _share(report: SavedReport, sharing: Sharing) -> None:
    report.departments.set(sharing.departments)
    report.readers.set(sharing.readers)
