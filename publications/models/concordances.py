"""Concordances: which words a rendition has, for searches over thousands of them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from people.models import User
from publications.models.editions import Edition
from publications.models.publications import Language
from publications.models.renditions import Rendition
from publications.models.words import StoredWords, Word


class ConcordanceQuerySet(models.QuerySet["Concordance"]):
    def visible_to(self, user: User) -> "ConcordanceQuerySet":
        return self.filter(edition__in=Edition.objects.visible_to(user))

    def having(self, word: Word) -> "ConcordanceQuerySet":
        """Those that have a word, or of a long Chinese one all pairs."""
        return self.alias(read=StoredWords("words")).filter(read__has_words=word.as_query)


class Concordance(models.Model):
    """All words of a rendition in one language, each once, so that a search need not read pages.

    A long one is in several parts, of which each has a hundred thousand characters at most and one
    passage. The database writes it anew when passages are written or deleted; nothing else does.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, choices=Language)
    part = models.PositiveIntegerField()
    words = SearchVectorField()

    objects = ConcordanceQuerySet.as_manager()

    class Meta:
        ordering = ("rendition", "language", "part")
        indexes = [
            GinIndex(StoredWords("words"), name="publications_concordance_words", fastupdate=False)
        ]
        constraints = [
            models.UniqueConstraint(
                name="publications_concordance_part_once", fields=["rendition", "language", "part"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.rendition} ({self.part})"
