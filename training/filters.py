"""Filters of lists; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.filters import MessageFilter
from publications.models import Topic
from training.emails import kind_labels
from training.models import Session, SessionKind, SpokenLanguage


class SessionFilter(filters.FilterSet):
    """Finding a session to take."""

    q = filters.CharFilter(label=_("Search"), method="search")
    topic = filters.ModelChoiceFilter(
        label=_("Topic"),
        queryset=Topic.objects.all(),
        field_name="course__topics",
        empty_label=_("Any topic"),
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SessionKind, empty_label=_("Any kind"))
    language = filters.ChoiceFilter(
        label=_("Spoken language"), choices=SpokenLanguage, empty_label=_("Any language")
    )
    seats = filters.BooleanFilter(
        label=_("With seats only"), method="with_seats", widget=forms.CheckboxInput
    )

    class Meta:
        model = Session
        fields = ("q", "topic", "kind", "language", "seats")

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)

    def with_seats(self, queryset: QuerySet[Session], name: str, value: bool) -> QuerySet[Session]:
        return queryset.filter(places_taken__lt=F("capacity")) if value else queryset


class ScheduleFilter(filters.FilterSet):
    """Finding a session among all that staff run."""

    q = filters.CharFilter(label=_("Search"), method="search")
    status = filters.ChoiceFilter(
        label=_("Status"), choices=Session.Status, empty_label=_("Any status")
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SessionKind, empty_label=_("Any kind"))
    when = filters.ChoiceFilter(
        label=_("When"),
        choices=[("upcoming", _("Upcoming")), ("past", _("Past"))],
        empty_label=_("Upcoming and past"),
        method="at_time",
    )
    starts_from = filters.DateFilter(
        label=_("From"),
        field_name="starts_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    starts_to = filters.DateFilter(
        label=_("To"),
        field_name="starts_at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Session
        fields = ("q", "when", "status", "kind", "starts_from", "starts_to")

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)

    def at_time(self, queryset: QuerySet[Session], name: str, value: str) -> QuerySet[Session]:
        now = timezone.now()
        return (
            queryset.filter(ends_at__gt=now)
            if value == "upcoming"
            else queryset.filter(ends_at__lte=now)
        )


class SessionMessageFilter(MessageFilter):
    """Finding a message among those of one session."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=kind_labels, empty_label=_("Any kind"))
