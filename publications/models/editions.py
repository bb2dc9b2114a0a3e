"""Editions of a publication, and their review by the other body."""

import datetime as dt

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.constraints import both_or_neither, ends_after_it_starts, never
from core.translated import Translated
from core.versions import Versioned
from people.models import User
from people.roles import Permission
from publications.models.publications import Body, Publication, is_published

_IS_IN_THE_MAKING = "OLD.status <> 'approved'"

# What the reviewer read, and readers read: fixed from the approval on.
_WHAT_IT_SAYS = (
    "publication",
    "number",
    "dated_on",
    "change",
    "what_changed_en",
    "what_changed_zh_hant",
    "what_changed_zh_hans",
    "supersedes",
)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: User) -> "EditionQuerySet":
        """All of what staff see; to readers, the newest one that is published."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        now = timezone.now()
        later = Edition.objects.published(now).filter(
            publication=models.OuterRef("publication"), number__gt=models.OuterRef("number")
        )
        return self.published(now).filter(
            ~models.Exists(later), publication__in=Publication.objects.visible_to(user)
        )

    def published(self, now: dt.datetime) -> "EditionQuerySet":
        """Those approved whose minute has come, neither expired nor withdrawn."""
        return self.filter(is_published(now))

    def newest(self) -> "EditionQuerySet":
        return self.order_by("-number")


@history.tracked()
class Edition(Versioned):
    """One edition of a publication, in as many languages and formats as it has renditions.

    It is published from `publish_at` until `expires_at`, by the clock: no task opens or closes it.
    Once it is approved, what it says no longer changes; what is wrong goes into the next one, which
    says by `change` whether its readers have to read it again. Those loaded as reference
    data were created by nobody.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")

    class Standing(models.TextChoices):
        """The status together with what the clock, and who withdrew it, have made of it."""

        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Change(models.TextChoices):
        """What a new edition asks of those who have read the one before."""

        FIRST = "first", _("First edition")
        TYPO = "typo", _("Typing errors only: nobody is asked to read it again")
        MATERIAL = "material", _("Material: everybody is asked to read it again")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    dated_on = models.DateField(null=True, blank=True)
    change = models.CharField(max_length=10, choices=Change, default=Change.FIRST)
    what_changed_en = models.TextField(blank=True)
    what_changed_zh_hant = models.TextField(blank=True)
    what_changed_zh_hans = models.TextField(blank=True)
    what_changed = Translated()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.CharField(max_length=300, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("publication", "-number")
        indexes = [
            models.Index(
                fields=["publish_at"],
                name="publications_edition_by_minute",
                condition=Q(status="approved"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="publications_edition_numbered_once", fields=["publication", "number"]
            ),
            models.UniqueConstraint(
                name="publications_edition_one_in_the_making",
                fields=["publication"],
                condition=Q(status__in=["draft", "in_review", "returned"], withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="publications_edition_number_from_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="publications_edition_approved_before_published",
                condition=Q(publish_at=None) | Q(status="approved"),
            ),
            models.CheckConstraint(
                name="publications_edition_expires_after_it_is_published",
                condition=ends_after_it_starts("publish_at", "expires_at"),
            ),
            models.CheckConstraint(
                name="publications_edition_created_by_and_when",
                condition=both_or_neither("created_at", "created_by"),
            ),
            models.CheckConstraint(
                name="publications_edition_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.CheckConstraint(
                name="publications_edition_withdrawn_by_and_when",
                condition=both_or_neither("withdrawn_at", "withdrawn_by"),
            ),
            models.CheckConstraint(
                name="publications_edition_withdrawn_with_reason",
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
            ),
            models.CheckConstraint(
                name="publications_edition_first_or_says_what_changed",
                condition=Q(change="first") | ~Q(what_changed_en="", what_changed_zh_hant=""),
            ),
            models.CheckConstraint(
                name="publications_edition_supersedes_another",
                condition=Q(supersedes=None) | ~Q(supersedes=F("pk")),
            ),
        ]
        triggers = [
            never(
                "publications_edition_approved_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*_WHAT_IT_SAYS),
                unless=_IS_IN_THE_MAKING,
            ),
            never(
                "publications_edition_published_never_taken_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.publish_at <= NOW() AND "
                    "(NEW.publish_at IS DISTINCT FROM OLD.publish_at OR NEW.status <> OLD.status)"
                ),
            ),
            never(
                "publications_edition_approved_never_deleted",
                operation=pgtrigger.Delete,
                unless=_IS_IN_THE_MAKING,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} ({self.number})"

    def is_published(self, now: dt.datetime) -> bool:
        """Say whether readers have it: `EditionQuerySet.published`, of one row."""
        return (
            self.status == self.Status.APPROVED
            and self.publish_at is not None
            and self.publish_at <= now
            and (self.expires_at is None or now < self.expires_at)
            and self.withdrawn_at is None
        )

    def standing(self, now: dt.datetime) -> "Edition.Standing":
        """Say where an edition has got to: its status, and what the clock makes of it."""
        if self.withdrawn_at is not None:
            return self.Standing.WITHDRAWN
        if self.status != self.Status.APPROVED or self.publish_at is None:
            return self.Standing(self.status)
        if self.publish_at > now:
            return self.Standing.SCHEDULED
        if self.expires_at is not None and self.expires_at <= now:
            return self.Standing.EXPIRED
        return self.Standing.PUBLISHED


class EditionReviewQuerySet(models.QuerySet["EditionReview"]):
    def visible_to(self, user: User) -> "EditionReviewQuerySet":
        return self if user.has(Permission.VIEW_LIBRARY) else self.none()

    def pending(self) -> "EditionReviewQuerySet":
        return self.filter(answer=EditionReview.Answer.PENDING)


@history.tracked()
class EditionReview(models.Model):
    """One round of review of an edition, asked of a body, with its answer once there is one."""

    class Answer(models.TextChoices):
        PENDING = "pending", _("Waiting for an answer")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        RECALLED = "recalled", _("Recalled by its author")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reviews")
    body = models.CharField(max_length=10, choices=Body)
    due_on = models.DateField()
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.PENDING)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EditionReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                name="publications_review_one_at_a_time",
                fields=["edition"],
                condition=Q(answer="pending"),
            ),
            models.CheckConstraint(
                name="publications_review_answered_by_and_when",
                condition=both_or_neither("answered_at", "answered_by"),
            ),
            models.CheckConstraint(
                name="publications_review_pending_until_answered",
                condition=Q(answer="pending", answered_at=None)
                | ~Q(answer="pending") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="publications_review_returned_with_comment",
                condition=~Q(answer="returned") | ~Q(comment=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_answer_display()}"
