"""What staff say of an edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import DayInput
from publications.actions import EditionFacts
from publications.models import Edition

_LATER = (Edition.Change.MATERIAL, Edition.Change.TYPO)


class EditionForm(Form):
    """An edition: its date and, of a later one, what changed and what that asks of readers."""

    dated_on = forms.DateField(
        label=_("Date of the edition"),
        widget=DayInput,
        required=False,
        help_text=_("As it is printed on it."),
    )
    change = forms.ChoiceField(
        label=_("Kind of change"),
        choices=[(each, each.label) for each in _LATER],
        widget=forms.RadioSelect,
    )
    what_changed_en = forms.CharField(
        label=_("What changed, English"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    what_changed_zh_hant = forms.CharField(
        label=_("What changed, Traditional Chinese"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    what_changed_zh_hans = forms.CharField(
        label=_("What changed, Simplified Chinese"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave empty to have it made from the Traditional."),
    )
    # What of the edition the form was opened with.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            for name in ("change", "what_changed_en", "what_changed_zh_hant"):
                del self.fields[name]
            del self.fields["what_changed_zh_hans"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        said = values.get("what_changed_en") or values.get("what_changed_zh_hant")
        if "change" in self.fields and not said:
            self.add_error(
                "what_changed_en", _("Say what changed, in English, in Chinese or in both.")
            )
        return values

    @property
    def opened_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def facts(self) -> EditionFacts:
        """Give what a valid form says."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return EditionFacts(**values)


def values_of_edition(edition: Edition) -> dict[str, Any]:
    """Give the values with which the form for correcting an edition begins."""
    names = (
        "dated_on", "change", "what_changed_en", "what_changed_zh_hant", "what_changed_zh_hans",
        "version",
    )  # fmt: skip
    return {name: getattr(edition, name) for name in names}
