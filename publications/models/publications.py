"""The titles of the library: what CSB, ICAC and departments have produced."""

import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.chinese import fold
from core.constraints import both_or_neither
from core.days import day_of
from core.translated import Translated
from core.versions import Versioned
from people.models import Audience, User
from people.models.audiences import includes
from people.roles import Permission
from publications.models.topics import Topic
from publications.models.words import Words, title_of


class Language(models.TextChoices):
    """Languages that publications are written in."""

    ENGLISH = "en", pgettext_lazy("written language", "English")
    TRADITIONAL_CHINESE = "zh-hant", _("Traditional Chinese")
    SIMPLIFIED_CHINESE = "zh-hans", _("Simplified Chinese")


class Body(models.TextChoices):
    """The two bodies that run the programme; each reviews what the other writes."""

    CSB = "csb", _("Civil Service Bureau")
    ICAC = "icac", _("Independent Commission Against Corruption")

    @property
    def other(self) -> "Body":
        """The one that reviews what this one writes."""
        return Body.ICAC if self is Body.CSB else Body.CSB


def is_published(now: dt.datetime, prefix: str = "") -> Q:
    """The condition that an edition is approved, its minute has come, and it still stands."""
    conditions = {"status": "approved", "publish_at__lte": now, "withdrawn_at": None}
    return Q(Q(**{f"{prefix}expires_at": None}) | Q(**{f"{prefix}expires_at__gt": now})) & Q(
        **{f"{prefix}{name}": value for name, value in conditions.items()}
    )


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: User) -> "PublicationQuerySet":
        """All of them for staff; what is published, for those it is for or asked to read it."""
        if user.has(Permission.VIEW_LIBRARY):
            return self
        if not user.has(Permission.READ_PUBLICATIONS):
            return self.none()
        person = getattr(user, "person", None)
        meant = Q(audience=None)
        if person is not None:
            rounds = "editions__circulation_rounds"
            asked = Publication.objects.filter(
                # Who left the audience keeps what was confirmed; what was called off shows nothing.
                Q(**{f"{rounds}__recipients__left_on": None})
                | Q(**{f"{rounds}__recipients__acknowledged_at__isnull": False}),
                **{
                    f"{rounds}__recipients__person": person,
                    f"{rounds}__circulation__status__in": ["sending", "sent", "ended"],
                },
            )
            meant |= includes(F("audience"), person) | Q(pk__in=asked.values("pk"))
        return self.readable(timezone.now()).filter(meant)

    def readable(self, now: dt.datetime) -> "PublicationQuerySet":
        """Those open to their readers: published, neither archived nor past their rights."""
        published = Publication.objects.filter(is_published(now, "editions__"))
        return self.within_rights(day_of(now)).filter(
            pk__in=published.values("pk"), archived_at=None
        )

    def within_rights(self, day: dt.date) -> "PublicationQuerySet":
        """Those whose licence and whose consents, if they end, have not ended by that day."""
        return self.filter(
            Q(licence_ends_on=None) | Q(licence_ends_on__gt=day),
            Q(consent_ends_on=None) | Q(consent_ends_on__gt=day),
        )

    def newest_first(self) -> "PublicationQuerySet":
        """Those whose year is not known come last."""
        return self.order_by(models.F("year").desc(nulls_last=True), "title_en", "pk")

    def search(self, words: str) -> "PublicationQuerySet":
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


@history.tracked(exclude=["search_text"])
class Publication(Versioned):
    """A title, whatever edition, language or format it has come in.

    Its address always serves the newest edition. `year` and `languages` are those of the newest
    published edition, or of those known of where the file is not here. The licence and the consent
    of the people in it end with the day before `…_ends_on`; then readers no longer see it.
    """

    class Kind(models.TextChoices):
        HANDBOOK = "handbook", _("Handbook")
        BOOKLET = "booklet", _("Booklet")
        PAMPHLET = "pamphlet", _("Pamphlet")
        LEAFLET = "leaflet", _("Leaflet")
        POSTER = "poster", _("Poster")
        CIRCULAR = "circular", _("Circular")
        GUIDE = "guide", _("Guide")
        GUIDELINES = "guidelines", _("Guidelines")
        CODE = "code", pgettext_lazy("kind of publication", "Code")
        DEPARTMENTAL_CODE = "departmental_code", _("Departmental code")
        DEPARTMENTAL_MANUAL = "departmental_manual", _("Departmental manual")
        TRAINING_PACKAGE = "training_package", _("Training package with videos")
        WEB_PACKAGE = "web_package", _("Web package")
        E_LEARNING = "e_learning", _("E-learning")
        NEWSLETTER = "newsletter", _("Newsletter")
        VIDEO = "video", _("Video")

    title_en = models.CharField(max_length=250, blank=True)
    title_zh_hant = models.CharField(max_length=250, blank=True)
    title_zh_hans = models.CharField(max_length=250, blank=True)
    title = Translated()
    description_en = models.TextField(blank=True)
    description_zh_hant = models.TextField(blank=True)
    description_zh_hans = models.TextField(blank=True)
    description = Translated()
    kind = models.CharField(max_length=40, choices=Kind)
    body = models.CharField(max_length=10, choices=Body, default=Body.CSB, db_default="csb")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    languages = ArrayField(
        models.CharField(max_length=10, choices=Language), default=list, blank=True
    )
    subjects = models.CharField(max_length=250, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="publications")
    audience = models.OneToOneField(
        Audience, null=True, blank=True, on_delete=models.PROTECT, related_name="publication"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    licence = models.CharField(max_length=250, blank=True)
    licence_ends_on = models.DateField(null=True, blank=True)
    consent_ends_on = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_text = models.TextField(blank=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "title_en", "pk")
        indexes = [
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="publications_library_search"
            ),
            GinIndex(Words("search_text"), name="publications_publication_words"),
            GinIndex(Words(title_of("search_text")), name="publications_publication_title"),
        ]
        constraints = [
            models.CheckConstraint(
                name="publications_publication_has_a_title",
                condition=~models.Q(title_en="", title_zh_hant=""),
            ),
            models.CheckConstraint(
                name="publications_publication_changed_by_and_when",
                condition=both_or_neither("changed_at", "changed_by"),
            ),
            models.CheckConstraint(
                name="publications_publication_archived_by_and_when",
                condition=both_or_neither("archived_at", "archived_by"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def language_names(self) -> list[str]:
        """The languages it has appeared in, as read in the active language."""
        return [str(Language(language).label) for language in self.languages]

    def is_within_rights(self, day: dt.date) -> bool:
        """Say whether neither has ended: `PublicationQuerySet.within_rights`, of one row."""
        ends = (self.licence_ends_on, self.consent_ends_on)
        return all(ends_on is None or ends_on > day for ends_on in ends)

    def searchable(self) -> str:
        """The text that a search for this publication looks in; its first line are the titles."""
        lines = (
            (self.title_en, self.title_zh_hant, self.title_zh_hans),
            (self.description_en, self.description_zh_hant, self.description_zh_hans),
            (self.publisher, self.reference, self.subjects),
        )
        return fold("\n".join(" ".join(line) for line in lines))


@history.tracked_links()
class PublicationTopic(Publication.topics.through):  # type: ignore[name-defined]
    """A topic of a publication."""

    class Meta:
        proxy = True
