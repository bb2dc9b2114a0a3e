"""The network of Ethics Officers: thematic sessions, a board of questions, shared files."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from core import history
from core.chinese import fold
from core.constraints import both_or_neither
from core.days import HONG_KONG
from core.models import StoredFile
from core.translated import Translated
from people.models import Department
from people.roles import Permission
from publications.models import Topic
from training.models import Session

if TYPE_CHECKING:
    from people.models import User


class NetworkQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> Self:
        """For those in the network and those who oversee it, of the day; nobody else."""
        inside = user.has(Permission.USE_NETWORK) or user.has(Permission.VIEW_PROGRAMMES)
        return self if inside else self.none()

    def search(self, words: str) -> Self:
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


class ThematicSessionQuerySet(NetworkQuerySet):
    def visible_to(self, user: "User") -> "ThematicSessionQuerySet":
        """Of those to come, whoever is in the audience sees them; what was held, the network."""
        told = Q(session__isnull=True) | Q(session__status=Session.Status.HELD)
        reachable = Q(session__in=Session.objects.visible_to(user))
        return super().visible_to(user).filter(told | reachable)

    def newest_first(self) -> "ThematicSessionQuerySet":
        """Each with its `day`: of its session, or else as published."""
        held_on = TruncDate("session__starts_at", tzinfo=HONG_KONG)
        return self.annotate(day=Coalesce(held_on, "held_on")).order_by("-day", "-pk")

    def standing(self) -> "ThematicSessionQuerySet":
        """All but those whose draft was thrown away."""
        return self.exclude(session__status=Session.Status.DISCARDED)


@history.tracked()
class ThematicSession(models.Model):
    """A session on a special topic for Ethics Officers alone, or one of history.

    The workshops of the Ethical Leadership Programme are numbered; a number is given once. What
    was held before this system is told by its day, theme and source; `attendance` is then the
    published words ("about 150"), for it is seldom a number. What is a session in this system is
    told by that session alone.
    """

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop")
        SEMINAR = "seminar", _("Seminar")
        WEBINAR = "webinar", _("Webinar")
        FORUM = "forum", _("Forum")
        OTHER = "other", _("Other")

    class Programme(models.TextChoices):
        ELP = "elp", _("Ethical Leadership Programme")
        PREDECESSOR = "predecessor", _("Before the Ethical Leadership Programme")
        DEPARTMENTAL = "departmental", _("A department's own session")

    number = models.PositiveSmallIntegerField(null=True, blank=True)
    programme = models.CharField(max_length=20, choices=Programme, default=Programme.ELP)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    held_on = models.DateField(null=True, blank=True)
    day_known = models.BooleanField(default=True)
    theme_en = models.CharField(max_length=300, blank=True)
    theme_zh_hant = models.CharField(max_length=300, blank=True)
    theme_zh_hans = models.CharField(max_length=300, blank=True)
    theme = Translated()
    audience = models.CharField(max_length=200, blank=True)
    attendance = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300, blank=True)
    session = models.OneToOneField(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="thematic"
    )

    objects = ThematicSessionQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_thematic_session_told_once",
                condition=(
                    Q(session__isnull=True, held_on__isnull=False) & ~Q(kind="") & ~Q(theme_en="")
                )
                | Q(session__isnull=False, held_on__isnull=True, kind="", theme_en=""),
            ),
            models.UniqueConstraint(
                name="ethics_officers_thematic_session_numbered_once",
                fields=["number"],
                condition=Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.session.title if self.session else self.theme)


class BoardQuestionQuerySet(NetworkQuerySet):
    def standing(self) -> "BoardQuestionQuerySet":
        return self.exclude(status=BoardQuestion.Status.WITHDRAWN)


@history.tracked(exclude=["search_text"])
class BoardQuestion(models.Model):
    """A question an officer asks the network. Closed or withdrawn, never deleted.

    Who asked withdraws it without a word; staff who do, give their reason.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    title = models.CharField(max_length=200)
    text = models.TextField()
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.CharField(max_length=1000, blank=True, default="", db_default="")
    search_text = models.TextField(blank=True, editable=False)

    objects = BoardQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = [
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="ethics_officers_board_words"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_board_question_says_something", condition=~Q(text="")
            ),
            models.CheckConstraint(
                name="ethics_officers_board_question_reason_if_withdrawn",
                condition=Q(withdrawal_reason="") | Q(status="withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """The text that a search for this question looks in: none once it is withdrawn."""
        if self.status == self.Status.WITHDRAWN:
            return ""
        words = [self.title, self.text]
        if self.topic:
            words += [self.topic.name_en, self.topic.name_zh_hant]
        return fold(" ".join(words))


class BoardAnswerQuerySet(models.QuerySet["BoardAnswer"]):
    def visible_to(self, user: "User") -> "BoardAnswerQuerySet":
        return self.filter(question__in=BoardQuestion.objects.visible_to(user))

    def standing(self) -> "BoardAnswerQuerySet":
        return self.filter(withdrawn_at__isnull=True)


@history.tracked()
class BoardAnswer(models.Model):
    """An answer on the board; `for_icac` if whoever wrote it spoke for ICAC at that time."""

    question = models.ForeignKey(BoardQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    for_icac = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.CharField(max_length=1000, blank=True, default="", db_default="")

    objects = BoardAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_board_answer_withdrawn_by_and_when",
                condition=both_or_neither("withdrawn_at", "withdrawn_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_board_answer_says_something", condition=~Q(text="")
            ),
            models.CheckConstraint(
                name="ethics_officers_board_answer_reason_if_withdrawn_by_staff",
                condition=Q(withdrawn_by__isnull=True, withdrawal_reason="")
                | Q(withdrawn_by=F("written_by"), withdrawal_reason="")
                | Q(withdrawn_by__isnull=False)
                & ~Q(withdrawn_by=F("written_by"))
                & ~Q(withdrawal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class BoardSubscriptionQuerySet(models.QuerySet["BoardSubscription"]):
    def visible_to(self, user: "User") -> "BoardSubscriptionQuerySet":
        return self.filter(user=user)


@history.tracked(exclude=["digested_until"])
class BoardSubscription(models.Model):
    """Somebody's wish to get news of the board by mail, of all topics or of some.

    `digested_until` is up to when the news has been put into a digest.
    """

    class Rhythm(models.TextChoices):
        NEVER = "never", _("Never")
        DAILY = "daily", _("Daily")
        WEEKLY = "weekly", _("Weekly, on Monday")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="board_subscription"
    )
    rhythm = models.CharField(max_length=20, choices=Rhythm)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    digested_until = models.DateTimeField()

    objects = BoardSubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.get_rhythm_display()


@history.tracked_links()
class BoardSubscriptionTopic(BoardSubscription.topics.through):  # type: ignore[name-defined]
    """A topic somebody wants news of."""

    class Meta:
        proxy = True


class SharedFileQuerySet(NetworkQuerySet):
    def standing(self) -> "SharedFileQuerySet":
        return self.filter(withdrawn_at__isnull=True)


@history.tracked(exclude=["search_text"])
class SharedFile(models.Model):
    """A file shared with the network."""

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_text = models.TextField(blank=True, editable=False)

    objects = SharedFileQuerySet.as_manager()

    class Meta:
        ordering = ("-shared_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_shared_file_withdrawn_by_and_when",
                condition=both_or_neither("withdrawn_at", "withdrawn_by"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def searchable(self) -> str:
        """The text that a search for this file looks in."""
        words = [self.title, self.description, self.stored.name]
        if self.topic:
            words += [self.topic.name_en, self.topic.name_zh_hant]
        return fold(" ".join(words))
