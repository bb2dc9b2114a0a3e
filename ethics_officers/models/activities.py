"""The activity log: what a department did for integrity, whom it reached, and the evidence."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from core import history
from core.chinese import fold
from core.constraints import both_or_neither
from core.models import StoredFile
from core.versions import VERSION_FIELDS, Versioned
from ethics_officers.models.scopes import of_own_departments, own_or_told
from ethics_officers.models.work_plans import ActivityKind, PlanItem
from people.models import Department, Level
from people.roles import Permission
from publications.models import Publication, Topic
from training.models import Session

if TYPE_CHECKING:
    from people.models import User


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: "User") -> "ActivityQuerySet":
        """One's own department's; all for overseers; for the network, those shared with it."""
        shown = own_or_told(user)
        if user.has(Permission.USE_NETWORK):
            shown |= Q(pk__in=Activity.objects.shared().values("pk"))
        return self.filter(shown)

    def in_log_of(self, user: "User") -> "ActivityQuerySet":
        """Those whose whole entry a user reads: of the own department, or all for overseers."""
        return self.filter(own_or_told(user))

    def of_departments_of(self, user: "User") -> "ActivityQuerySet":
        return self.filter(of_own_departments(user))

    def standing(self) -> "ActivityQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def shared(self) -> "ActivityQuerySet":
        return self.standing().filter(shared_at__isnull=False)

    def search(self, words: str) -> "ActivityQuerySet":
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


@history.tracked(exclude=["search_text", *VERSION_FIELDS])
class Activity(Versioned):
    """Something a department did on a day. Withdrawn with a reason, never deleted.

    Who attended a session in the system is counted there: an activity that tells of it points to
    it, and adds no figures of its own. `key` is made with the empty form, so that a form sent
    twice logs one activity.
    """

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=20, choices=ActivityKind)
    title = models.CharField(max_length=200)
    happened_on = models.DateField()
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(
        PlanItem, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    note = models.TextField(blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.TextField(blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "-pk")
        indexes = [
            models.Index(
                fields=["department", "-happened_on"], name="ethics_officers_activity_log"
            ),
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="ethics_officers_activity_words"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_activity_shared_by_and_when",
                condition=both_or_neither("shared_at", "shared_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_activity_withdrawn_by_and_when",
                condition=both_or_neither("withdrawn_at", "withdrawn_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_activity_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_activity_withdrawn_says_why",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
            ),
            models.UniqueConstraint(
                name="ethics_officers_activity_one_per_session",
                fields=["department", "session"],
                condition=Q(session__isnull=False, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """The text that a search for this activity looks in."""
        topic = self.topic
        words = [self.title, self.note]
        if topic:
            words += [topic.name_en, topic.name_zh_hant]
        return fold(" ".join(words))


class OfActivityQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "OfActivityQuerySet":
        return self.filter(activity__in=Activity.objects.visible_to(user))


@history.tracked()
class ActivityReach(models.Model):
    """Whom an activity reached at one level: attendances, and the persons among them.

    Somebody who came twice is one person and two attendances.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="reach")
    level = models.CharField(max_length=20, choices=Level)
    attendances = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_activity_reach_once_per_level",
                fields=["activity", "level"],
            ),
            models.CheckConstraint(
                name="ethics_officers_activity_reach_persons_within_attendances",
                condition=Q(persons__lte=F("attendances")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.attendances}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: "User") -> "EvidenceQuerySet":
        """That of the own department, or all for overseers; for the network, what is shared."""
        shown = own_or_told(user, path="activity__department")
        if user.has(Permission.USE_NETWORK):
            shown |= Q(pk__in=Evidence.objects.shared().values("pk"))
        return self.filter(shown)

    def standing(self) -> "EvidenceQuerySet":
        return self.filter(removed_at__isnull=True)

    def shared(self) -> "EvidenceQuerySet":
        """What the network sees: ticked, and of an activity that is shared."""
        return self.standing().filter(shared=True, activity__in=Activity.objects.shared())


@history.tracked()
class Evidence(models.Model):
    """A file that shows an activity took place: a photograph, a programme, a report.

    Where the activity is shared with the network, only files ticked for it (`shared`) are.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="evidence")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True)
    shared = models.BooleanField(default=False, db_default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_evidence_once_per_activity", fields=["activity", "stored"]
            ),
            models.CheckConstraint(
                name="ethics_officers_evidence_removed_by_and_when",
                condition=both_or_neither("removed_at", "removed_by"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.stored)

    @property
    def is_picture(self) -> bool:
        return self.stored.content_type.startswith("image/")


@history.tracked()
class GoodPracticeComment(models.Model):
    """What an officer of the network says of an activity shared as good practice."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_good_practice_comment_says_something",
                condition=~Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
