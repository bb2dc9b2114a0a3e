"""Input about requests for talks, turned into clean values. Nothing here saves anything."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.days import day_of, instant_of
from core.forms import Form
from core.widgets import ClockInput, DayInput
from ethics_officers.actions import TalkOffer, TalkWish
from ethics_officers.models import PlanItem, TalkRequest
from ethics_officers.models.talk_requests import DATES_ASKED_FOR
from people.forms import levels_field
from people.models import Department
from publications.models import Topic
from training.forms import capacity_field
from training.models import Course, SessionKind, Speaker, SpokenLanguage, Venue

_USUAL_START = dt.time(14, 30)
_USUAL_MINUTES = 90
OTHER = "other"


def minutes_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Length in minutes"), min_value=15, max_value=480, initial=_USUAL_MINUTES
    )


class TalkRequestForm(Form):
    """A talk as a department would like it, on one of three dates."""

    asked_of = forms.ModelChoiceField(
        label=_("Who is asked"),
        queryset=Department.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.all())
    levels = levels_field(help_text=_("Tick none for all levels."))
    expected = forms.IntegerField(label=_("How many are expected"), min_value=1, max_value=100_000)
    minutes = minutes_field()
    place = forms.CharField(
        label=_("Place of the department"),
        max_length=120,
        required=False,
        help_text=_("If you have a room for it: which one, and on which floor."),
    )
    message = forms.CharField(
        label=_("Message"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the talk should speak to. No names, no complaints, no cases."),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["asked_of"].queryset = organisations
        for number in self.numbers:
            fields[f"date_{number}"] = forms.DateField(
                label=_("Date %(number)d") % {"number": number}, widget=DayInput
            )
            fields[f"starts_{number}"] = forms.TimeField(
                label=_("From"), widget=ClockInput, initial=_USUAL_START
            )
        for name in self.fields:
            if name.startswith(("date_", "starts_")):
                self.fields[name].error_messages |= {"required": _("Please fill this in.")}

    numbers = range(1, DATES_ASKED_FOR + 1)

    @property
    def dates(self) -> list[tuple[Any, Any]]:
        """The fields of the dates, in pairs of a day and an hour."""
        return [(self[f"date_{number}"], self[f"starts_{number}"]) for number in self.numbers]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts = self.starts
        for number in self.numbers:
            start = starts.get(number)
            if start and start in [starts.get(before) for before in range(1, number)]:
                self.add_error(f"date_{number}", _("This date is given already. Choose another."))
        return values

    @property
    def starts(self) -> dict[int, dt.datetime]:
        """The instants asked for, by their number, as far as they can be read."""
        values = getattr(self, "cleaned_data", {})
        return {
            number: instant_of(values[f"date_{number}"], values[f"starts_{number}"])
            for number in self.numbers
            if values.get(f"date_{number}") and values.get(f"starts_{number}")
        }

    def wish(self) -> TalkWish:
        """Give the talk that a valid form asks for."""
        values = self.cleaned_data
        return TalkWish(
            asked_of=values["asked_of"],
            topic=values["topic"],
            levels=values["levels"],
            expected=values["expected"],
            starts=list(self.starts.values()),
            minutes=values["minutes"],
            place=values["place"],
            message=values["message"],
        )


def values_of_item(item: PlanItem) -> dict[str, Any]:
    """Give the values with which a request for an item of the plan begins."""
    return {"topic": item.topic_id, "levels": item.levels, "expected": item.target}


def values_of_request(request: TalkRequest) -> dict[str, Any]:
    """Give the values with which the form for changing a request begins."""
    values: dict[str, Any] = {
        name: getattr(request, name)
        for name in ("levels", "expected", "minutes", "place", "message")
    }
    values |= {"asked_of": request.asked_of_id, "topic": request.topic_id}
    for number, start in enumerate(request.starts, start=1):
        values[f"date_{number}"] = day_of(start)
        values[f"starts_{number}"] = localtime(start).time()
    return values


class _Answering(Form):
    """What is said to a department about its request, as it was worded when it was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, talk_request: TalkRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = talk_request.asked_at.isoformat()

    def clean_seen(self) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return dt.datetime.min.replace(tzinfo=dt.UTC)

    def note_seen(self, talk_request: TalkRequest) -> None:
        """Take the request as read in its wording of now, which the page shows beside the form."""
        data: Any = self.data
        self.data = data.copy()
        self.data["seen"] = talk_request.asked_at.isoformat()  # type: ignore[index]


class TalkAnswerForm(_Answering):
    """A question or a proposal."""

    answer = forms.CharField(
        label=_("Question or proposal"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The officer reads it in a message, and answers by changing the request."),
    )


class TalkDeclineForm(_Answering):
    """Why no talk can be given."""

    answer = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The officer reads it in a message."),
    )


class TalkAcceptForm(_Answering):
    """The session that a request is to become."""

    when = forms.ChoiceField(label=_("When"), widget=forms.RadioSelect)
    other_date = forms.DateField(label=_("Another date"), required=False, widget=DayInput)
    other_starts = forms.TimeField(label=_("From"), required=False, widget=ClockInput)
    minutes = minutes_field()
    venue = forms.TypedChoiceField(label=_("Where"), required=False, empty_value=None)
    link = forms.URLField(
        label=_("Link for joining online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who have a place."),
    )
    speaker = forms.ModelChoiceField(label=_("Speaker"), queryset=Speaker.objects.none())
    override_reason = forms.CharField(
        label=_("Reason for a speaker in two places"),
        max_length=300,
        required=False,
        help_text=_("Only if a speaker speaks elsewhere at that time."),
    )
    course = forms.ModelChoiceField(label=_("Course"), queryset=Course.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind)
    title_en = forms.CharField(
        label=_("Title, English"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty to take the title of the course."),
    )
    title_zh_hant = forms.CharField(
        label=_("Title, Traditional Chinese"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty to take the title of the course."),
    )
    language = forms.ChoiceField(label=_("Spoken language"), choices=SpokenLanguage)
    capacity = capacity_field()
    answer = forms.CharField(
        label=_("Message to the officer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        talk_request: TalkRequest,
        courses: QuerySet[Course],
        venues: QuerySet[Venue],
        speakers: QuerySet[Speaker],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, talk_request=talk_request, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["when"].choices = [
            *(
                (_key(start), date_format(localtime(start), "DATETIME_FORMAT"))
                for start in talk_request.starts
            ),
            (OTHER, _("Another date")),
        ]
        register = {str(venue.pk): venue for venue in venues}
        nowhere = (
            _("At the department: %(place)s") % {"place": talk_request.place}
            if talk_request.place
            else _("No venue: by a link only")
        )
        fields["venue"].choices = [
            ("", nowhere),
            *((key, f"{venue.name} ({venue.capacity})") for key, venue in register.items()),
        ]
        fields["venue"].coerce = register.get
        fields["course"].queryset = courses
        fields["speaker"].queryset = speakers

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("when") == OTHER:
            if values.get("other_date") is None and "other_date" not in self.errors:
                self.add_error("other_date", _("Give the other date."))
            if values.get("other_starts") is None and "other_starts" not in self.errors:
                self.add_error("other_starts", _("Say at what time it begins."))
        return values

    def offer(self, *, is_published: bool) -> TalkOffer:
        """Give the session that a valid form asks for."""
        values = self.cleaned_data
        course = values["course"]
        other = values["when"] == OTHER
        return TalkOffer(
            starts_at=(
                instant_of(values["other_date"], values["other_starts"])
                if other
                else dt.datetime.fromisoformat(values["when"])
            ),
            minutes=values["minutes"],
            course=course,
            kind=values["kind"],
            title_en=values["title_en"] or course.title_en,
            title_zh_hant=values["title_zh_hant"] or course.title_zh_hant,
            language=values["language"],
            capacity=values["capacity"],
            venue=values["venue"],
            link=values["link"],
            speakers=[values["speaker"]],
            override_reason=values["override_reason"],
            is_published=is_published,
            message=values["answer"],
        )


def _key(start: dt.datetime) -> str:
    """How a date asked for is named in the form."""
    return start.astimezone(dt.UTC).isoformat()


def values_of_talk(request: TalkRequest, course: Course | None) -> dict[str, Any]:
    """Give the values with which the form for accepting begins, from the request and a course."""
    values: dict[str, Any] = {
        "when": _key(request.starts[0]),
        "minutes": request.minutes,
        "capacity": request.expected,
        "kind": SessionKind.SEMINAR,
    }
    if course:
        is_elsewhere = request.place and course.kind == SessionKind.WEBINAR
        kind = SessionKind.SEMINAR if is_elsewhere else course.kind
        values |= {"course": course.pk, "kind": kind, "language": course.language}
    is_latin = request.item.title.isascii()
    return values | {"title_en" if is_latin else "title_zh_hant": request.item.title}
