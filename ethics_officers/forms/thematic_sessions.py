"""Input about thematic sessions, turned into clean values. Nothing here saves anything."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from ethics_officers.forms.item_sessions import SessionField
from training.models import Session

# The column takes no more.
HIGHEST_NUMBER = 32_767


class ThematicForm(Form):
    """Under which number a session of the programme goes, and whether Assistants come, too."""

    number = forms.IntegerField(
        label=_("Number of the workshop"),
        min_value=1,
        max_value=HIGHEST_NUMBER,
        required=False,
        help_text=_("Leave it empty if it is none of the numbered workshops."),
    )
    with_assistants = forms.BooleanField(
        label=_("For Assistant Ethics Officers, too"),
        required=False,
        help_text=_("It is always for Ethics Officers: whoever is one on the day."),
    )

    def __init__(self, *args: Any, is_draft: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_draft:
            del self.fields["with_assistants"]


class MarkingForm(ThematicForm):
    """Which session becomes one of the programme."""

    session = SessionField(
        label=_("Session"),
        queryset=Session.objects.none(),
        help_text=_("Drafts, and what is published for officers alone. The newest come first."),
    )

    field_order = ("session", "number", "with_assistants")

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["session"].queryset = sessions
        fields["number"].help_text = _(
            "The next free number is proposed. "
            "Leave it empty if it is none of the numbered workshops."
        )
