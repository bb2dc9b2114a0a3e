"""Filters of the network's lists: the directory, the board, shared files."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ethics_officers.models import BoardQuestion, Designation, SharedFile
from people.models import Department, Person
from publications.models import Topic

OPEN, ANSWERED, CLOSED = "open", "answered", "closed"


class DirectoryFilter(filters.FilterSet):
    """Finding an officer by name, department or post."""

    q = filters.CharFilter(
        label=_("Officer, department or post, in English or Chinese"),
        method="search",
        widget=forms.SearchInput,
    )
    capacity = filters.ChoiceFilter(
        label=_("Capacity"), choices=Designation.Capacity, empty_label=_("Any capacity")
    )
    department = filters.ModelChoiceFilter(
        label=_("Department"),
        queryset=Department.objects.filter(pk__in=Designation.objects.values("department")),
        empty_label=_("Any department"),
    )

    class Meta:
        model = Designation
        fields = ("q", "capacity", "department")

    def search(self, designations: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return designations.filter(
            Q(person__in=Person.objects.search(value))
            | Q(department__in=Department.objects.search(value))
            | Q(post__icontains=value)
        )

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        chosen = self.form.cleaned_data
        department = chosen["department"]
        return {
            "searched": bool(chosen["q"]),
            "capacity": chosen["capacity"],
            "department": department.pk if department else None,
        }


class _Found(filters.FilterSet):
    """What the board and the shared files are searched by."""

    q = filters.CharFilter(
        label=_("Search in English or Chinese"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    topic = filters.ModelChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), empty_label=_("Any topic")
    )

    def search(self, found: Any, name: str, value: str) -> Any:
        return found.search(value)

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search."""
        chosen = self.form.cleaned_data
        topic = chosen["topic"]
        return {
            "searched": bool(chosen["q"]),
            "topic": topic.pk if topic else None,
        }


class BoardFilter(_Found):
    """Finding a question of the board."""

    state = filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        empty_label=_("Any state"),
        choices=[
            (OPEN, _("Open, without an answer")),
            (ANSWERED, pgettext_lazy("on the board", "Answered")),
            (CLOSED, _("Closed")),
        ],
    )

    class Meta:
        model = BoardQuestion
        fields = ("q", "topic", "state")

    def summary(self) -> dict[str, Any]:
        return {**super().summary(), "state": self.form.cleaned_data["state"]}

    def in_state(self, questions: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == CLOSED:
            return questions.filter(status=BoardQuestion.Status.CLOSED)
        is_open = questions.filter(status=BoardQuestion.Status.OPEN)
        return (
            is_open.filter(answer_count__gt=0)
            if value == ANSWERED
            else is_open.filter(answer_count=0)
        )

    def filter_queryset(self, queryset: Any) -> Any:
        """Those withdrawn are a line of the whole board; nobody looks for them."""
        found = super().filter_queryset(queryset)
        return found.standing() if any(self.form.cleaned_data.values()) else found


class SharedFileFilter(_Found):
    """Finding a shared file."""

    class Meta:
        model = SharedFile
        fields = ("q", "topic")
