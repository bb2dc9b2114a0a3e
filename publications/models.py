"""Topics of integrity training, and the library of publications."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.chinese import fold
from core.translated import Translated
from people.models import User
from people.roles import Permission


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, user: User) -> "TopicQuerySet":
        return self  # What integrity training is about is no secret.


@history.tracked()
class Topic(models.Model):
    """A subject of integrity training, with the rule it rests on as cited now."""

    code = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=150)
    name_zh_hant = models.CharField(max_length=150)
    name_zh_hans = models.CharField(max_length=150)
    name = Translated()
    reference = models.CharField(max_length=200, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("name_en",)

    def __str__(self) -> str:
        return str(self.name)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: User) -> "PublicationQuerySet":
        return self if user.has(Permission.READ_PUBLICATIONS) else self.none()

    def newest_first(self) -> "PublicationQuerySet":
        """Those whose year is not known come last."""
        return self.order_by(models.F("year").desc(nulls_last=True), "title_en", "pk")

    def search(self, words: str) -> "PublicationQuerySet":
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


@history.tracked(exclude=["search_text"])
class Publication(models.Model):
    """A title that CSB, ICAC or a department has produced."""

    class Language(models.TextChoices):
        ENGLISH = "en", pgettext_lazy("written language", "English")
        TRADITIONAL_CHINESE = "zh-hant", _("Traditional Chinese")
        SIMPLIFIED_CHINESE = "zh-hans", _("Simplified Chinese")

    class Kind(models.TextChoices):
        HANDBOOK = "handbook", _("Handbook")
        BOOKLET = "booklet", _("Booklet")
        PAMPHLET = "pamphlet", _("Pamphlet")
        GUIDE = "guide", _("Guide")
        GUIDELINES = "guidelines", _("Guidelines")
        CODE = "code", pgettext_lazy("kind of publication", "Code")
        DEPARTMENTAL_CODE = "departmental_code", _("Departmental code")
        DEPARTMENTAL_MANUAL = "departmental_manual", _("Departmental manual")
        TRAINING_PACKAGE = "training_package", _("Training package with videos")
        WEB_PACKAGE = "web_package", _("Web package")
        NEWSLETTER = "newsletter", _("Newsletter")
        VIDEO = "video", _("Video")

    title_en = models.CharField(max_length=250, blank=True)
    title_zh_hant = models.CharField(max_length=250, blank=True)
    title_zh_hans = models.CharField(max_length=250, blank=True)
    title = Translated()
    kind = models.CharField(max_length=40, choices=Kind)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    publisher = models.CharField(max_length=120, blank=True)
    languages = ArrayField(
        models.CharField(max_length=10, choices=Language), default=list, blank=True
    )
    subjects = models.CharField(max_length=250, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "title_en", "pk")
        indexes = [
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="publications_library_search"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="publications_publication_has_a_title",
                condition=~models.Q(title_en="", title_zh_hant=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def language_names(self) -> list[str]:
        """The languages it has appeared in, as read in the active language."""
        return [str(self.Language(language).label) for language in self.languages]

    def searchable(self) -> str:
        """The text that a search for this publication looks in."""
        words = (self.title_en, self.title_zh_hant, self.publisher, self.subjects)
        return fold(" ".join(words))
