"""Renditions of an edition: a language and a format, with the file, the link or the text itself."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import history
from core.constraints import both_or_neither, never
from core.lists import detailed
from core.models import StoredFile
from people.models import User
from publications.models.editions import Edition
from publications.models.publications import Language

_IS_IN_THE_MAKING = (
    "EXISTS (SELECT FROM publications_edition WHERE id = OLD.edition_id AND status <> 'approved')"
)


class RenditionQuerySet(models.QuerySet["Rendition"]):
    def visible_to(self, user: User) -> "RenditionQuerySet":
        return self.filter(edition__in=Edition.objects.visible_to(user))


@history.tracked()
class Rendition(models.Model):
    """An edition in one language and format.

    PDF, video, image and audio are files; a link leads to another site; HTML is a text of ours,
    made harmless when it was taken, and shown as part of our page, so that it is in no file.
    `alternative_text` says what an image shows. `barriers` are what was found to keep people with
    disabilities out; it is published with them only for a reason that somebody gives.
    """

    class Format(models.TextChoices):
        PDF = "pdf", _("PDF")
        HTML = "html", _("Web page")
        VIDEO = "video", _("Video")
        IMAGE = "image", _("Image")
        AUDIO = "audio", _("Audio")
        LINK = "link", _("Link")

    class Barrier(models.TextChoices):
        UNTAGGED = "untagged", _("The PDF is not tagged")
        NO_TITLE = "no_title", _("The PDF has no title")
        NO_LANGUAGE = "no_language", _("The PDF does not say its language")
        NO_ALTERNATIVE_TEXT = "no_alternative_text", _("The image has no alternative text")
        NO_CAPTIONS = "no_captions", _("The video has no captions")
        NO_TRANSCRIPT = "no_transcript", _("The recording has no transcript")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="renditions")
    language = models.CharField(max_length=10, choices=Language)
    format = models.CharField(max_length=10, choices=Format)
    stored = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.URLField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    alternative_text = models.CharField(max_length=500, blank=True)
    duration = models.DurationField(null=True, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    barriers = ArrayField(
        models.CharField(max_length=30, choices=Barrier), default=list, blank=True
    )
    exemption_reason = models.CharField(max_length=500, blank=True)
    exempted_at = models.DateTimeField(null=True, blank=True)
    exempted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ("edition", "language", "format", "pk")
        constraints = [
            models.UniqueConstraint(
                name="publications_rendition_one_of_its_kind",
                fields=["edition", "language", "format"],
            ),
            models.CheckConstraint(
                name="publications_rendition_is_file_link_or_text",
                condition=Q(format="link", stored=None, text="") & ~Q(link="")
                | Q(format="html", stored=None, link="") & ~Q(text="")
                | Q(
                    format__in=["pdf", "video", "image", "audio"],
                    stored__isnull=False,
                    link="",
                    text="",
                ),
            ),
            models.CheckConstraint(
                name="publications_rendition_link_is_https",
                condition=Q(link="") | Q(link__startswith="https://"),
            ),
            models.CheckConstraint(
                name="publications_rendition_exempted_by_and_when",
                condition=both_or_neither("exempted_at", "exempted_by"),
            ),
            models.CheckConstraint(
                name="publications_rendition_exempted_with_reason",
                condition=Q(exempted_at=None, exemption_reason="")
                | Q(exempted_at__isnull=False) & ~Q(exemption_reason=""),
            ),
        ]
        triggers = [
            never(
                "publications_rendition_approved_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "edition", "language", "format", "stored", "link", "text", "alternative_text"
                ),
                unless=_IS_IN_THE_MAKING,
            ),
            never(
                "publications_rendition_approved_never_deleted",
                operation=pgtrigger.Delete,
                unless=_IS_IN_THE_MAKING,
            ),
        ]

    def __str__(self) -> str:
        return detailed(self.get_format_display(), self.get_language_display())

    @property
    def barrier_names(self) -> list[str]:
        return [str(self.Barrier(each).label) for each in self.barriers]


class CaptionsQuerySet(models.QuerySet["Captions"]):
    def visible_to(self, user: User) -> "CaptionsQuerySet":
        return self.filter(rendition__in=Rendition.objects.visible_to(user))


@history.tracked()
class Captions(models.Model):
    """The captions of a video in one language, as WebVTT; the transcript is made of them."""

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="captions")
    language = models.CharField(max_length=10, choices=Language)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaptionsQuerySet.as_manager()

    class Meta:
        ordering = ("rendition", "language")
        constraints = [
            models.UniqueConstraint(
                name="publications_captions_one_in_a_language", fields=["rendition", "language"]
            )
        ]

    def __str__(self) -> str:
        return str(self.get_language_display())


class ConversionQuerySet(models.QuerySet["Conversion"]):
    def visible_to(self, user: User) -> "ConversionQuerySet":
        return self.filter(rendition__in=Rendition.objects.visible_to(user))


@history.tracked(exclude=["claimed_at", "attempts"])
class Conversion(models.Model):
    """What a worker makes of a rendition: a picture of it, and the words in it.

    A failed one leaves the rendition without a picture and says why, to staff alone: `problem` has
    messages of ours in English, a line each, translated where they are shown. An uploaded poster
    stands in for the picture of a video where none can be made.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a conversion", "Waiting")
        WORKING = "working", _("Being made")
        DONE = "done", _("Made")
        FAILED = "failed", _("Could not be made")

    rendition = models.OneToOneField(Rendition, on_delete=models.PROTECT, related_name="conversion")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    preview = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    poster = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    problem = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)

    objects = ConversionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(
                fields=["id"],
                name="publications_conversion_open",
                condition=Q(state__in=["waiting", "working"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="publications_conversion_claimed_while_working",
                condition=Q(state="working", claimed_at__isnull=False)
                | ~Q(state="working") & Q(claimed_at=None),
            ),
            models.CheckConstraint(
                name="publications_conversion_failed_with_problem",
                condition=~Q(state="failed") | ~Q(problem=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.WAITING, self.State.WORKING}

    @property
    def problems(self) -> list[str]:
        """What kept something from being made, each as a message to be translated."""
        return self.problem.splitlines()


def _writes_concordances(
    name: str, operation: pgtrigger.Operation, **referencing: str
) -> pgtrigger.Trigger:
    """Keep concordances as the passages are, whoever writes these, once for each statement."""
    [rows] = referencing.values()
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**referencing),
        func=f"""
            PERFORM publications_write_concordances(
                ARRAY(SELECT DISTINCT rendition_id FROM {rows})
            );
            RETURN NULL;
        """,  # noqa: S608 (the name is one of ours)
    )


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, user: User) -> "PassageQuerySet":
        return self.filter(rendition__in=Rendition.objects.visible_to(user))


class Passage(models.Model):
    """A piece of what a rendition says, found at a page or at a second of it.

    Of a PDF it is a page (`page` from 1); of a video a caption (`starts_at` and `ends_at` from its
    beginning); of a web page all of it. Made anew with the file it is made of.
    """

    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="passages")
    language = models.CharField(max_length=10, choices=Language)
    page = models.PositiveIntegerField(null=True, blank=True)
    starts_at = models.DurationField(null=True, blank=True)
    ends_at = models.DurationField(null=True, blank=True)
    text = models.TextField()
    search_text = models.TextField(editable=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ("rendition", "language", "page", "starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="publications_passage_at_a_page_or_a_second",
                condition=Q(page=None) | Q(starts_at=None),
            ),
            models.CheckConstraint(
                name="publications_passage_starts_and_ends",
                condition=both_or_neither("starts_at", "ends_at"),
            ),
        ]
        triggers = [
            _writes_concordances("concordance_insert", pgtrigger.Insert, new="new_rows"),
            _writes_concordances("concordance_update", pgtrigger.Update, new="new_rows"),
            _writes_concordances("concordance_delete", pgtrigger.Delete, old="old_rows"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
