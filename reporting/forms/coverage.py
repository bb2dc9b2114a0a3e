"""What the coverage page is asked for; all of it is in the address."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Level
from publications.models import Topic
from reporting.models import Basis
from reporting.periods import Period, PeriodForm, default
from reporting.queries.behind_coverage import Of, Side
from reporting.queries.coverage_map import Show
from training.models import Mode


@dataclass(frozen=True)
class Asked:
    """A period, on what basis, of which courses, and what each square is to show."""

    period: Period
    basis: str = Basis.TODAY
    topic: Topic | None = None
    mode: str | None = None
    show: str = Show.SHARE

    @property
    def query(self) -> str:
        """What of this an address has to say, so that the next page is about the same."""
        said: dict[str, Any] = {**self.period.said}
        if self.basis != Basis.TODAY:
            said["basis"] = self.basis
        if self.topic:
            said["topic"] = self.topic.pk
        if self.mode:
            said["mode"] = self.mode
        return urlencode(said)

    def behind(self, today: dt.date, department: int | None, level: str) -> Of:
        """Say of which square the people are asked for."""
        return Of(self.period.span, today, self.basis, self.topic, self.mode, department, level)

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log."""
        return {
            "since": self.period.span.starts_on.isoformat(),
            "until": self.period.span.last_day.isoformat(),
            "basis": str(self.basis),
            "topic": self.topic.pk if self.topic else None,
            "mode": self.mode,
        }


class CoverageForm(PeriodForm):
    """The filters of the coverage page; what can't be understood is as if it had not been asked."""

    basis = forms.ChoiceField(label=_("Counted for"), choices=Basis, required=False)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), empty_label=_("Any topic"), required=False
    )
    mode = forms.ChoiceField(
        label=_("Mode"), choices=[("", _("Any mode")), *Mode.choices], required=False
    )
    show = forms.ChoiceField(label=_("Show"), choices=Show, required=False)

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        asked = data.copy()
        asked.setdefault("period", default(today).key)
        super().__init__(asked, today=today)

    @property
    def asked(self) -> Asked:
        if not self.is_valid():
            return Asked(self.chosen)
        found = self.cleaned_data
        return Asked(
            self.chosen,
            found["basis"] or Basis.TODAY,
            found["topic"],
            found["mode"] or None,
            found.get("show") or Show.SHARE,
        )


class BehindForm(CoverageForm):
    """The filters of the people behind a square."""

    q = forms.CharField(
        label=_("Name in English or Chinese, or e-mail address"),
        required=False,
        widget=forms.SearchInput,
    )
    side = forms.ChoiceField(label=_("Who is listed"), choices=Side, required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Any level")), *Level.choices], required=False
    )

    field_order = ("q", "side", "level")

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        super().__init__(data, today=today)
        del self.fields["show"]

    @property
    def asked_side(self) -> str:
        return (self.is_valid() and self.cleaned_data["side"]) or Side.TRAINED

    @property
    def asked_level(self) -> str:
        return self.cleaned_data["level"] if self.is_valid() else ""

    @property
    def searched(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""
