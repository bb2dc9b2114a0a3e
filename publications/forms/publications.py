"""What staff say of a title."""

import datetime as dt
from typing import Any

from django import forms
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from core.widgets import DayInput
from people.forms import AudienceForm
from people.models import User
from publications import permissions, queries
from publications.actions import PublicationFacts
from publications.models import Publication, Topic

_MADE = _("Leave empty to have it made from the Traditional.")


class OwnerChoice(forms.ModelChoiceField):
    """Somebody who writes for the library, by name."""

    def label_from_instance(self, user: Any) -> str:
        person = getattr(user, "person", None)
        return str(person.name) if person else user.email


class PublicationForm(AudienceForm):
    """A title, whatever edition it has come in, and whom it is for."""

    title_en = forms.CharField(label=_("Title, English"), max_length=250, required=False)
    title_zh_hant = forms.CharField(
        label=_("Title, Traditional Chinese"), max_length=250, required=False
    )
    title_zh_hans = forms.CharField(
        label=_("Title, Simplified Chinese"), max_length=250, required=False, help_text=_MADE
    )
    description_en = forms.CharField(
        label=_("What it is about, English"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description_zh_hant = forms.CharField(
        label=_("What it is about, Traditional Chinese"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description_zh_hans = forms.CharField(
        label=_("What it is about, Simplified Chinese"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_MADE,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *Publication.Kind.choices])
    body = forms.ChoiceField(
        label=_("Body"), help_text=_("Whose staff write it; the other body reviews it.")
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=120, required=False)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=60,
        required=False,
        help_text=_("Such as the number of a circular."),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        widget=CheckboxSelectMultiple,
        required=False,
    )
    owner = OwnerChoice(
        label=_("Owner"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("None: the staff of the body"),
        help_text=_("Is warned before a licence or consent ends."),
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=250,
        required=False,
        help_text=_("On what terms somebody else's pictures, music or text are used, if any."),
    )
    licence_ends_on = forms.DateField(
        label=_("First day without the licence"),
        widget=DayInput,
        required=False,
        help_text=_("From this day on readers no longer see it. Leave empty if it never ends."),
    )
    consent_ends_on = forms.DateField(
        label=_("First day without the consent of the people in it"),
        widget=DayInput,
        required=False,
    )
    # What of the publication the form was opened with.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, today=today, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["body"].choices = [(each, each.label) for each in permissions.bodies_of(user)]
        owners = User.objects.filter(pk__in=queries.writers(today))
        fields["owner"].queryset = owners.select_related("person").order_by("person__name_en")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not (values.get("title_en") or values.get("title_zh_hant")):
            self.add_error("title_en", _("Write a title, in English, in Chinese or in both."))
        return values

    @property
    def opened_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def facts(self) -> PublicationFacts:
        """Give what a valid form says."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return PublicationFacts(**values)


def values_of_publication(publication: Publication) -> dict[str, Any]:
    """Give the values with which the form for correcting a title begins."""
    names = [
        "kind", "body", "publisher", "reference", "owner", "licence", "licence_ends_on",
        "consent_ends_on", "version",
    ]  # fmt: skip
    for field in ("title", "description"):
        names += [f"{field}_en", f"{field}_zh_hant", f"{field}_zh_hans"]
    values = {name: getattr(publication, name) for name in names}
    values["owner"] = publication.owner_id
    values["topics"] = list(publication.topics.all())
    if audience := publication.audience:
        values |= {
            "levels": audience.levels,
            "employment_kinds": audience.employment_kinds,
            "roles": audience.roles,
            "departments": list(audience.departments.all()),
        }
    return values
