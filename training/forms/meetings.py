"""Meetings of a session, as many as there are, each with its own fields."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.days import day_of, instant_of
from core.forms import Form
from core.widgets import ClockInput, DayInput
from people.models import User
from training.actions import MeetingMove, MeetingPlan
from training.models import Meeting, Session, Speaker, Venue

MEETINGS_AT_MOST = 20

Span = tuple[dt.datetime | None, dt.datetime | None]


class Register:
    """The venues and the speakers to choose from, read once for all meetings of a form."""

    def __init__(self, user: User, *, besides: Session | None = None) -> None:
        venues = Venue.objects.visible_to(user)
        offered = venues.in_use()
        if besides:
            # A venue taken off offer stays where it is chosen already.
            offered |= venues.filter(pk__in=besides.meetings.values("venue"))
        self.venues = {str(venue.pk): venue for venue in offered}
        self.speakers = {str(speaker.pk): speaker for speaker in Speaker.objects.visible_to(user)}


class TimeAndPlaceForm(Form):
    """When and where a meeting is held."""

    date = forms.DateField(label=_("Date"), widget=DayInput)
    starts = forms.TimeField(label=_("From"), widget=ClockInput)
    ends = forms.TimeField(label=_("To"), widget=ClockInput)
    venue = forms.TypedChoiceField(label=_("Venue"), required=False, empty_value=None)
    link = forms.URLField(
        label=_("Link for joining online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who have a place."),
    )
    override_reason = forms.CharField(
        label=_("Reason for a speaker in two places"),
        max_length=300,
        required=False,
        help_text=_("Only if a speaker speaks elsewhere at that time."),
    )

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        venue: Any = self.fields["venue"]
        venue.choices = [("", _("No venue"))]
        venue.choices += [(k, f"{v.name} ({v.capacity})") for k, v in register.venues.items()]
        venue.coerce = register.venues.get

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts_at, ends_at = span_of(values)
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("It ends before it begins. Choose a later time."))
        return values

    @property
    def asked(self) -> Mapping[str, Any]:
        """What the form asks for, as far as it can be read."""
        if self.is_bound:
            return getattr(self, "cleaned_data", {})
        speakers = (
            self.register.speakers.get(str(key)) for key in self.initial.get("speakers", [])
        )
        return {
            **self.initial,
            "venue": self.register.venues.get(str(self.initial.get("venue"))),
            "speakers": [speaker for speaker in speakers if speaker],
        }

    def _lock(self, *names: str) -> None:
        for name in names:
            self.fields[name].disabled = True


class MeetingForm(TimeAndPlaceForm):
    """A meeting of a session being scheduled. Once published, only its speakers change here."""

    speakers = forms.TypedMultipleChoiceField(label=_("Speakers"), required=False, empty_value=[])

    def __init__(
        self, *args: Any, register: Register, is_fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, register=register, **kwargs)
        speakers: Any = self.fields["speakers"]
        speakers.choices = register.speakers.items()
        speakers.coerce = register.speakers.get
        if is_fixed:
            self._lock("date", "starts", "ends", "venue", "link")

    def plan(self) -> MeetingPlan:
        """Give the meeting that a valid form asks for."""
        values = self.cleaned_data
        return MeetingPlan(
            starts_at=instant_of(values["date"], values["starts"]),
            ends_at=instant_of(values["date"], values["ends"]),
            venue=values["venue"],
            link=values["link"],
            speakers=values["speakers"],
            override_reason=values["override_reason"],
        )


class MoveForm(TimeAndPlaceForm):
    """A meeting of a published session, to be moved. One that has begun stays."""

    meeting = forms.TypedChoiceField(widget=forms.HiddenInput, coerce=int)

    def __init__(
        self, *args: Any, meetings: Collection[Meeting], now: dt.datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        meeting: Any = self.fields["meeting"]
        meeting.choices = [(each.pk, each) for each in meetings]
        if instant := span_of(self.initial)[0]:
            self.has_begun = instant <= now
            if self.has_begun:
                self._lock("date", "starts", "ends", "venue", "link", "override_reason")

    def move(self) -> MeetingMove:
        """Give the move that a valid form asks for."""
        values = self.cleaned_data
        return MeetingMove(
            meeting_id=values["meeting"],
            starts_at=instant_of(values["date"], values["starts"]),
            ends_at=instant_of(values["date"], values["ends"]),
            venue=values["venue"],
            link=values["link"],
            override_reason=values["override_reason"],
        )


class LinksForm(Form):
    """The links by which the meetings of a published session are joined, one field for each."""

    def __init__(self, *args: Any, meetings: Collection[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for meeting in meetings:
            self.fields[f"link-{meeting.pk}"] = forms.URLField(
                label=_("Link for joining on %(moment)s")
                % {"moment": date_format(localtime(meeting.starts_at), "DATETIME_FORMAT")},
                initial=meeting.link,
                max_length=500,
                assume_scheme="https",
            )

    def links(self) -> dict[int, str]:
        """Give the links asked for by a valid form, by the ids of their meetings."""
        return {int(name.removeprefix("link-")): url for name, url in self.cleaned_data.items()}


class _EachFilledIn(BaseFormSet):
    """None of the forms may be left empty: a meeting not wanted is removed. One remains."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False}

    def clean(self) -> None:
        if not self.forms:
            raise forms.ValidationError(_("Give the session at least one meeting."))


_LIMITS: dict[str, Any] = {
    "extra": 0,
    "min_num": 1,
    "max_num": MEETINGS_AT_MOST,
    "absolute_max": MEETINGS_AT_MOST,
    "validate_max": True,
    "formset": _EachFilledIn,
}
MeetingForms = formset_factory(MeetingForm, **_LIMITS)
MoveForms = formset_factory(MoveForm, **_LIMITS)


def span_of(values: Mapping[str, Any]) -> Span:
    """Give the instants from which and to which a meeting lasts, None where there is none."""
    date = values.get("date")
    starts, ends = values.get("starts"), values.get("ends")
    return (
        instant_of(date, starts) if date and starts else None,
        instant_of(date, ends) if date and ends else None,
    )


def values_of_meeting(meeting: Meeting) -> dict[str, Any]:
    """Give the values with which the fields of a meeting begin."""
    return {
        "date": day_of(meeting.starts_at),
        "starts": localtime(meeting.starts_at).time(),
        "ends": localtime(meeting.ends_at).time(),
        "venue": str(meeting.venue_id or ""),
        "link": meeting.link,
    }


def rearranged(posted: QueryDict) -> QueryDict | None:
    """Give what was typed with a meeting added or removed or a venue filled in, if one asked that.

    Buttons in the form ask for it, so that it needs no script.
    """
    data = posted.copy()
    raw = data.get("meetings-TOTAL_FORMS", "")
    count = min(int(raw), MEETINGS_AT_MOST) if raw.isdecimal() else 0
    if "add-meeting" in posted and 0 < count < MEETINGS_AT_MOST:
        _copy_meeting(data, count - 1, count)
        day = parse_date_or_none(data.get(f"meetings-{count - 1}-date", ""))
        later = str(day + dt.timedelta(weeks=1)) if day else ""
        data[f"meetings-{count}-date"] = later
        data["meetings-TOTAL_FORMS"] = str(count + 1)
    elif (gone := posted.get("remove-meeting", "")).isdecimal() and count > 1:
        for index in range(int(gone), count - 1):
            _copy_meeting(data, index + 1, index)
        data["meetings-TOTAL_FORMS"] = str(count - 1)
    elif "choose-venue" in posted:
        number, _colon, venue = posted.get("choose-venue", "").partition(":")
        data[f"meetings-{number}-venue"] = venue
    elif not {"add-meeting", "remove-meeting"} & set(posted):
        return None
    return data


def parse_date_or_none(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _copy_meeting(data: QueryDict, source: int, target: int) -> None:
    for name in MeetingForm.base_fields:
        data.setlist(f"meetings-{target}-{name}", data.getlist(f"meetings-{source}-{name}"))
