"""Letters about files that workers make. None has the file in it, nor a row of it.

A mail can be passed on, and lies in places that we don't know; the file is behind sign-in.
"""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_text
from notifications.actions import enqueue
from notifications.emails import Composed, Mail, Unwanted, Writer, composes
from notifications.models import Message
from people.models import User
from reporting.models import ListExport, SavedReport

_ENDED = "reporting.export_ended"
_REPORT_MADE = "reporting.report_made"
_REPORT_NOT_MADE = "reporting.report_not_made"


def export_ended(export: ListExport, *, now: dt.datetime) -> None:
    """Tell the owner that the file is ready, or why there is none."""
    enqueue(
        key=f"{_ENDED}:{export.pk}",
        kind=_ENDED,
        recipient_id=export.owner_id,
        about_id=export.pk,
        now=now,
    )


def report_made(export: ListExport, report: SavedReport, *, now: dt.datetime) -> None:
    """Give a reader of a report the way to their file; tell its owner if there is none."""
    is_made = export.state == ListExport.State.MADE
    kind = _REPORT_MADE if is_made else _REPORT_NOT_MADE
    enqueue(
        key=f"{kind}:{export.pk}",
        kind=kind,
        recipient_id=export.owner_id if is_made else report.owner_id,
        about_id=export.pk,
        now=now,
    )


def _exports(messages: Sequence[Message]) -> dict[int, ListExport]:
    exports = ListExport.objects.select_related("report", "stored", "owner__person")
    return exports.defer("owner__password").in_bulk([message.about_id for message in messages])


def _name(user: User) -> str:
    person = getattr(user, "person", None)
    return str(person.name) if person else user.email


@composes(_ENDED, label=gettext_lazy("File of a list is ready, or was not made"))
def _compose_ended(messages: Sequence[Message], now: dt.datetime) -> Writer:
    exports = _exports(messages)

    def write(message: Message) -> Composed:
        export = exports[message.about_id]
        if export.state not in {ListExport.State.MADE, ListExport.State.FAILED}:
            return Unwanted(gettext_lazy("The file is no longer kept."))
        is_made = export.state == ListExport.State.MADE
        return Mail.from_templates(
            "reporting/emails/export_ended",
            subject=_("Your file is ready") if is_made else _("Your file could not be made"),
            context={
                "name": _name(export.owner),
                "is_made": is_made,
                "file": export.stored.name if export.stored else "",
                "problem": export.problem_in_words,
                "address": reverse("reporting:export-detail", args=[export.pk]),
            },
        )

    return write


@composes(_REPORT_MADE, label=gettext_lazy("Report by mail"))
def _compose_report_made(messages: Sequence[Message], now: dt.datetime) -> Writer:
    exports = _exports(messages)

    def write(message: Message) -> Composed:
        export = exports[message.about_id]
        if export.report is None or export.report.ended_at is not None:
            return Unwanted(gettext_lazy("The report is ended."))
        if export.state != ListExport.State.MADE:
            return Unwanted(gettext_lazy("The file is no longer kept."))
        words = {"report": export.report.name, "day": _day(export)}
        return Mail.from_templates(
            "reporting/emails/report_made",
            subject=_("%(report)s, %(day)s") % words,
            context={
                **words,
                "name": _name(export.owner),
                "address": reverse("reporting:export-detail", args=[export.pk]),
            },
        )

    return write


@composes(_REPORT_NOT_MADE, label=gettext_lazy("Report by mail that was not sent"))
def _compose_report_not_made(messages: Sequence[Message], now: dt.datetime) -> Writer:
    exports = _exports(messages)

    def write(message: Message) -> Composed:
        export = exports[message.about_id]
        if export.report is None or export.report.ended_at is not None:
            return Unwanted(gettext_lazy("The report is ended."))
        return Mail.from_templates(
            "reporting/emails/report_not_made",
            subject=_("Not sent: %(report)s") % {"report": export.report.name},
            context={
                "name": _name(message.recipient),
                "report": export.report.name,
                "reader": "" if export.owner_id == message.recipient_id else _name(export.owner),
                "day": _day(export),
                "problem": export.problem_in_words,
                "address": reverse("reporting:saved-edit", args=[export.report.pk]),
            },
        )

    return write


def _day(export: ListExport) -> str:
    return day_text(export.due_on) if export.due_on else ""
