"""Input about activities, turned into clean values. Nothing here saves anything."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from core.days import day_of
from core.forms import Form, say_how_to_mend
from core.versions import OpenedForm
from core.widgets import DayInput
from ethics_officers import queries
from ethics_officers.models import Activity, ActivityKind, Evidence, PlanItem
from ethics_officers.rules import Entry, Reach, persons_exceed
from people.models import Department, Level, User
from publications.models import Publication, Topic
from training.models import Session

_MOST = 200_000

# By these an entry is compared with what is in the system already.
_TELLS_APART = frozenset({"happened_on", "title", "topic"})


class ItemChoice(forms.ModelChoiceField):
    """An item of the department's plans, those of these months first, under a heading."""

    def label_from_instance(self, item: Any) -> str:
        return f"{item.title} ({item.plan.year_name})"

    def grouped(self, items: Sequence[Any]) -> list[tuple[Any, Any]]:
        now = [(each.pk, self.label_from_instance(each)) for each in items if not each.is_not_now]
        others = [(each.pk, self.label_from_instance(each)) for each in items if each.is_not_now]
        groups = [(_("Open in these months"), now), (_("Other items"), others)]
        return [("", _("None"))] + [group for group in groups if group[1]]


class EntryForm(Form):
    """What is told of an activity.

    `as_typed` shows what was sent without finding fault with it yet. What the entry may be already
    is in `likeness` once it is valid.
    """

    happened_on = forms.DateField(label=_("Date"), widget=DayInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind)
    title = forms.CharField(
        label=_("What was it?"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next"}),
        help_text=_("Such as “Talk at Kwai Chung Customhouse”."),
    )
    item = ItemChoice(label=_("Plan item"), queryset=PlanItem.objects.none(), required=False)
    closes_item = forms.BooleanField(label=_("The item is done with this"), required=False)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), required=False, empty_label=_("None")
    )
    publication = forms.ModelChoiceField(
        label=_("Publication used"),
        queryset=Publication.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names of persons who were advised or who complained, please."),
    )
    session = forms.ModelChoiceField(
        queryset=Session.objects.none(), required=False, widget=forms.HiddenInput
    )
    is_another = forms.BooleanField(
        label=_("It is something else, an activity of its own."), required=False
    )

    def __init__(
        self,
        *args: Any,
        department: Department,
        user: User,
        today: dt.date,
        activity: Activity | None = None,
        as_typed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.department, self.activity, self.as_typed = department, activity, as_typed
        self.today = today
        self.likeness: queries.Likeness | None = None
        fields: dict[str, Any] = self.fields
        fields["happened_on"].widget.attrs["max"] = today.isoformat()
        items = queries.items_to_serve(department, today, beside=activity)
        fields["item"].queryset = items
        fields["item"].choices = fields["item"].grouped(items)
        fields["publication"].queryset = Publication.objects.visible_to(user).newest_first()
        fields["session"].queryset = queries.sessions_to_tell_of(department, today, beside=activity)
        for level in Level:
            for name, label in (("attendances", _("Attendances")), ("persons", _("Persons"))):
                fields[f"{level}_{name}"] = forms.IntegerField(
                    label=f"{level.label}: {label}",
                    required=False,
                    min_value=0,
                    max_value=_MOST,
                )
                say_how_to_mend(fields[f"{level}_{name}"])

    @property
    def grid(self) -> Iterator[tuple[Level, list[forms.BoundField]]]:
        """The figures, a row for each level: attendances, then persons."""
        for level in Level:
            yield level, [self[f"{level}_attendances"], self[f"{level}_persons"]]

    def sessions_chosen(self) -> list[Session]:
        """The session the entry tells of, if one was chosen and may be."""
        chosen = str(self["session"].value() or "")
        fields: dict[str, Any] = self.fields
        sessions = fields["session"].queryset
        return list(sessions.filter(pk=chosen)) if chosen.isdecimal() else []

    def full_clean(self) -> None:
        if self.as_typed:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean_happened_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["happened_on"]
        if day > self.today:
            raise ValidationError(_("This day is yet to come. Log it once it has taken place."))
        return day

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for level in Level:
            attendances, persons = (values.get(f"{level}_{n}") for n in ("attendances", "persons"))
            if persons is not None and persons > (attendances or 0):
                self.add_error(f"{level}_persons", persons_exceed(level))
        if not self.errors:
            self._look_for_likeness(values)
        return values

    def _look_for_likeness(self, values: dict[str, Any]) -> None:
        """Ask, before an entry is logged, whether it is in the system already.

        Of an activity that is changed it is asked again if it was given another day or name.
        """
        if values["is_another"] or values["session"]:
            return
        if self.activity and not _TELLS_APART.intersection(self.changed_data):
            return
        key = values.get("key")
        if key and Activity.objects.filter(key=key).exists():
            return  # Sent twice: it would be like itself.
        found = queries.likeness(
            self.department,
            day=values["happened_on"],
            today=self.today,
            title=values["title"],
            topic=values["topic"],
            beside=self.activity,
        )
        if found:
            self.likeness = found
            raise ValidationError(
                _("Something like this is in the system already. Please say whether it is this.")
            )

    def entry(self) -> Entry:
        """What was told, once the form is valid.

        Without a number of persons, nobody came twice. A session was on its own day.
        """
        values = self.cleaned_data
        told = ("kind", "title", "happened_on", "topic", "item", "publication", "session", "note")
        reach = []
        for level in Level:
            attendances = values[f"{level}_attendances"]
            persons = values[f"{level}_persons"]
            if attendances:
                reach.append(Reach(level, attendances, attendances if persons is None else persons))
        entry = Entry(**{name: values[name] for name in told}, reach=tuple(reach))
        if entry.session is None:
            return entry
        return replace(entry, happened_on=day_of(entry.session.starts_at))


class LogForm(EntryForm):
    """The empty form of an activity, with the key that lets it be logged once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class EditForm(OpenedForm, EntryForm):
    """An activity as it was opened."""


def told_of(activity: Activity) -> dict[str, Any]:
    """Give the initial values of a form that changes an activity."""
    values: dict[str, Any] = {
        name: getattr(activity, name)
        for name in ("kind", "title", "happened_on", "topic", "item", "publication", "session",
                     "note", "version")
    }  # fmt: skip
    for reach in activity.reach.all():
        values[f"{reach.level}_attendances"] = reach.attendances
        values[f"{reach.level}_persons"] = reach.persons
    return values


class WithdrawalForm(Form):
    """Why something is taken away: an activity out of the log, words from the board."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SharingForm(Form):
    """Which files of an activity the network sees."""

    evidence = forms.ModelMultipleChoiceField(
        label=_("Files to share"),
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        standing = activity.evidence.standing().select_related("stored")
        fields["evidence"].queryset = standing
        fields["evidence"].initial = [each.pk for each in standing if each.shared]
        if not standing:
            del fields["evidence"]


class CommentForm(Form):
    """What somebody says of good practice."""

    text = forms.CharField(
        label=_("Your comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
