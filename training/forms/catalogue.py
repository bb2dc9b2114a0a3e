"""Input to the registers of courses, venues and speakers."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import ModelForm
from people.forms import levels_field
from people.models import Person, User
from publications.models import Publication
from training.forms.numbers import capacity_field, check_minimum, minimum_field
from training.models import Course, Speaker, Venue


class BilingualModelForm(ModelForm):
    """A form in which the Simplified text may be left to be made from the Traditional."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith("_zh_hans"):
                field.required = False
                field.help_text = _("Leave empty to have it made from the Traditional.")


class CourseForm(BilingualModelForm):
    """Reference data: what is taught, with the defaults of its sessions."""

    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        min_value=1,
        max_value=60 * 24,
        error_messages={"min_value": _("A session lasts at least a minute.")},
    )
    capacity = capacity_field()

    minimum = minimum_field()
    levels = levels_field(help_text=_("Tick none for all levels."))
    valid_months = forms.IntegerField(
        label=_("Completion is valid for so many months"),
        required=False,
        min_value=6,
        max_value=240,
        help_text=_(
            "Where the course is required, it is due again when that time is over. Leave empty if "
            "a completion holds for ever."
        ),
    )

    class Meta:
        model = Course
        fields = (
            "title_en",
            "title_zh_hant",
            "title_zh_hans",
            "summary_en",
            "summary_zh_hant",
            "summary_zh_hans",
            "kind",
            "topics",
            "publications",
            "levels",
            "minutes",
            "language",
            "capacity",
            "minimum",
            "valid_months",
            "is_active",
        )
        labels = {
            "title_en": _("Title, English"),
            "title_zh_hant": _("Title, Traditional Chinese"),
            "title_zh_hans": _("Title, Simplified Chinese"),
            "summary_en": _("What it is about, English"),
            "summary_zh_hant": _("What it is about, Traditional Chinese"),
            "summary_zh_hans": _("What it is about, Simplified Chinese"),
            "kind": _("Kind"),
            "topics": _("Topics"),
            "publications": _("Publications it uses"),
            "language": _("Spoken language"),
            "is_active": _("Offered for new sessions"),
        }
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "publications": forms.SelectMultiple(attrs={"size": 8}),
            "summary_en": forms.Textarea(attrs={"rows": 3}),
            "summary_zh_hant": forms.Textarea(attrs={"rows": 3}),
            "summary_zh_hans": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "title_en": {"unique": _("There is a course of this title already. Choose another.")}
        }
        help_texts = {
            "publications": _(
                "Participants of its sessions are asked to read them before. Hold down Ctrl, or "
                "Command on a Mac, to choose several, or to take one away."
            )
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Q(archived_at=None)
        if self.instance.pk:
            offered |= Q(courses=self.instance)
        publications = Publication.objects.visible_to(user).filter(offered).distinct()
        fields: dict[str, Any] = self.fields
        fields["publications"].queryset = publications.order_by("title_en", "pk")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_minimum(self, values)
        return values


class VenueForm(BilingualModelForm):
    """Reference data: a room where sessions are held."""

    capacity = capacity_field(too_few=_("A venue has at least one seat."))

    class Meta:
        model = Venue
        fields = (
            "name_en",
            "name_zh_hant",
            "name_zh_hans",
            "address_en",
            "address_zh_hant",
            "address_zh_hans",
            "capacity",
            "is_active",
        )
        labels = {
            "name_en": _("Name, English"),
            "name_zh_hant": _("Name, Traditional Chinese"),
            "name_zh_hans": _("Name, Simplified Chinese"),
            "address_en": _("Address, English"),
            "address_zh_hant": _("Address, Traditional Chinese"),
            "address_zh_hans": _("Address, Simplified Chinese"),
            "is_active": _("Offered for new sessions"),
        }
        error_messages = {
            "name_en": {"unique": _("There is a venue of this name already. Choose another.")}
        }


class SpeakerForm(ModelForm):
    """Reference data: somebody who speaks at sessions, with an account here or from outside."""

    email = forms.EmailField(
        label=_("E-mail address of the account"),
        required=False,
        help_text=_(
            "If they have one here, they see their sessions and mark attendance once they are "
            "given the role of speaker."
        ),
    )

    class Meta:
        model = Speaker
        fields = ("name_en", "name_zh", "organisation")
        labels = {
            "name_en": pgettext_lazy("of a person", "Name, English"),
            "name_zh": pgettext_lazy("of a person", "Name, Chinese"),
            "organisation": _("Organisation"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = Person.objects.visible_to(user)
        person = self.instance.person
        if person and person.user:
            self.initial["email"] = person.user.email

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        person = self.persons.filter(user__email__iexact=email).first() if email else None
        if email and person is None:
            raise forms.ValidationError(
                _("Nobody has an account of this address. Correct it, or leave it empty.")
            )
        others = Speaker.objects.exclude(pk=self.instance.pk)
        if person and (other := others.filter(person=person).first()):
            raise forms.ValidationError(
                _("This is %(speaker)s, who is in the register already.") % {"speaker": other}
            )
        self.instance.person = person
        return email
