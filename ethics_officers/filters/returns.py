"""Filters of annual returns, and the span that a figure is counted over."""

import datetime as dt
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.days import day_of
from ethics_officers.figures import Span
from ethics_officers.models import AnnualReturn, Questionnaire, YearBasis, first_day
from people.models import Department

LATE, FILED_LATE = "late", "filed_late"


def _years(request: Any) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.visible_to(request.user).filter(published_at__isnull=False)


class ReturnFilter(filters.FilterSet):
    """Finding returns by year, by how they stand and by department."""

    q = filters.CharFilter(
        label=_("Department, in English or Chinese"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = filters.ModelChoiceFilter(
        label=_("Year"), queryset=_years, field_name="questionnaire", empty_label=_("Any year")
    )
    state = filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        empty_label=_("Any state"),
        choices=[
            *AnnualReturn.Status.choices,
            (LATE, _("Late, not filed")),
            (FILED_LATE, _("Filed late")),
        ],
    )

    class Meta:
        model = AnnualReturn
        fields = ("q", "year", "state")

    def search(self, returns: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return returns.filter(department__in=Department.objects.search(value))

    def in_state(self, returns: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == LATE:
            return returns.late(day_of(timezone.now()))  # type: ignore[attr-defined]
        if value == FILED_LATE:
            return returns.filter(was_late=True)
        return returns.filter(status=value)

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search."""
        chosen = self.form.cleaned_data
        year = chosen["year"]
        return {
            "searched": bool(chosen["q"]),
            "year": year.pk if year else None,
            "state": chosen["state"],
        }


class SpanForm(forms.Form):
    """The days a figure is counted over, as the address tells them; `until` is exclusive.

    Without them it is the financial year so far.
    """

    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def span(self, today: dt.date) -> Span | None:
        """Give the span asked for, or None if what is asked for is none."""
        if not self.is_valid():
            return None
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        if since is None and until is None:
            year = today.year
            if today < first_day(YearBasis.FINANCIAL, year):
                year -= 1
            return Span(first_day(YearBasis.FINANCIAL, year), today + dt.timedelta(days=1))
        return Span(since, until) if since and until and since < until else None
