"""Finding sets of frozen figures."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reporting.models import Freeze

STANDING, REPLACED = "standing", "replaced"


class FreezeFilter(filters.FilterSet):
    """By title, note or hash, and by whether a newer set replaced it."""

    q = filters.CharFilter(
        label=_("Title, purpose, name or hash"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        empty_label=_("Any state"),
        choices=[
            (STANDING, pgettext_lazy("set of frozen figures", "Standing")),
            (REPLACED, pgettext_lazy("set of frozen figures", "Replaced")),
        ],
    )

    class Meta:
        model = Freeze
        fields = ("q", "state")

    def search(self, freezes: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        for word in value.split():
            freezes = freezes.filter(
                Q(title__icontains=word)
                | Q(note__icontains=word)
                | Q(made_by_name__icontains=word)
                | Q(sha256__startswith=word.lower())
            )
        return freezes

    def in_state(self, freezes: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return freezes.filter(replaced_by__isnull=value == STANDING)

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search."""
        chosen = self.form.cleaned_data
        return {"searched": bool(chosen["q"]), "state": chosen["state"]}
