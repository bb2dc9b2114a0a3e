"""Filters of printed copies, their orders and photographs; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Department
from publications.models import (
    CopyOrder,
    CopyOrderQuerySet,
    Language,
    PostedPhoto,
    Publication,
    Stock,
    StockQuerySet,
)


class StockFilter(filters.FilterSet):
    """Finding printed copies by publication, language, and what calls for staff."""

    class Look(models.TextChoices):
        LOW = "low", _("Running low")
        WAITING = "waiting", _("With orders that wait")
        NOT_OFFERED = "not_offered", _("Not offered")

    q = filters.CharFilter(
        label=_("Title of the publication"), method="search", widget=forms.SearchInput
    )
    language = filters.ChoiceFilter(
        label=_("Language"), choices=Language, empty_label=_("Any language")
    )
    look = filters.ChoiceFilter(
        label=_("What to look at"), choices=Look, method="looking_at", empty_label=_("All items")
    )

    class Meta:
        model = Stock
        fields = ("q", "language", "look")

    def search(self, stocks: StockQuerySet, name: str, value: str) -> Any:
        return stocks.filter(edition__publication__in=Publication.objects.search(value))

    def looking_at(self, stocks: StockQuerySet, name: str, value: str) -> Any:
        if value == self.Look.LOW:
            return stocks.low()
        if value == self.Look.WAITING:
            return stocks.filter(pk__in=CopyOrder.objects.waiting().values("stock"))
        return stocks.filter(is_offered=False)


class CopyOrderFilter(filters.FilterSet):
    """Finding an order of copies by publication, department, language and state."""

    q = filters.CharFilter(
        label=_("Publication or department"), method="search", widget=forms.SearchInput
    )
    status = filters.ChoiceFilter(
        label=_("State"), choices=CopyOrder.Status, empty_label=_("Any state")
    )
    language = filters.ChoiceFilter(
        label=_("Language"),
        field_name="stock__language",
        choices=Language,
        empty_label=_("Any language"),
    )

    class Meta:
        model = CopyOrder
        fields = ("q", "status", "language")

    def search(self, orders: CopyOrderQuerySet, name: str, value: str) -> Any:
        for word in value.split():
            titled = Publication.objects.search(word)
            orders = orders.filter(
                Q(stock__edition__publication__in=titled)
                | Q(department__in=Department.objects.search(word))
            )
        return orders


class PostedPhotoFilter(filters.FilterSet):
    """Finding where copies hang by publication, department and place."""

    q = filters.CharFilter(
        label=_("Publication, department or place"), method="search", widget=forms.SearchInput
    )

    class Meta:
        model = PostedPhoto
        fields = ("q",)

    def search(self, photos: Any, name: str, value: str) -> Any:
        for word in value.split():
            titled = Publication.objects.search(word)
            photos = photos.filter(
                Q(place__icontains=word)
                | Q(order__stock__edition__publication__in=titled)
                | Q(order__department__in=Department.objects.search(word))
            )
        return photos
