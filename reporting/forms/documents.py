"""Input about documents and their templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import Form
from core.translated import LANGUAGES
from core.versions import OpenedForm
from reporting import prose
from reporting.models import FIELDS, DocumentText, Field, TemplateVersion
from reporting.queries.documents import known_in_templates
from reporting.queries.gathered import SOURCES

_LANGUAGE = DocumentText.Language
# How pages name the languages.
HTML_LANGUAGES = {"en": "en", "zh-hant": "zh-Hant", "zh-hans": "zh-Hans"}


def _textarea(field: Field, language: str) -> forms.Textarea:
    return forms.Textarea(
        attrs={"rows": 2 if field.is_short else 8, "lang": HTML_LANGUAGES[language]}
    )


class TextForm(OpenedForm, Form):
    """What a document says in one field, in one language."""

    text = forms.CharField(label=gettext_lazy("Text"), required=False)

    def __init__(self, *args: Any, field: Field, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = field.name
        self.fields["text"].widget = _textarea(field, language)
        # A form is valid when it says nothing; sending it for review is not.
        self.fields["text"].widget.is_required = False


class FindForm(Form):
    """Which of what was gathered is shown beside a text."""

    source = forms.ChoiceField(
        label=gettext_lazy("Where it was told"),
        choices=[("", gettext_lazy("Everywhere")), *SOURCES],
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Words in it"), max_length=100, required=False, strip=True
    )

    def values(self) -> dict[str, str]:
        return self.cleaned_data if self.is_valid() else {}


class SendBackForm(Form):
    """What its author should change."""

    reason = forms.CharField(
        label=gettext_lazy("What should be changed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TemplateForm(OpenedForm, Form):
    """Every field of a template in every language, and what this version changes."""

    note = forms.CharField(label=gettext_lazy("What changes, and why"), max_length=500)

    def __init__(self, *args: Any, kind: str, version: TemplateVersion, **kwargs: Any) -> None:
        self.kind, self.of = kind, FIELDS[kind]
        initial = {
            name_of(field.key, language): version.prose(field.key, language)
            for field in self.of
            for language in LANGUAGES
        }
        super().__init__(*args, initial={"version": version.number, **initial}, **kwargs)
        for field in self.of:
            for language in LANGUAGES:
                self.fields[name_of(field.key, language)] = forms.CharField(
                    label=_("%(field)s in %(language)s")
                    % {"field": field.name, "language": _LANGUAGE(language).label},
                    required=False,
                    widget=_textarea(field, language),
                )

    def rows(self) -> list[tuple[Field, list[forms.BoundField], forms.BoundField]]:
        """Give the fields to lay out: those that are written, and the one that is made."""
        return [
            (
                field,
                [self[name_of(field.key, each)] for each in ("en", "zh-hant")],
                self[name_of(field.key, "zh-hans")],
            )
            for field in self.of
        ]

    def content(self) -> dict[str, dict[str, str]]:
        return {
            field.key: {
                language: self.cleaned_data[name_of(field.key, language)] for language in LANGUAGES
            }
            for field in self.of
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        known = known_in_templates()
        for field in self.of:
            for language in LANGUAGES:
                name = name_of(field.key, language)
                try:
                    prose.check(values.get(name, ""), known)
                except prose.ProseRefused as refusal:
                    self.add_error(name, str(refusal))
        return values


def name_of(field: str, language: str) -> str:
    """Name the input of a field in a language."""
    return f"{field}-{language}"
