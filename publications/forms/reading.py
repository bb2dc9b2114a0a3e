"""Saying in which language one has read an edition."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from publications.models import Rendition
from publications.rules.circulations import fingerprint


class AcknowledgementForm(Form):
    """Which rendition was read; with it goes the hash that it had when the page was opened."""

    read = forms.TypedChoiceField(label=_("I read it in"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, renditions: Iterable[Rendition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (f"{each.pk}-{fingerprint(each)}", f"{each.get_language_display()}, {kind}")
            for each in renditions
            for kind in [each.get_format_display()]
        ]
        field: Any = self.fields["read"]
        field.choices = choices
        field.initial = choices[0][0] if choices else None


class AcknowledgementPostForm(Form):
    """What an acknowledgement posts; what of it still holds, the action asks."""

    read = forms.RegexField(
        r"^\d{1,18}-[0-9a-f]{64}$",
        error_messages={"required": _("Choose in which language you have read it.")},
    )

    def rendition_id(self) -> int:
        return int(self.cleaned_data["read"].split("-")[0])

    def sha256(self) -> str:
        return str(self.cleaned_data["read"].split("-")[1])
