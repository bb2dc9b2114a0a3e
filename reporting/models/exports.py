"""Files of long lists, made by a worker for one person."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import both_or_neither
from core.exports import FileFormat
from core.models import StoredFile
from people.models import User
from reporting.models.addressed import Addressed
from reporting.models.saved import SavedReport

OPEN_STATES = ("waiting", "working")


class ListExportQuerySet(models.QuerySet["ListExport"]):
    def visible_to(self, user: User) -> "ListExportQuerySet":
        """One's own, and nobody else's: each holds what its owner may see."""
        return self.filter(owner=user)

    def open(self) -> "ListExportQuerySet":
        """Those that wait, or are being made."""
        return self.filter(state__in=OPEN_STATES)

    def made_before(self, instant: dt.datetime) -> "ListExportQuerySet":
        return self.filter(state=ListExport.State.MADE, made_at__lt=instant)


@history.tracked(exclude=["rows", "total", "claimed_at"])
class ListExport(Addressed):
    """A list that a worker writes to a file, as its owner sees it at that moment.

    `rows` of `total` are written so far; a total of 0 is not known. A worker's claim is renewed as
    it goes on, so that one that died is found out. `problem` tells in an English sentence, which
    is translated when it is shown, why there is no file.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being made")
        MADE = "made", _("Ready")
        FAILED = "failed", pgettext_lazy("a file", "Failed")
        CANCELLED = "cancelled", _("Cancelled")
        GONE = "gone", _("No longer kept")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="list_exports"
    )
    digest = models.CharField(max_length=64, editable=False)
    file_format = models.CharField(
        max_length=10, choices=[(each.value, each.name) for each in FileFormat]
    )
    # Of a report that comes by mail: which, and for which day.
    report = models.ForeignKey(
        SavedReport, null=True, blank=True, on_delete=models.PROTECT, related_name="exports"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    problem = models.TextField(blank=True)
    total = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    stored = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ListExportQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="reporting_export_open",
                condition=Q(state__in=["waiting", "working"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="reporting_export_made_once_at_a_time",
                fields=["owner", "digest", "file_format"],
                condition=Q(state__in=["waiting", "working"], report=None),
            ),
            models.UniqueConstraint(
                name="reporting_export_once_for_each_reader_and_day",
                fields=["report", "owner", "due_on"],
                condition=Q(report__isnull=False),
            ),
            models.CheckConstraint(
                name="reporting_export_due_if_of_a_report",
                condition=both_or_neither("report", "due_on"),
            ),
            models.CheckConstraint(
                name="reporting_export_claimed_while_working",
                condition=Q(state="working", claim__isnull=False)
                | ~Q(state="working") & Q(claim__isnull=True),
            ),
            models.CheckConstraint(
                name="reporting_export_claim_has_time",
                condition=both_or_neither("claim", "claimed_at"),
            ),
            models.CheckConstraint(
                name="reporting_export_has_its_file_while_kept",
                condition=Q(state="made", stored__isnull=False)
                | ~Q(state="made") & Q(stored__isnull=True),
            ),
            models.CheckConstraint(
                name="reporting_export_made_at_a_time",
                condition=Q(state__in=["made", "gone"], made_at__isnull=False)
                | ~Q(state__in=["made", "gone"]) & Q(made_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reporting_export_failed_for_a_reason",
                condition=Q(state="failed") & ~Q(problem="") | ~Q(state="failed") & Q(problem=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.view} {self.file_format} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def problem_in_words(self) -> str:
        """The problem in the active language."""
        return gettext(self.problem) if self.problem else ""
