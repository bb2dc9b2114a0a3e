"""Input about designations, turned into clean values. Nothing here saves anything."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.widgets import DayInput
from ethics_officers.models import Designation
from people.models import Person

CANDIDATES_SHOWN = 20


class PersonField(forms.ModelChoiceField):
    """One of the people offered, with the rank beside the name."""

    def label_from_instance(self, person: Any) -> str:
        return f"{person}, {person.posting_then.rank}"


class PhoneField(forms.RegexField):
    """The telephone number of an office, as people write it."""

    def __init__(self) -> None:
        super().__init__(
            r"^[0-9+()\- /]*(ext\.? ?[0-9]+)?$",
            label=_("Office telephone"),
            max_length=30,
            required=False,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            error_messages={
                "invalid": _("This is no telephone number. Write it in digits, such as 2810 2000.")
            },
        )


class ContactForm(Form):
    """How to reach who is designated."""

    post_title = forms.CharField(
        label=_("Post title"),
        max_length=150,
        required=False,
        help_text=_("Such as Assistant Commissioner (Administration)."),
    )
    phone = PhoneField()
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Leave it empty if it is the address of the account."),
        error_messages={
            "invalid": _("This is no e-mail address. Write it such as officer@example.gov.hk.")
        },
    )


class DesignationForm(ContactForm):
    """Who is designated, in which capacity, for which days."""

    capacity = forms.ChoiceField(
        label=_("Capacity"), choices=Designation.Capacity, widget=forms.RadioSelect
    )
    person = PersonField(
        label=_("Officer"), queryset=Person.objects.none(), widget=forms.RadioSelect
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("First day without the designation"),
        widget=DayInput,
        required=False,
        help_text=_("Leave it empty if no end is known."),
    )

    field_order = ("capacity", "person", "post_title", "phone", "email", "starts_on", "ends_on")

    def __init__(
        self,
        *args: Any,
        candidates: QuerySet[Person],
        found: QuerySet[Person],
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        """Accept any of the candidates; offer those found, as many as one can read."""
        super().__init__(*args, **kwargs)
        field = cast(PersonField, self.fields["person"])
        field.queryset = candidates
        field.widget.choices = [
            (person.pk, field.label_from_instance(person)) for person in found[:CANDIDATES_SHOWN]
        ]
        self.fields["capacity"].initial = Designation.Capacity.OFFICER
        self.fields["starts_on"].initial = today


class DesignationEndForm(Form):
    """From which day on a designation is over."""

    ends_on = forms.DateField(
        label=_("First day without the designation"),
        widget=DayInput,
        help_text=_("It may be a day gone by, if the end was not recorded in time."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = today
