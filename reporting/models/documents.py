"""Documents made of templates and frozen figures: written, reviewed, approved, superseded."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import both_or_neither, never
from core.lists import detailed
from core.translated import LANGUAGES
from core.versions import VERSION_FIELDS, Versioned
from ethics_officers.figures import Span
from people.roles import Permission
from reporting.models.fields import FIELDS, Field, Kind
from reporting.models.freezes import Freeze
from reporting.models.templates import TemplateVersion
from reporting.periods import name_of

if TYPE_CHECKING:
    from people.models import User

# What says nothing, though something is written: blanks, dashes, stops.
SAYS_NOTHING = r"^[\s\-‐‑–—―_.…。、，,/·•*]*$"

# A text stands once its document is out of its author's hands.
_TEXT_STANDS = """
    IF (SELECT status FROM reporting_document WHERE id = OLD.document_id) <> 'draft' THEN
        RAISE EXCEPTION 'violates "reporting_document_text_stands_once_sent"'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reporting_document_text_stands_once_sent';
    END IF;
    RETURN NEW;
"""

_NEVER_A_DASH = f"""
    IF EXISTS (
        SELECT FROM reporting_documenttext
        WHERE document_id = NEW.id AND field IN ('lessons', 'challenges')
        AND text ~ '{SAYS_NOTHING}'
    ) THEN
        RAISE EXCEPTION 'violates "reporting_document_never_a_dash"'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reporting_document_never_a_dash';
    END IF;
    RETURN NEW;
"""


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: "User") -> "DocumentQuerySet":
        return self if user.has(Permission.VIEW_REPORTS) else self.none()

    def open(self) -> "DocumentQuerySet":
        """Those that are being written or reviewed."""
        return self.filter(status__in=[Document.Status.DRAFT, Document.Status.IN_REVIEW])

    def standing(self) -> "DocumentQuerySet":
        """All but those that a later one took the place of."""
        return self.exclude(status=Document.Status.SUPERSEDED)


@history.tracked()
class Document(models.Model):
    """A document of a kind for a period, from the days inclusive to exclusive.

    Its figures are those of the freeze. Of a kind and period one is open at a time, and one stands
    approved: the next one approved supersedes it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("document", "Draft")
        IN_REVIEW = "in_review", pgettext_lazy("document", "In review")
        APPROVED = "approved", pgettext_lazy("document", "Approved")
        SUPERSEDED = "superseded", pgettext_lazy("document", "Superseded")

    kind = models.CharField(max_length=20, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    template_version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, related_name="documents"
    )
    freeze = models.ForeignKey(
        Freeze, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-ends_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="reporting_document_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="reporting_document_one_open_for_a_period",
                fields=["kind", "starts_on", "ends_on"],
                condition=Q(status__in=["draft", "in_review"]),
            ),
            models.UniqueConstraint(
                name="reporting_document_one_approved_for_a_period",
                fields=["kind", "starts_on", "ends_on"],
                condition=Q(status="approved"),
            ),
            models.CheckConstraint(
                name="reporting_document_sent_by_and_when",
                condition=both_or_neither("sent_at", "sent_by"),
            ),
            models.CheckConstraint(
                name="reporting_document_returned_by_and_when",
                condition=both_or_neither("returned_at", "returned_by"),
            ),
            models.CheckConstraint(
                name="reporting_document_returned_with_a_reason",
                condition=Q(returned_at__isnull=True, return_reason="")
                | Q(returned_at__isnull=False) & ~Q(return_reason=""),
            ),
            models.CheckConstraint(
                name="reporting_document_approved_by_and_when",
                condition=both_or_neither("approved_at", "approved_by"),
            ),
            models.CheckConstraint(
                name="reporting_document_sent_before_it_is_reviewed",
                condition=Q(status="draft") | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reporting_document_approved_by_somebody",
                condition=Q(status__in=["draft", "in_review"], approved_at__isnull=True)
                | Q(status__in=["approved", "superseded"], approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reporting_document_approved_by_another",
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("created_by")) & ~Q(approved_by=F("sent_by")),
            ),
        ]
        triggers = [
            never("reporting_document_never_deleted", operation=pgtrigger.Delete),
            never(
                "reporting_document_stands_once_approved",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["approved", "superseded"]),
                unless="OLD.status = 'approved' AND NEW.status = 'superseded'",
            ),
            pgtrigger.Trigger(
                name="never_a_dash",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__status__in=["in_review", "approved"]),
                func=_NEVER_A_DASH,
            ),
        ]

    def __str__(self) -> str:
        return detailed(self.get_kind_display(), self.period)

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)

    @property
    def period(self) -> str:
        """What its period is called: a year, or from one day to another."""
        return name_of(self.span)

    @property
    def fields(self) -> tuple[Field, ...]:
        return FIELDS[self.kind]

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    def visible_to(self, user: "User") -> "DocumentTextQuerySet":
        return self.filter(document__in=Document.objects.visible_to(user).order_by())


@history.tracked(exclude=VERSION_FIELDS)
class DocumentText(Versioned):
    """What a document says in one field, in one language; figures stand in it as marks.

    A mark such as `{attendances}` is the figure of this key in the freeze of the document.
    """

    class Language(models.TextChoices):
        ENGLISH = "en", pgettext_lazy("written language", "English")
        TRADITIONAL = "zh-hant", _("Traditional Chinese")
        SIMPLIFIED = "zh-hans", _("Simplified Chinese")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="texts")
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=10, choices=Language)
    text = models.TextField(blank=True)

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="reporting_document_text_once", fields=["document", "field", "language"]
            ),
            models.CheckConstraint(
                name="reporting_document_text_in_a_language",
                condition=Q(language__in=list(LANGUAGES)),
            ),
            models.CheckConstraint(
                name="reporting_document_text_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
        ]
        triggers = [
            never("reporting_documenttext_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="stands_once_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_TEXT_STANDS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.language})"
