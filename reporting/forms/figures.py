"""What the pages of figures are asked for; all of it is in the address."""

import datetime as dt
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reporting.figures import Group, by_group
from reporting.periods import Period, PeriodForm, default


class FigureForm(PeriodForm):
    """The period of a figure."""

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        asked = data.copy()
        asked.setdefault("period", default(today).key)
        super().__init__(asked, today=today)

    @property
    def query(self) -> str:
        """What an address has to say so that the next page is about the same period."""
        return query_of(self.chosen)


class FiguresForm(FigureForm):
    """The period of figures, and under what they are listed."""

    group = forms.ChoiceField(label=_("Figures"), required=False)

    def __init__(self, data: QueryDict, *, today: dt.date) -> None:
        groups = [(group.value, group.label) for group, _figures in by_group()]
        asked = data.copy()
        asked.setdefault("group", groups[0][0])
        super().__init__(asked, today=today)
        self.fields["group"].choices = groups  # type: ignore[attr-defined]

    @property
    def group_asked(self) -> Group:
        asked = str(self.data["group"])
        return Group(asked) if asked in {group for group, _ in by_group()} else Group.TRAINING


def query_of(period: Period) -> str:
    return urlencode(period.said)
