"""Filters of the requests for talks; their state is in the address."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ethics_officers.models import TalkRequest
from ethics_officers.queries import talk_givers
from people.models import Department
from publications.models import Topic


class TalkRequestFilter(filters.FilterSet):
    """Finding a request by department, topic, words and state."""

    q = filters.CharFilter(
        label=_("Department, topic, item or message"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = filters.ChoiceFilter(
        label=_("State"), choices=TalkRequest.Status, empty_label=_("Any state")
    )
    asked_of = filters.ModelChoiceFilter(
        label=_("Who is asked"),
        queryset=lambda request: talk_givers(),
        empty_label=_("Whoever is asked"),
    )
    topic = filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), empty_label=_("Any topic")
    )

    class Meta:
        model = TalkRequest
        fields = ("q", "status", "asked_of", "topic")

    def search(self, requests: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        for word in value.split():
            requests = requests.filter(
                Q(department__in=Department.objects.search(word).values("pk"))
                | Q(topic__name_en__icontains=word)
                | Q(topic__name_zh_hant__contains=word)
                | Q(topic__name_zh_hans__contains=word)
                | Q(item__title__icontains=word)
                | Q(message__icontains=word)
            )
        return requests
