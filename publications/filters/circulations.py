"""Filters of circulations and their recipients."""

from typing import Any, cast

import django_filters as filters
from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.days import day_of
from people.models import Department, Level, Person, User
from people.models.departments import DepartmentQuerySet
from people.roles import Permission
from publications.models import (
    Circulation,
    CirculationQuerySet,
    Publication,
    Recipient,
    RecipientQuerySet,
)
from publications.queries.circulations import was_sent
from publications.queries.viewings import WATCHED, percent_watched


class CirculationFilter(filters.FilterSet):
    """Finding a circulation."""

    q = filters.CharFilter(
        label=_("Title of the publication"), method="search", widget=forms.SearchInput
    )
    status = filters.ChoiceFilter(
        label=_("State"), choices=Circulation.Status, empty_label=_("Any state")
    )

    class Meta:
        model = Circulation
        fields = ("q", "status")

    def search(self, circulations: CirculationQuerySet, name: str, value: str) -> Any:
        found = Publication.objects.search(value)
        return circulations.filter(edition__publication__in=found.values("pk"))


def departments_asked(request: HttpRequest) -> DepartmentQuerySet:
    """Those whose recipients the user sees, even if they have ended since they were asked."""
    user = cast(User, request.user)
    if user.has(Permission.VIEW_LIBRARY):
        return Department.objects.order_by("name_en")
    return Department.objects.filter(pk__in=user.departments_with(Permission.VIEW_OWN_DEPARTMENT))


class RecipientFilter(filters.FilterSet):
    """Finding recipients of a round: who, of which department, and how far they came."""

    class Step(models.TextChoices):
        SENT = "sent", _("Were sent the mail")
        OUTSTANDING = "outstanding", _("Have not read it")
        UNOPENED = "unopened", _("Have not opened it")
        OPENED = "opened", _("Have opened it")
        WATCHED = "watched", _("Have watched it")
        LATE = "late", _("Late")
        DONE = "done", _("Have read it")
        JOINED = "joined", _("Joined later")
        LEFT = "left", _("Left the audience")

    q = filters.CharFilter(
        label=_("Name in English or Chinese"), method="search", widget=forms.SearchInput
    )
    department = filters.ModelChoiceFilter(
        label=_("Department"), queryset=departments_asked, empty_label=_("Any department")
    )
    level = filters.ChoiceFilter(
        label=_("Level"), choices=Level, method="at_level", empty_label=_("Any level")
    )
    step = filters.ChoiceFilter(
        label=_("How far"), choices=Step.choices, method="at_step", empty_label=_("Everybody")
    )

    round = filters.CharFilter(widget=forms.HiddenInput, method="as_it_is")

    class Meta:
        model = Recipient
        fields = ("q", "department", "level", "step")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if departments_asked(self.request).count() == 1:
            del self.filters["department"]

    def search(self, recipients: RecipientQuerySet, name: str, value: str) -> Any:
        return recipients.filter(person__in=Person.objects.search(value).values("pk"))

    def as_it_is(self, recipients: RecipientQuerySet, name: str, value: str) -> Any:
        """Of which round they are: those of it alone are given, and it stays in the address."""
        return recipients

    def at_level(self, recipients: RecipientQuerySet, name: str, value: str) -> Any:
        return recipients.at_level(value)

    def at_step(self, recipients: RecipientQuerySet, name: str, value: str) -> Any:
        match value:
            case self.Step.DONE:
                return recipients.done()
            case self.Step.JOINED:
                return recipients.filter(is_joiner=True)
            case self.Step.UNOPENED:
                return recipients.filter(opened_at=None)
            case self.Step.OPENED:
                return recipients.filter(opened_at__isnull=False)
            case self.Step.SENT:
                return recipients.filter(was_sent())
            case self.Step.WATCHED:
                return recipients.alias(watched=percent_watched()).filter(watched__gte=WATCHED)
            case self.Step.LEFT:
                return recipients.filter(left_on__isnull=False)
        outstanding = recipients.outstanding().filter(left_on=None)
        if value == self.Step.LATE:
            return outstanding.filter(due_on__lt=day_of(timezone.now()))
        return outstanding

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        department = chosen.get("department")
        asked = {
            "searched": bool(chosen.get("q")),
            "department": department.pk if department else None,
            "level": chosen.get("level"),
            "step": chosen.get("step"),
        }
        return {name: value for name, value in asked.items() if value}
