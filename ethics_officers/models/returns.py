"""Annual returns: a year's questionnaire, each department's answers, and what was filed."""

import datetime as dt
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import both_or_neither
from core.translated import Translated
from core.versions import VERSION_FIELDS, Versioned
from ethics_officers.models.scopes import own_or_told
from ethics_officers.models.work_plans import YearBasis
from people.models import Department
from people.roles import Permission

if TYPE_CHECKING:
    from people.models import User


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: "User") -> "QuestionnaireQuerySet":
        if user.has(Permission.VIEW_PROGRAMMES):
            return self
        published = self.filter(published_at__isnull=False)
        return published if user.has(Permission.VIEW_OWN_PROGRAMME) else self.none()


@history.tracked()
class Questionnaire(models.Model):
    """What the annual return of one year asks. Once published its questions stand."""

    basis = models.CharField(max_length=20, choices=YearBasis)
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "pk")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_questionnaire_one_per_year", fields=["basis", "year"]
            ),
            models.CheckConstraint(
                name="ethics_officers_questionnaire_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="ethics_officers_questionnaire_due_after_its_year",
                condition=Q(due_on__gte=F("ends_on")),
            ),
            models.CheckConstraint(
                name="ethics_officers_questionnaire_published_by_and_when",
                condition=both_or_neither("published_at", "published_by"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stands_once_published",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.year_name

    @property
    def year_name(self) -> str:
        """The year as it is written: 2026–27 for a financial year, 2026 for a calendar year."""
        return (
            f"{self.year}–{(self.year + 1) % 100:02}"
            if self.basis == YearBasis.FINANCIAL
            else f"{self.year}"
        )


class ReturnQuestionQuerySet(models.QuerySet["ReturnQuestion"]):
    def visible_to(self, user: "User") -> "ReturnQuestionQuerySet":
        return self.filter(questionnaire__in=Questionnaire.objects.visible_to(user))


@history.tracked()
class ReturnQuestion(models.Model):
    """One question of a questionnaire.

    `figure` names the figure of ours that fills a number in beforehand. What is answered to a text
    that `feeds` lessons or challenges is gathered for reports. `choices` are
    `[{"key", "en", "zh_hant", "zh_hans"}]`; the columns of a table are written alike, and so are
    its rows, in `choices`; a table without rows of its own has empty ones to fill in.
    """

    class Kind(models.TextChoices):
        NUMBER = "number", pgettext_lazy("kind of question", "Number")
        CHOICE = "choice", pgettext_lazy("kind of question", "Choice")
        TEXT = "text", pgettext_lazy("kind of question", "Text")
        TABLE = "table", pgettext_lazy("kind of question", "Table")

    class Feeds(models.TextChoices):
        LESSONS = "lessons", pgettext_lazy("what an answer feeds", "Lessons learned")
        CHALLENGES = "challenges", pgettext_lazy("what an answer feeds", "Challenges")

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    text_en = models.TextField()
    text_zh_hant = models.TextField()
    text_zh_hans = models.TextField()
    text = Translated()
    help_en = models.TextField(blank=True)
    help_zh_hant = models.TextField(blank=True)
    help_zh_hans = models.TextField(blank=True)
    help = Translated()
    required = models.BooleanField(default=True)
    figure = models.CharField(max_length=60, blank=True)
    feeds = models.CharField(max_length=20, choices=Feeds, blank=True, default="", db_default="")
    choices = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=list, blank=True)

    objects = ReturnQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("questionnaire", "position")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_return_question_placed_once",
                fields=["questionnaire", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="ethics_officers_return_question_figure_is_a_number",
                condition=Q(figure="") | Q(kind="number"),
            ),
            models.CheckConstraint(
                name="ethics_officers_return_question_only_a_text_feeds",
                condition=Q(feeds="") | Q(kind="text"),
            ),
            models.CheckConstraint(
                name="ethics_officers_return_question_offers_choices",
                condition=~Q(kind="choice") | ~Q(choices=[]),
            ),
            models.CheckConstraint(
                name="ethics_officers_return_question_table_has_columns",
                condition=~Q(kind="table") | ~Q(columns=[]),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_once_published",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF EXISTS (SELECT FROM ethics_officers_questionnaire"
                    " WHERE id IN (OLD.questionnaire_id, NEW.questionnaire_id)"
                    " AND published_at IS NOT NULL) THEN"
                    " RAISE check_violation USING MESSAGE ="
                    " 'violates \"ethics_officers_return_question_stands_once_published\"';"
                    " END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class AnnualReturnQuerySet(models.QuerySet["AnnualReturn"]):
    def visible_to(self, user: "User") -> "AnnualReturnQuerySet":
        """Overseers see that each is due; what it says they see in what was filed."""
        return self.filter(own_or_told(user))

    def outstanding(self) -> "AnnualReturnQuerySet":
        return self.exclude(status=AnnualReturn.Status.FILED)

    def late(self, today: dt.date) -> "AnnualReturnQuerySet":
        return self.outstanding().filter(due_on__lt=today)


@history.tracked(exclude=VERSION_FIELDS)
class AnnualReturn(Versioned):
    """A department's return for the year of a questionnaire: open, filed, perhaps reopened."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("annual return", "Open")
        FILED = "filed", pgettext_lazy("annual return", "Filed")
        REOPENED = "reopened", pgettext_lazy("annual return", "Reopened")

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="returns"
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="returns")
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    due_on = models.DateField()
    notes = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopening_reason = models.TextField(blank=True)

    objects = AnnualReturnQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_annual_return_one_per_department",
                fields=["questionnaire", "department"],
            ),
            models.CheckConstraint(
                name="ethics_officers_annual_return_reopened_by_and_when",
                condition=both_or_neither("reopened_at", "reopened_by"),
            ),
            models.CheckConstraint(
                name="ethics_officers_annual_return_reopened_says_why",
                condition=~Q(status="reopened")
                | Q(reopened_at__isnull=False) & ~Q(reopening_reason=""),
            ),
            models.CheckConstraint(
                name="ethics_officers_annual_return_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}, {self.questionnaire}"

    @property
    def is_filed(self) -> bool:
        return self.status == self.Status.FILED

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have been filed by now; it may be filed on the due day itself."""
        return not self.is_filed and today > self.due_on


class ReturnAnswerQuerySet(models.QuerySet["ReturnAnswer"]):
    def visible_to(self, user: "User") -> "ReturnAnswerQuerySet":
        """Answers being written are the department's own; others read what was filed."""
        own = user.departments_with(Permission.VIEW_OWN_PROGRAMME)
        return self.filter(annual_return__department__in=own)


@history.tracked()
class ReturnAnswer(models.Model):
    """The answer being written to one question; what is filed is kept apart.

    `value` is a number, a key, a text or rows of a table; `note` explains it. A number that has
    a figure of ours is not written here: it stays the figure until the return is filed.
    """

    annual_return = models.ForeignKey(
        AnnualReturn, on_delete=models.PROTECT, related_name="answers"
    )
    question = models.ForeignKey(ReturnQuestion, on_delete=models.PROTECT, related_name="+")
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ReturnAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_return_answer_once_per_question",
                fields=["annual_return", "question"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.annual_return_id} {self.question_id}"


class FiledReturnQuerySet(models.QuerySet["FiledReturn"]):
    def visible_to(self, user: "User") -> "FiledReturnQuerySet":
        return self.filter(own_or_told(user, path="annual_return__department"))


@history.tracked()
class FiledReturn(models.Model):
    """A return as it was filed and signed: its content stands for good, with its hash.

    `content` holds each question with its answer, and each figure with the parameters of its
    query. Filing again after reopening makes a new one with the next number.
    """

    annual_return = models.ForeignKey(AnnualReturn, on_delete=models.PROTECT, related_name="filed")
    number = models.PositiveSmallIntegerField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_as = models.CharField(max_length=200)
    was_late = models.BooleanField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    objects = FiledReturnQuerySet.as_manager()

    class Meta:
        ordering = ("annual_return", "-number")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_filed_return_numbered_once",
                fields=["annual_return", "number"],
            ),
            models.CheckConstraint(
                name="ethics_officers_filed_return_hashed",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.annual_return}, {self.number}"


class ReturnFootnoteQuerySet(models.QuerySet["ReturnFootnote"]):
    def visible_to(self, user: "User") -> "ReturnFootnoteQuerySet":
        return self.filter(filed__in=FiledReturn.objects.visible_to(user))


@history.tracked()
class ReturnFootnote(models.Model):
    """A correction of a filed figure, told beside it: the figure as filed stays."""

    filed = models.ForeignKey(FiledReturn, on_delete=models.PROTECT, related_name="footnotes")
    question = models.ForeignKey(ReturnQuestion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReturnFootnoteQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="ethics_officers_return_footnote_says_something", condition=~Q(text="")
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReturnReminderQuerySet(models.QuerySet["ReturnReminder"]):
    def visible_to(self, user: "User") -> "ReturnReminderQuerySet":
        return self.filter(annual_return__in=AnnualReturn.objects.visible_to(user))


@history.tracked()
class ReturnReminder(models.Model):
    """That somebody was reminded of a return, at one stage before or after a due date: once.

    The mail, which may tell of several returns, is in the outbox under the key of the first.
    """

    class ToldAs(models.TextChoices):
        OFFICER = "officer", pgettext_lazy("reminded", "Ethics Officer")
        ASSISTANT = "assistant", pgettext_lazy("reminded", "Assistant Ethics Officer")
        HEAD = "head", pgettext_lazy("reminded", "Head of department")
        STAFF = "staff", pgettext_lazy("reminded", "Programme staff")

    annual_return = models.ForeignKey(
        AnnualReturn, on_delete=models.PROTECT, related_name="reminders"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told_as = models.CharField(max_length=20, choices=ToldAs)
    due_on = models.DateField()
    days = models.SmallIntegerField()
    planned_at = models.DateTimeField()

    objects = ReturnReminderQuerySet.as_manager()

    class Meta:
        ordering = ("planned_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="ethics_officers_return_reminder_once",
                fields=["annual_return", "recipient", "due_on", "days"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.annual_return_id} {self.recipient_id} {self.days:+}"
