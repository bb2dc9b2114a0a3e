"""A link for somebody outside."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.days import instant_of
from core.forms import Form
from core.widgets import DayInput
from publications.models import Edition

_USUAL_TIME = dt.timedelta(days=14)
_MIDNIGHT = dt.time()


class EditionChoice(forms.ModelChoiceField):
    def label_from_instance(self, edition: Any) -> str:
        return str(_("Edition %(number)s") % {"number": edition.number})


class LinkForm(Form):
    """For whom a link is, what it shows and how long."""

    purpose = forms.CharField(
        label=_("For whom, and what for"),
        max_length=200,
        help_text=_("Such as “Printer, to check the proof”."),
    )
    edition = EditionChoice(
        label=pgettext_lazy("of a link", "What it shows"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("Whichever edition is the newest"),
    )
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(
        self, *args: Any, editions: Sequence[Edition] | Any, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["edition"].queryset = editions
        fields["last_day"].initial = today + _USUAL_TIME
        fields["last_day"].widget.attrs["min"] = today.isoformat()

    @property
    def expires_at(self) -> dt.datetime:
        """The midnight after the last day."""
        return instant_of(self.cleaned_data["last_day"] + dt.timedelta(days=1), _MIDNIGHT)
