"""Circulations: editions put before an audience, whom they reached, and who acknowledged them."""

import datetime as dt

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import both_or_neither
from core.days import HONG_KONG
from core.translated import Translated
from core.versions import Versioned
from people.models import Audience, Department, Person, Posting, User
from people.roles import Permission
from publications.models.editions import Edition
from publications.models.publications import Language
from publications.models.renditions import Rendition


class CirculationQuerySet(models.QuerySet["Circulation"]):
    def visible_to(self, user: User) -> "CirculationQuerySet":
        """All of them for staff; to a department, those that reached somebody in it."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        reached = Recipient.objects.in_reach_of(user)
        return self.filter(pk__in=reached.values("round__circulation"))

    def open(self) -> "CirculationQuerySet":
        """Those that ask somebody to read, or soon will."""
        return self.filter(status__in=Circulation.OPEN)


@history.tracked()
class Circulation(Versioned):
    """An edition put before an audience, to be read by a day, once or again and again.

    Who gets it at the start has until `due_on`, or where that is empty, so many days from when
    they were asked; who joins the audience later has that many days from then, and never less than
    the others. It stands until it is ended: then nobody is asked any more, and what was
    acknowledged stays. Each time it goes out is a round. `edition` is the one it was written for.
    """

    class Scale(models.TextChoices):
        """Distribution scales as circulars carry them."""

        ALL = "a", _("Scale A: every officer")
        HEADS = "c", _("Scale C: permanent secretaries, directors and controlling officers")
        CHOSEN = "chosen", _("A chosen audience")

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", _("working days")
        DAYS = "days", _("days")

    class Recurrence(models.TextChoices):
        NONE = "none", _("Once")
        YEARLY = "yearly", _("Every year")
        FESTIVALS = "festivals", _("Before festivals")

    class Festival(models.TextChoices):
        LUNAR_NEW_YEAR = "lunar_new_year", _("Lunar New Year")
        CHING_MING = "ching_ming", _("Ching Ming Festival")
        TUEN_NG = "tuen_ng", _("Tuen Ng Festival")
        MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
        CHUNG_YEUNG = "chung_yeung", _("Chung Yeung Festival")
        CHRISTMAS = "christmas", _("Christmas")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PLANNED = "planned", pgettext_lazy("circulation", "Planned")
        SENDING = "sending", pgettext_lazy("circulation", "Going out")
        SENT = "sent", pgettext_lazy("circulation", "In circulation")
        ENDED = "ended", pgettext_lazy("circulation", "Ended")
        CANCELLED = "cancelled", pgettext_lazy("circulation", "Cancelled")

    OPEN = (Status.PLANNED, Status.SENDING, Status.SENT)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="circulations")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="circulation")
    scale = models.CharField(max_length=10, choices=Scale)
    message_en = models.TextField(blank=True)
    message_zh_hant = models.TextField(blank=True)
    message_zh_hans = models.TextField(blank=True)
    message = Translated()
    must_acknowledge = models.BooleanField(default=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=10)
    unit = models.CharField(max_length=20, choices=Unit, default=Unit.WORKING_DAYS)
    takes_joiners = models.BooleanField(default=True)
    joiners_until = models.DateField(null=True, blank=True)
    recurrence = models.CharField(max_length=20, choices=Recurrence, default=Recurrence.NONE)
    festivals = ArrayField(
        models.CharField(max_length=20, choices=Festival), default=list, blank=True
    )
    days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)

    objects = CirculationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="publications_circulation_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.CheckConstraint(
                name="publications_circulation_sent_by_and_when",
                condition=both_or_neither("sent_at", "sent_by"),
            ),
            models.CheckConstraint(
                name="publications_circulation_ended_by_and_when",
                condition=both_or_neither("ended_at", "ended_by"),
            ),
            models.CheckConstraint(
                name="publications_circulation_sent_from_a_moment",
                condition=~Q(status__in=["planned", "sending", "sent"])
                | Q(sent_at__isnull=False, starts_at__isnull=False),
            ),
            models.CheckConstraint(
                name="publications_circulation_over_once_ended",
                condition=Q(status__in=["ended", "cancelled"], ended_at__isnull=False)
                | ~Q(status__in=["ended", "cancelled"]) & Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="publications_circulation_cancelled_with_reason",
                condition=~Q(status="cancelled") | ~Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="publications_circulation_leaves_time", condition=Q(days__gte=1)
            ),
            models.CheckConstraint(
                name="publications_circulation_joiners_until_a_day",
                condition=Q(joiners_until=None) | Q(takes_joiners=True),
            ),
            models.CheckConstraint(
                name="publications_circulation_festivals_as_it_recurs",
                condition=Q(recurrence="festivals", days_before__isnull=False) & ~Q(festivals=[])
                | ~Q(recurrence="festivals") & Q(festivals=[], days_before=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_status_display()}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


class CirculationRoundQuerySet(models.QuerySet["CirculationRound"]):
    def visible_to(self, user: User) -> "CirculationRoundQuerySet":
        return self.filter(circulation__in=Circulation.objects.visible_to(user))

    def standing(self) -> "CirculationRoundQuerySet":
        """Those whose recipients are still asked: begun, not followed by another, not ended."""
        return self.filter(
            begun_at__isnull=False, closed_at=None, circulation__status__in=Circulation.OPEN
        )


@history.tracked(exclude=["cursor", "batches", "expected", "asked"])
class CirculationRound(models.Model):
    """One going out of a circulation, with the edition that it asks to read.

    It goes out in batches by the ids of persons: up to `cursor` everybody in the audience has been
    asked, in so many batches; `asked` of `expected` is its progress. `occasion` says what caused
    it, so that it is caused once: a year, a festival of a year, an edition. A round is closed when
    the next one begins; who had not read by then is asked in that one.
    """

    class Cause(models.TextChoices):
        FIRST = "first", _("First circulation")
        YEARLY = "yearly", _("Yearly")
        FESTIVAL = "festival", _("Before a festival")
        EDITION = "edition", _("New edition with material changes")

    circulation = models.ForeignKey(Circulation, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="circulation_rounds"
    )
    cause = models.CharField(max_length=20, choices=Cause)
    occasion = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cursor = models.BigIntegerField(default=0)
    batches = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    objects = CirculationRoundQuerySet.as_manager()

    class Meta:
        ordering = ("circulation", "-number")
        constraints = [
            models.UniqueConstraint(
                name="publications_round_numbered_once", fields=["circulation", "number"]
            ),
            models.UniqueConstraint(
                name="publications_round_once_an_occasion", fields=["circulation", "occasion"]
            ),
            models.UniqueConstraint(
                name="publications_round_one_at_a_time",
                fields=["circulation"],
                condition=Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="publications_round_begins_before_it_is_finished",
                condition=Q(finished_at=None) | Q(begun_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} ({self.number})"


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def visible_to(self, user: User) -> "RecipientQuerySet":
        """Those in the user's reach, and oneself."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        departments = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
        return self.filter(Q(department__in=departments) | Q(person__user=user))

    def in_reach_of(self, user: User) -> "RecipientQuerySet":
        """Those whom a user looks after: all for staff, the department's for its officers."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        return self.filter(department__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))

    def at_level(self, level: str) -> "RecipientQuerySet":
        """Those who held a post of a level on the day they were asked."""
        posts = Posting.objects.filter(person=OuterRef("person"), level=level)
        then = posts.filter(starts_on__lte=OuterRef("asked_on")).filter(
            Q(ends_on=None) | Q(ends_on__gt=OuterRef("asked_on"))
        )
        return self.alias(asked_on=TruncDate("asked_at", tzinfo=HONG_KONG)).filter(Exists(then))

    def asked_now(self) -> "RecipientQuerySet":
        """Those in rounds that stand, who have not left the audience."""
        standing = CirculationRound.objects.standing()
        return self.filter(round__in=standing, left_on=None)

    def done(self) -> "RecipientQuerySet":
        """Those who did what is asked: acknowledged it or, where no more is asked, opened it."""
        return self.filter(is_done())

    def outstanding(self) -> "RecipientQuerySet":
        return self.exclude(is_done())


def is_done(prefix: str = "") -> Q:
    """The condition that a recipient did what the circulation asks."""
    return Q(**{f"{prefix}acknowledged_at__isnull": False}) | Q(
        **{
            f"{prefix}opened_at__isnull": False,
            f"{prefix}round__circulation__must_acknowledge": False,
        }
    )


class Recipient(models.Model):
    """Somebody asked in a round, and how far they came. Never deleted.

    The department is that of the day of asking, which the reach counts for. Who has left the
    audience since `left_on` is not reminded. `reminders` counts the steps of the reminders dealt
    with. It is a log itself: each of its steps is kept with its instant, and nothing is unwritten.
    """

    round = models.ForeignKey(
        CirculationRound, on_delete=models.PROTECT, related_name="recipients", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="circulated")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_joiner = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            # Not by round first: what is planned before the statistics know of a round that is
            # going out would take that index for the one of who is asked once.
            models.Index(fields=["department", "round"], name="publications_recipient_dept"),
            models.Index(
                fields=["due_on"],
                name="publications_recipient_open",
                condition=Q(acknowledged_at=None, left_on=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="publications_recipient_asked_once", fields=["round", "person"]
            ),
            models.CheckConstraint(
                name="publications_recipient_opens_before_acknowledging",
                condition=Q(acknowledged_at=None) | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="publications_recipient_asked_before_opening",
                condition=Q(opened_at=None) | Q(opened_at__gte=F("asked_at")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.person}: {self.round}"

    def is_done(self, must_acknowledge: bool) -> bool:
        """Say whether what is asked was done: `RecipientQuerySet.done`, of one row."""
        return (self.acknowledged_at if must_acknowledge else self.opened_at) is not None

    def is_late(self, today: dt.date) -> bool:
        return self.due_on < today


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    def visible_to(self, user: User) -> "AcknowledgementQuerySet":
        return self.filter(recipient__in=Recipient.objects.visible_to(user))


class Acknowledgement(models.Model):
    """That somebody said to have read and understood an edition. Never changed, never deleted.

    It is the answer to one asking, and there is one at most for each; asked again next year, one
    acknowledges again. It keeps which rendition was read, in which language, and the hash of what
    that was then: of the file, or of the text or address where it is none. A person may have read
    an edition later than the one of the round, if that only mended typing errors.
    """

    recipient = models.OneToOneField(
        Recipient, on_delete=models.PROTECT, related_name="acknowledgement"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="acknowledgements")
    rendition = models.ForeignKey(
        Rendition, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    language = models.CharField(max_length=10, choices=Language)
    sha256 = models.CharField(max_length=64)
    acknowledged_at = models.DateTimeField()

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ("-acknowledged_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="publications_acknowledgement_hashed",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.edition}"
