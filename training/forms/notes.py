"""The note written after a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import Form
from training import rules

_LONGEST = 2000


class NoteForm(Form):
    """What was learned, and what was difficult; one of the two at least."""

    lessons = forms.CharField(
        label=gettext_lazy("Lessons learned"),
        help_text=gettext_lazy("What worked, and what you would do again. Name no persons."),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    challenges = forms.CharField(
        label=gettext_lazy("Challenges"),
        help_text=gettext_lazy("What was difficult, and what would help. Name no persons."),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(
            rules.says_something(values[name]) for name in ("lessons", "challenges")
        ):
            self.add_error(
                "lessons",
                _("Write what was learned, or what was difficult: one of the two at least."),
            )
        return values
