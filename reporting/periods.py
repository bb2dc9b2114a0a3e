"""Periods of reports: a financial or a calendar year, the last months, or two days."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import day_text
from ethics_officers.figures import Span
from ethics_officers.models import YearBasis, first_day, year_name
from ethics_officers.models.years import financial_year_of

YEARS_OFFERED = 5
ROLLING_MONTHS = (12, 36)
OWN = "own"

_INPUT = {"type": "date"}


@dataclass(frozen=True)
class Period:
    """A span of days with the name it goes by; `key` stands for it in an address."""

    key: str
    name: str
    span: Span

    @property
    def days(self) -> str:
        """Its first and last day, in words."""
        return days_of(self.span)

    @property
    def said(self) -> dict[str, str]:
        """What an address says of it."""
        said = {"period": self.key}
        if self.key == OWN:
            said["since"] = self.span.starts_on.isoformat()
            said["until"] = self.span.last_day.isoformat()
        return said


def year(basis: str, number: int) -> Period:
    """Give a financial or calendar year, the financial one named by the year it begins in."""
    name = year_name(basis, number)
    financial = basis == YearBasis.FINANCIAL
    return Period(
        f"{'fy' if financial else 'cy'}-{number}",
        (_("Financial year %(year)s") if financial else _("Calendar year %(year)s"))
        % {"year": name},
        Span(first_day(basis, number), first_day(basis, number + 1)),
    )


def name_of(span: Span) -> str:
    """Say what a span is called: the year it is, or its first and last day."""
    number = span.starts_on.year
    for basis in (YearBasis.FINANCIAL, YearBasis.CALENDAR):
        named = year(basis, number)
        if named.span == span:
            return named.name
    return days_of(span)


def days_of(span: Span) -> str:
    """Give the first and the last day of a span, in words."""
    return _("%(first)s to %(last)s") % {
        "first": day_text(span.starts_on),
        "last": day_text(span.last_day),
    }


def rolling(months: int, today: dt.date) -> Period:
    """Give the whole months before this one, as many as are asked for, and this one up to today."""
    whole = today.year * 12 + today.month - 1 - months
    starts_on = dt.date(whole // 12, whole % 12 + 1, 1)
    return Period(
        f"last-{months}",
        _("The last %(months)s months") % {"months": months},
        Span(starts_on, today + dt.timedelta(days=1)),
    )


def offered(today: dt.date) -> list[Period]:
    """Give the periods that are a click away: rolling ones, then years, the latest first."""
    financial, calendar = financial_year_of(today), today.year
    return [
        *(rolling(months, today) for months in ROLLING_MONTHS),
        *(year(YearBasis.FINANCIAL, financial - back) for back in range(YEARS_OFFERED)),
        *(year(YearBasis.CALENDAR, calendar - back) for back in range(YEARS_OFFERED)),
    ]


def last_year(today: dt.date) -> Period:
    """Give the last financial year that is over."""
    return year(YearBasis.FINANCIAL, financial_year_of(today) - 1)


def default(today: dt.date) -> Period:
    return rolling(ROLLING_MONTHS[-1], today)


class PeriodForm(forms.Form):
    """The period that the address asks for; without any it is the default.

    `period` is the key of one offered, or “own” with `since` and `until`, both inclusive.
    """

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    since = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput(_INPUT)
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput(_INPUT)
    )

    def __init__(self, *args: object, today: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today
        self.offered = {period.key: period for period in offered(today)}
        field = self.fields["period"]
        field.choices = [  # type: ignore[attr-defined]
            *((key, period.name) for key, period in self.offered.items()),
            (OWN, _("From one day to another")),
        ]
        field.initial = default(today).key

    def clean(self) -> dict[str, object]:
        asked = super().clean() or {}
        if asked.get("period") != OWN or self.errors:
            return asked
        since, until = asked.get("since"), asked.get("until")
        for name, day in (("since", since), ("until", until)):
            if day is None:
                self.add_error(name, _("Give the day, for a period of your own."))
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first. Give a later one."))
        return asked

    @property
    def chosen(self) -> Period:
        """The period asked for; the default where what is asked for is none."""
        if not self.is_valid():
            return default(self.today)
        asked = self.cleaned_data
        if asked["period"] != OWN:
            return self.offered.get(asked["period"]) or default(self.today)
        span = Span(asked["since"], asked["until"] + dt.timedelta(days=1))
        return Period(OWN, days_of(span), span)
