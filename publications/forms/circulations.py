"""A circulation as staff write it, when it is sent, and why it is taken back."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.forms.widgets import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import Form
from core.versions import Difference, OpenedForm, differences
from core.widgets import DayInput, MomentInput
from people.forms import AudienceForm
from publications.actions.circulations import CirculationPlan
from publications.models import Circulation, Edition

_MESSAGE = forms.Textarea(attrs={"rows": 4})


class EditionField(forms.ModelChoiceField):
    """A choice among editions, by title and number."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(title)s, edition %(number)s") % {
            "title": obj.publication,
            "number": obj.number,
        }


class CirculationForm(AudienceForm):
    """What is to be read, by whom, by when, and when again."""

    edition = EditionField(
        label=_("Edition"),
        queryset=Edition.objects.none(),
        help_text=_("Only editions that are approved, with something to read."),
    )
    scale = forms.ChoiceField(
        label=_("Distribution scale"), choices=Circulation.Scale, widget=forms.RadioSelect
    )
    message_en = forms.CharField(
        label=_("Message, English"),
        widget=_MESSAGE,
        required=False,
        max_length=4000,
        help_text=_("Goes into the mail and onto the page of the publication."),
    )
    message_zh_hant = forms.CharField(
        label=_("Message, Traditional Chinese"), widget=_MESSAGE, required=False, max_length=4000
    )
    message_zh_hans = forms.CharField(
        label=_("Message, Simplified Chinese"),
        widget=_MESSAGE,
        required=False,
        max_length=4000,
        help_text=_("Leave empty to have it made from the Traditional."),
    )
    must_acknowledge = forms.TypedChoiceField(
        label=_("What is asked"),
        choices=[
            ("yes", _("Read it, and confirm that one has read and understood it")),
            ("no", _("Read it: opening its page is enough")),
        ],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label=_("Time to read"),
        min_value=1,
        max_value=366,
        initial=10,
        help_text=_("Counted from the day on which each is asked."),
    )
    unit = forms.ChoiceField(
        label=_("Counted in"), choices=Circulation.Unit, initial=Circulation.Unit.WORKING_DAYS
    )
    due_on = forms.DateField(
        label=_("Or a fixed day to read it by"),
        widget=DayInput,
        required=False,
        help_text=_(
            "For those asked at the start. Who joins the audience later has the time above, "
            "and never less than the others."
        ),
    )
    takes_joiners = forms.BooleanField(
        label=_("Ask those, too, who join the audience later"), required=False, initial=True
    )
    joiners_until = forms.DateField(
        label=_("Joiners are asked until"),
        widget=DayInput,
        required=False,
        help_text=_("Leave empty to ask them until the circulation is ended."),
    )
    recurrence = forms.ChoiceField(
        label=_("Circulate again"),
        choices=Circulation.Recurrence,
        widget=forms.RadioSelect,
        initial=Circulation.Recurrence.NONE,
    )
    festivals = forms.MultipleChoiceField(
        label=_("Festivals"),
        choices=Circulation.Festival,
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("Count only if it is circulated again before festivals."),
    )
    days_before = forms.IntegerField(
        label=_("Working days before a festival"),
        min_value=1,
        max_value=60,
        initial=10,
        required=False,
    )
    # What of the draft the form was opened with.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["edition"]
        field.queryset = (
            Edition.objects.filter(
                status=Edition.Status.APPROVED,
                withdrawn_at=None,
                renditions__isnull=False,
                publication__archived_at=None,
            )
            .select_related("publication")
            .distinct()
            .order_by("publication__title_en", "publication__pk", "-number")
        )
        self.helper.layout = Layout(
            "version",
            "edition",
            Fieldset(_("For whom"), "scale", "levels", "employment_kinds", "roles", "departments"),
            Fieldset(
                _("What they are told"),
                "message_en",
                "message_zh_hant",
                "message_zh_hans",
                "must_acknowledge",
            ),
            Fieldset(
                pgettext_lazy("of a circulation", "By when"),
                "days",
                "unit",
                "due_on",
                "takes_joiners",
                "joiners_until",
            ),
            Fieldset(_("Again"), "recurrence", "festivals", "days_before"),
        )
        for name in ("levels", "employment_kinds", "roles", "departments"):
            self.fields[name].help_text = _("Counts for a chosen audience only. Tick none for all.")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("message_en")) != bool(given.get("message_zh_hant")):
            missing = "message_zh_hant" if given.get("message_en") else "message_en"
            self.add_error(missing, _("Write the message in both languages, or in neither."))
        if given.get("joiners_until") and not given.get("takes_joiners"):
            self.add_error(
                "joiners_until", _("Tick that joiners are asked, or leave this day empty.")
            )
        if given.get("recurrence") == Circulation.Recurrence.FESTIVALS:
            if not given.get("festivals"):
                self.add_error("festivals", _("Choose at least one festival."))
            if not given.get("days_before"):
                self.add_error("days_before", _("Write how many working days before."))
        conditions = ("levels", "employment_kinds", "roles", "departments")
        if given.get("scale") == Circulation.Scale.CHOSEN and not any(
            given.get(name) for name in conditions
        ):
            self.add_error(
                "levels", _("Choose whom it is for, or choose scale A, which is for everybody.")
            )
        return given

    def plan(self) -> CirculationPlan:
        given = dict(self.cleaned_data)
        given.pop("version")
        return CirculationPlan(**given)

    def differences(self) -> list[Difference]:
        return list(differences(self))


def values_of_circulation(circulation: Circulation) -> dict[str, Any]:
    """Give what the form shows of a draft."""
    audience = circulation.audience
    names = (
        *("scale", "message_en", "message_zh_hant", "message_zh_hans", "days", "unit", "due_on"),
        *("takes_joiners", "joiners_until", "recurrence", "festivals", "version"),
    )
    return {
        **{name: getattr(circulation, name) for name in names},
        "edition": circulation.edition_id,
        "must_acknowledge": "yes" if circulation.must_acknowledge else "no",
        "days_before": circulation.days_before or 10,
        "levels": audience.levels,
        "employment_kinds": audience.employment_kinds,
        "roles": audience.roles,
        "departments": list(audience.departments.all()),
    }


class SendForm(OpenedForm, Form):
    """From when on a circulation goes out, as it was when its audience was looked at."""

    starts_at = forms.DateTimeField(
        label=pgettext_lazy("of a circulation", "From"),
        widget=MomentInput,
        help_text=_("Hong Kong time. Leave it as it is to begin at once."),
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].initial = now


class CancelForm(Form):
    """Why a circulation is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
