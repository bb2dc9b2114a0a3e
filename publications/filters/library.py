"""Filters of the library; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from publications.models import Language, Publication, PublicationQuerySet


def years() -> list[tuple[int, str]]:
    found = Publication.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in found if year is not None]


class PublicationFilter(filters.FilterSet):
    """Finding a publication."""

    q = filters.CharFilter(
        label=_("Title, subject or publisher, in English or Chinese"),
        method="search",
        widget=forms.SearchInput,
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=Publication.Kind, empty_label=_("Any kind")
    )
    language = filters.ChoiceFilter(
        label=_("Language of the publication"),
        choices=Language,
        method="in_language",
        empty_label=_("Any language"),
    )
    year = filters.ChoiceFilter(label=_("Year"), choices=years, empty_label=_("Any year"))

    class Meta:
        model = Publication
        fields = ("q", "kind", "language", "year")

    def search(self, publications: PublicationQuerySet, name: str, value: str) -> Any:
        return publications.search(value)

    def in_language(self, publications: PublicationQuerySet, name: str, value: str) -> Any:
        return publications.filter(languages__contains=[value])
