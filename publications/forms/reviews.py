"""Asking for a review, and answering."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from core.widgets import DayInput
from publications.models import EditionReview

_ANSWER = EditionReview.Answer
_USUAL_TIME = dt.timedelta(days=14)


class ReviewForm(Form):
    """Until when the other body is to answer, and what it ought to know."""

    due_on = forms.DateField(label=_("To be answered by"), widget=DayInput)
    note = forms.CharField(
        label=_("Note to the reviewers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = today + _USUAL_TIME
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()


class AnswerForm(Form):
    """The answer of a reviewer."""

    answer = forms.ChoiceField(
        label=pgettext_lazy("of a review", "Your answer"),
        choices=[
            (_ANSWER.APPROVED, _("Approve it: it can be published as it is")),
            (_ANSWER.RETURNED, _("Return it, with a comment, to be changed")),
        ],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Its author and those who reviewed it before read it."),
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("answer") == _ANSWER.RETURNED and not values.get("comment"):
            self.add_error("comment", _("Say what is to be changed."))
        return values
