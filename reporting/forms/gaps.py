"""What the gaps by risk are asked for; all of it is in the address."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Level
from reporting.periods import ROLLING_MONTHS, PeriodForm
from reporting.queries.gaps import RISKS, Gap


class GapForm(PeriodForm):
    """The filters of the gaps."""

    q = forms.CharField(
        label=_("Department or topic, in English or Chinese"),
        required=False,
        widget=forms.SearchInput,
    )
    risk = forms.ChoiceField(label=_("Risk"), choices=[("", _("Any risk")), *RISKS], required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Any level")), *Level.choices], required=False
    )

    field_order = ("q", "risk", "level")

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        asked = data.copy()
        # A gap in coverage is one over the last twelve months.
        asked.setdefault("period", f"last-{ROLLING_MONTHS[0]}")
        super().__init__(asked, today=today)

    def among(self, gaps: list[Gap]) -> list[Gap]:
        """Give those of some gaps that are asked for."""
        if not self.is_valid():
            return gaps
        asked = self.cleaned_data
        words = asked["q"].casefold().split()
        return [
            gap
            for gap in gaps
            if asked["risk"] in {"", gap.risk}
            and asked["level"] in {"", gap.level}
            and all(word in _said_of(gap) for word in words)
        ]

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log."""
        span = self.chosen.span
        asked = self.cleaned_data if self.is_valid() else {}
        return {
            "since": span.starts_on.isoformat(),
            "until": span.last_day.isoformat(),
            "risk": asked.get("risk", ""),
            "level": asked.get("level", ""),
            "searched": bool(asked.get("q")),
        }


def _said_of(gap: Gap) -> str:
    names = (
        name
        for of in (gap.department, gap.topic)
        for name in (of.name_en, of.name_zh_hant, of.name_zh_hans)
    )
    return " ".join(names).casefold()
