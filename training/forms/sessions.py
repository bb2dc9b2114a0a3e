"""Sessions, and the courses and venues they are made from."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.widgets import CheckboxSelectMultiple, DateInput, DateTimeInput, TimeInput
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.days import day_of, instant_of, is_working_day
from core.forms import Form, ModelForm
from core.models import GeneralHoliday
from people.models import Department, Level, User
from training.actions import MeetingPlan, SessionPlan
from training.models import (
    Course,
    Session,
    SessionKind,
    Speaker,
    SpokenLanguage,
    Venue,
)

# Registration closes at the end of office hours two days before, unless said otherwise.
_CLOSES_DAYS_BEFORE = 2
_CLOSES_AT = dt.time(17, 0)
_USUAL_START = dt.time(9, 30)
_LEAD_TIME = dt.timedelta(weeks=2)


class DayInput(DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MomentInput(DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class SessionForm(Form):
    """A session of one meeting. Of a published one, only what nobody has relied on can change."""

    FIXED_ONCE_PUBLISHED = ("course", "kind", "date", "starts", "ends", "venue", "link", "speakers")

    course = forms.ModelChoiceField(
        label=_("Course"),
        queryset=Course.objects.none(),
        help_text=_("Fills in titles, length, levels and seats. Change what differs."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind)
    title_en = forms.CharField(label=_("Title, English"), max_length=200)
    title_zh_hant = forms.CharField(label=_("Title, Traditional Chinese"), max_length=200)
    title_zh_hans = forms.CharField(
        label=_("Title, Simplified Chinese"),
        max_length=200,
        required=False,
        help_text=_("Leave empty to have it made from the Traditional."),
    )
    date = forms.DateField(label=_("Date"), widget=DayInput)
    starts = forms.TimeField(label=_("From"), widget=ClockInput)
    ends = forms.TimeField(label=_("To"), widget=ClockInput)
    language = forms.ChoiceField(label=_("Spoken language"), choices=SpokenLanguage)
    venue = forms.ModelChoiceField(
        label=_("Venue"), queryset=Venue.objects.none(), required=False, empty_label=_("No venue")
    )
    link = forms.URLField(
        label=_("Link for joining online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who have a place."),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=100_000,
        error_messages={"min_value": _("Offer at least one seat.")},
    )
    organiser = forms.ModelChoiceField(
        label=_("Run by"), queryset=Department.objects.none(), empty_label=None
    )
    speakers = forms.ModelMultipleChoiceField(
        label=_("Speakers"), queryset=Speaker.objects.none(), required=False
    )
    opens_at = forms.DateTimeField(
        label=_("Registration opens"),
        widget=MomentInput,
        required=False,
        help_text=_("Leave empty to open it on publication."),
    )
    closes_at = forms.DateTimeField(label=_("Registration closes"), widget=MomentInput)
    levels = forms.MultipleChoiceField(
        label=_("Levels"),
        choices=Level,
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick none for all levels."),
    )
    departments = forms.ModelMultipleChoiceField(
        label=_("Bureaux and departments"),
        queryset=Department.objects.none(),
        required=False,
        help_text=_("Choose none for all of them."),
    )

    def __init__(
        self, *args: Any, user: User, today: dt.date, session: Session | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        departments = Department.objects.visible_to(user).existing_on(today)
        fields["course"].queryset = Course.objects.visible_to(user).in_use()
        fields["venue"].queryset = Venue.objects.visible_to(user).in_use()
        fields["speakers"].queryset = Speaker.objects.visible_to(user)
        fields["organiser"].queryset = departments
        fields["departments"].queryset = departments
        if session and session.status != Session.Status.DRAFT:
            for name in self.FIXED_ONCE_PUBLISHED:
                fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts_at, ends_at = self.span(values)
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", _("It ends before it begins. Choose a later time."))
        closes_at, opens_at = values.get("closes_at"), values.get("opens_at")
        if closes_at and starts_at and closes_at > starts_at:
            self.add_error("closes_at", _("Close registration before the session begins."))
        if closes_at and opens_at and opens_at >= closes_at:
            self.add_error("opens_at", _("Open registration before it closes."))
        return values

    def plan(self) -> SessionPlan:
        """Give the session that a valid form asks for."""
        values = self.cleaned_data
        starts_at, ends_at = self.span(values)
        meeting = MeetingPlan(
            starts_at=starts_at,
            ends_at=ends_at,
            venue=values["venue"],
            link=values["link"],
            speakers=values["speakers"],
        )
        return SessionPlan(
            course=values["course"],
            kind=values["kind"],
            title_en=values["title_en"],
            title_zh_hant=values["title_zh_hant"],
            title_zh_hans=values["title_zh_hans"],
            language=values["language"],
            organiser=values["organiser"],
            capacity=values["capacity"],
            opens_at=values["opens_at"],
            closes_at=values["closes_at"],
            levels=values["levels"],
            departments=values["departments"],
            meetings=[meeting],
        )

    @staticmethod
    def span(values: Mapping[str, Any]) -> tuple[Any, Any]:
        """The instants from which and to which it lasts, None where the input gives none."""
        date = values.get("date")
        return tuple(  # type: ignore[return-value]
            instant_of(date, values[name]) if date and values.get(name) else None
            for name in ("starts", "ends")
        )


def values_of_course(course: Course, *, user: User, today: dt.date) -> dict[str, Any]:
    """Give the values with which the form for a new session of a course begins."""
    date = _working_day_after(today + _LEAD_TIME)
    starts_at = instant_of(date, _USUAL_START)
    posting = user.person.current_posting if hasattr(user, "person") else None
    return {
        "course": course,
        "kind": course.kind,
        "title_en": course.title_en,
        "title_zh_hant": course.title_zh_hant,
        "title_zh_hans": course.title_zh_hans,
        "date": date,
        "starts": _USUAL_START,
        "ends": localtime(starts_at + dt.timedelta(minutes=course.minutes)).time(),
        "language": course.language,
        "capacity": course.capacity,
        "organiser": posting.department if posting else None,
        "closes_at": instant_of(date - dt.timedelta(days=_CLOSES_DAYS_BEFORE), _CLOSES_AT),
        "levels": course.levels,
    }


def _working_day_after(day: dt.date) -> dt.date:
    holidays = GeneralHoliday.objects.days()
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    return day


def values_of_session(session: Session) -> dict[str, Any]:
    """Give the values with which the form for changing a session begins."""
    meeting = session.meetings.select_related("venue").prefetch_related("speakers")[0]
    return {
        "course": session.course,
        "kind": session.kind,
        "title_en": session.title_en,
        "title_zh_hant": session.title_zh_hant,
        "title_zh_hans": session.title_zh_hans,
        "date": day_of(meeting.starts_at),
        "starts": localtime(meeting.starts_at).time(),
        "ends": localtime(meeting.ends_at).time(),
        "language": session.language,
        "venue": meeting.venue,
        "link": meeting.link,
        "capacity": session.capacity,
        "organiser": session.organiser,
        "speakers": meeting.speakers.all(),
        "opens_at": session.opens_at,
        "closes_at": session.closes_at,
        "levels": session.audience.levels,
        "departments": session.audience.departments.all(),
    }


class ReasonForm(Form):
    """Why a session is called off; everyone in it reads this."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone registered or waiting reads it in the message."),
    )


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
    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=100_000,
        error_messages={"min_value": _("Offer at least one seat.")},
    )

    levels = forms.MultipleChoiceField(
        label=_("Levels"),
        choices=Level,
        widget=CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick none for all levels."),
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
            "levels",
            "minutes",
            "language",
            "capacity",
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
            "language": _("Spoken language"),
            "is_active": _("Offered for new sessions"),
        }
        widgets = {
            "summary_en": forms.Textarea(attrs={"rows": 3}),
            "summary_zh_hant": forms.Textarea(attrs={"rows": 3}),
            "summary_zh_hans": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "title_en": {"unique": _("There is a course of this title already. Choose another.")}
        }


class VenueForm(BilingualModelForm):
    """Reference data: a room where sessions are held."""

    capacity = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=100_000,
        error_messages={"min_value": _("A venue has at least one seat.")},
    )

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
