"""A file, a link or a text of an edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from core.models import StoredFile
from publications.actions import RENDITION_KINDS, RenditionFacts
from publications.models import Language, Rendition

_FORMAT = Rendition.Format

# What is asked for in a form: the formats of which files are taken, links and texts.
_OFFERED = [each for each in _FORMAT if each in RENDITION_KINDS or each in ("html", "link")]


class RenditionForm(Form):
    """One language and format: of it, only the field that its format calls for counts.

    `kept` is the file that came with the form, or one kept before; `refusal` why it was not taken.
    """

    language = forms.ChoiceField(label=_("Language"), choices=Language)
    format = forms.ChoiceField(label=_("Format"), choices=[(each, each.label) for each in _OFFERED])
    link = forms.URLField(
        label=pgettext_lazy("of a link", "Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("For a link: the page of the other site, beginning with https://."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "For a web page: its text, plain or as HTML. "
            "What could act, such as scripts and forms, and pictures are taken out."
        ),
    )
    alternative_text = forms.CharField(
        label=_("Alternative text"),
        required=False,
        max_length=500,
        help_text=_("For an image: what it shows, for those who can't see it."),
    )

    def __init__(
        self, *args: Any, kept: StoredFile | None = None, refusal: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept, self.refusal = kept, refusal

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Write an address that begins with https://."))
        return link

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        format_ = values.get("format")
        if self.refusal:
            self.add_error(None, self.refusal)
        elif format_ in RENDITION_KINDS and self.kept is None:
            self.add_error(None, _("Choose the file."))
        if format_ == _FORMAT.LINK and not values.get("link") and "link" not in self.errors:
            self.add_error("link", _("Write the address that it leads to."))
        if format_ == _FORMAT.HTML and not values.get("text"):
            self.add_error("text", _("Write the text."))
        return values

    def facts(self) -> RenditionFacts:
        """Give what a valid form says."""
        return RenditionFacts(stored_id=self.kept.pk if self.kept else None, **self.cleaned_data)


class AlternativeTextForm(Form):
    """What an image shows."""

    alternative_text = forms.CharField(
        label=_("Alternative text"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What it shows, for those who can't see it."),
    )


class ExemptionForm(Form):
    """Why something is published though it keeps some readers out."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept with your name. Leave it empty to take the exemption back."),
    )
