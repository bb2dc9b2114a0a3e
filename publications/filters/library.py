"""Filters of the library; their state is in the address."""

import datetime as dt
from typing import Any

import django_filters as filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.models import User
from publications.models import Language, Publication, PublicationQuerySet, Topic
from publications.models.words import Word, words_in
from publications.queries.library import by_relevance, to_read, with_words


class PublicationFilter(filters.FilterSet):
    """Finding a publication, also by what its edition says; and in which order."""

    NEWEST = "newest"
    RELEVANCE = "relevance"

    q = filters.CharFilter(
        label=_("Title, text or publisher, in English or Chinese"),
        method="search",
        widget=forms.SearchInput,
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=Publication.Kind, empty_label=_("Any kind")
    )
    topic = filters.ChoiceFilter(label=_("Topic"), method="of_topic", empty_label=_("Any topic"))
    year = filters.ChoiceFilter(label=_("Year"), empty_label=_("Any year"))
    language = filters.ChoiceFilter(
        label=_("Language of the publication"),
        choices=Language,
        method="in_language",
        empty_label=_("Any language"),
    )
    publisher = filters.ChoiceFilter(label=_("Publisher"), empty_label=_("Any publisher"))
    sort = filters.ChoiceFilter(
        label=_("Order"),
        choices=[(NEWEST, _("Newest first")), (RELEVANCE, _("Most relevant first"))],
        method="as_it_is",
        empty_label=_("Best order"),
    )
    unread = filters.BooleanFilter(
        label=_("To read only"), method="not_read", widget=forms.CheckboxInput
    )

    class Meta:
        model = Publication
        fields = ("q", "kind", "topic", "year", "language", "publisher", "sort", "unread")

    def __init__(
        self, data: Any, publications: PublicationQuerySet, *, user: User, now: dt.datetime
    ) -> None:
        super().__init__(data, publications)
        self.user, self.now = user, now
        self.topics = list(Topic.objects.all())
        fields = self.form.fields
        fields["topic"].choices = [(topic.pk, topic.name) for topic in self.topics]
        years, publishers = set(), set()
        # Of what this reader sees: that there is anything else is no business of theirs.
        for year, publisher in publications.order_by().values_list("year", "publisher").distinct():
            years.add(year)
            publishers.add(publisher)
        fields["year"].choices = [
            (year, str(year)) for year in sorted(filter(None, years), reverse=True)
        ]
        fields["publisher"].choices = [(name, name) for name in sorted(publishers - {""})]

    @cached_property
    def words(self) -> list[Word]:
        """The words looked for; none where the search says nothing."""
        return words_in(self._asked("q"))

    @cached_property
    def found(self) -> Any:
        """The publications found, in the order asked for: without one, by relevance of a search."""
        publications = self.qs
        order = self._asked("sort") or (self.RELEVANCE if self.words else self.NEWEST)
        if order == self.RELEVANCE and self.words:
            return by_relevance(publications, self.words)
        return publications.newest_first()

    def search(self, publications: PublicationQuerySet, name: str, value: str) -> Any:
        return with_words(
            publications, self.words, topics=self.topics, user=self.user, now=self.now
        )

    def of_topic(self, publications: PublicationQuerySet, name: str, value: str) -> Any:
        return publications.filter(topics=int(value))

    def in_language(self, publications: PublicationQuerySet, name: str, value: str) -> Any:
        return publications.filter(languages__contains=[value])

    def not_read(self, publications: PublicationQuerySet, name: str, value: bool) -> Any:
        if not value:
            return publications
        asked = to_read(getattr(self.user, "person", None))
        return publications.filter(pk__in=asked.values("round__edition__publication"))

    def as_it_is(self, publications: PublicationQuerySet, name: str, value: str) -> Any:
        """How the publications are shown, not which."""
        return publications

    def _asked(self, name: str) -> str:
        return self.form.cleaned_data.get(name) or "" if self.is_valid() else ""
