"""Filters of what is in the making."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from publications.models import Body, Publication
from publications.queries import Making


class MakingFilter(filters.FilterSet):
    """Finding an edition to look after by words, state and body."""

    q = filters.CharFilter(
        label=_("Title, subject or publisher, in English or Chinese"),
        method="search",
        widget=forms.SearchInput,
    )
    making = filters.ChoiceFilter(label=_("State"), choices=Making, empty_label=_("Any state"))
    body = filters.ChoiceFilter(
        label=_("Body"),
        field_name="publication__body",
        choices=Body,
        empty_label=_("Either body"),
    )
    asked = filters.ChoiceFilter(
        label=_("With"),
        field_name="asked_body",
        choices=Body,
        empty_label=_("With anybody or nobody"),
    )
    kind = filters.ChoiceFilter(
        label=_("Kind"),
        field_name="publication__kind",
        choices=Publication.Kind,
        empty_label=_("Any kind"),
    )

    def search(self, editions: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return editions.filter(publication__in=Publication.objects.search(value))
