"""Filters of lists; their state is in the address."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.days import instant_of
from core.forms import check_day_can_be_meant
from core.widgets import DayInput
from notifications.emails import KINDS
from notifications.filters import MessageFilter
from people.filters import departments_in_reach
from people.models import Department, Level, Person, User
from people.roles import Permission
from publications.models import Topic
from training.models import (
    Course,
    Meeting,
    Registration,
    Session,
    SessionKind,
    SpokenLanguage,
    Venue,
)
from training.models.sessions import SessionQuerySet
from training.staff_calendar import MONTH, NO_VENUE, ONLINE, WEEK

# Of sessions that are in lists.
STATUSES = [each for each in Session.Status.choices if each[0] != Session.Status.DISCARDED]


class MonthField(forms.DateField):
    """A month, as its first day: “2026-12”."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m"], validators=[check_day_can_be_meant], **kwargs)


class MonthFilter(filters.Filter):
    field_class = MonthField


def _topics() -> list[tuple[int, Any]]:
    """All topics, by one plain statement: a model's choices are read through a cursor."""
    return [(topic.pk, topic.name) for topic in Topic.objects.all()]


def _courses() -> list[tuple[int, Any]]:
    """All courses that sessions are offered of."""
    return [(course.pk, course.title) for course in Course.objects.in_use()]


class SessionFilter(filters.FilterSet):
    """Finding a session to take, as a list or by month."""

    MONTH = "month"

    q = filters.CharFilter(label=_("Search"), method="search")
    topic = filters.ChoiceFilter(
        label=_("Topic"), choices=_topics, field_name="course__topics", empty_label=_("Any topic")
    )
    course = filters.ChoiceFilter(label=_("Course"), choices=_courses, empty_label=_("Any course"))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SessionKind, empty_label=_("Any kind"))
    mode = filters.ChoiceFilter(
        label=_("Where"),
        choices=[("venue", _("At a venue")), ("online", _("Online"))],
        empty_label=_("Any place"),
        method="held_there",
    )
    language = filters.ChoiceFilter(
        label=_("Spoken language"), choices=SpokenLanguage, empty_label=_("Any language")
    )
    starts_from = filters.DateFilter(
        label=_("From"),
        method="from_day",
        widget=DayInput,
        validators=[check_day_can_be_meant],
    )
    starts_to = filters.DateFilter(
        label=_("To"), method="to_day", widget=DayInput, validators=[check_day_can_be_meant]
    )
    seats = filters.BooleanFilter(
        label=_("With seats only"), method="with_seats", widget=forms.CheckboxInput
    )
    view = filters.ChoiceFilter(
        choices=[(MONTH, _("By month"))], widget=forms.HiddenInput, method="as_it_is"
    )
    month = MonthFilter(method="as_it_is")

    class Meta:
        model = Session
        fields = (
            "q",
            "topic",
            "kind",
            "mode",
            "language",
            "starts_from",
            "starts_to",
            "seats",
        )

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if not data.get("course"):  # The page asked for most does without its statement.
            del self.filters["course"]

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)

    def held_there(self, queryset: QuerySet[Session], name: str, value: str) -> QuerySet[Session]:
        meetings = Meeting.objects.filter(session=OuterRef("pk"))
        there = meetings.exclude(link="") if value == "online" else meetings.exclude(venue=None)
        return queryset.filter(Exists(there))

    def from_day(self, queryset: QuerySet[Session], name: str, value: dt.date) -> QuerySet[Session]:
        return queryset.filter(starts_at__gte=instant_of(value, dt.time.min))

    def to_day(self, queryset: QuerySet[Session], name: str, value: dt.date) -> QuerySet[Session]:
        return queryset.filter(starts_at__lt=instant_of(value + dt.timedelta(days=1), dt.time.min))

    def with_seats(self, queryset: SessionQuerySet, name: str, value: bool) -> SessionQuerySet:
        return queryset.with_seats() if value else queryset

    def as_it_is(self, queryset: QuerySet[Session], name: str, value: Any) -> QuerySet[Session]:
        """How the sessions are shown, not which."""
        return queryset


class HeldFilter(filters.FilterSet):
    """Finding a place among those that the people of one's departments hold."""

    q = filters.CharFilter(
        label=_("Name in English or Chinese"), method="search", widget=forms.SearchInput
    )
    department = filters.ModelChoiceFilter(
        label=_("Department"),
        queryset=departments_in_reach,
        field_name="posting_then__department",
        empty_label=_("Any department"),
    )

    class Meta:
        model = Registration
        fields = ("q", "department")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(self.request.user.departments_with(Permission.VIEW_OWN_DEPARTMENT)) == 1:
            del self.filters["department"]

    def search(self, places: QuerySet[Registration], name: str, value: str) -> Any:
        return places.filter(person__in=Person.objects.search(value).values("pk"))

    def summary(self) -> dict[str, Any]:
        """What was asked for, for the audit log: never the words of a search, which are names."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        department = chosen.get("department")
        asked = {
            "searched": bool(chosen.get("q")),
            "department": department.pk if department else None,
        }
        return {name: value for name, value in asked.items() if value}


class ScheduleFilter(filters.FilterSet):
    """Finding a session among all that staff run."""

    STANDING = "standing"

    q = filters.CharFilter(label=_("Search"), method="search")
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=[*STATUSES, (STANDING, _("Published or held"))],
        empty_label=_("Any status"),
        method="in_status",
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SessionKind, empty_label=_("Any kind"))
    when = filters.ChoiceFilter(
        label=_("When"),
        choices=[("upcoming", _("Upcoming")), ("past", _("Past"))],
        empty_label=_("Upcoming and past"),
        method="at_time",
    )
    starts_from = filters.DateFilter(
        label=_("From"),
        field_name="starts_at",
        lookup_expr="date__gte",
        widget=DayInput,
        validators=[check_day_can_be_meant],
    )
    starts_to = filters.DateFilter(
        label=_("To"),
        field_name="starts_at",
        lookup_expr="date__lte",
        widget=DayInput,
        validators=[check_day_can_be_meant],
    )
    waiting = filters.BooleanFilter(
        label=_("Full, with people waiting"),
        method="with_people_waiting",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Session
        fields = ("q", "when", "status", "kind", "starts_from", "starts_to", "waiting")

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)

    def in_status(self, queryset: SessionQuerySet, name: str, value: str) -> SessionQuerySet:
        return queryset.standing() if value == self.STANDING else queryset.filter(status=value)

    def with_people_waiting(
        self, queryset: SessionQuerySet, name: str, value: bool
    ) -> SessionQuerySet:
        return queryset.waited_for(timezone.now()) if value else queryset

    def at_time(self, queryset: QuerySet[Session], name: str, value: str) -> QuerySet[Session]:
        now = timezone.now()
        return (
            queryset.filter(ends_at__gt=now)
            if value == "upcoming"
            else queryset.filter(ends_at__lte=now)
        )


def _kinds() -> list[tuple[str, Any]]:
    """What staff call each kind of message about a registration."""
    return [(name, kind.label) for name, kind in KINDS.items() if name.startswith("training.")]


class SessionMessageFilter(MessageFilter):
    """Finding a message among those of one session."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=_kinds, empty_label=_("Any kind"))


class CalendarForm(forms.Form):
    """What of the staff's calendar is looked at."""

    view = forms.CharField(required=False, widget=forms.HiddenInput)
    venue = forms.ChoiceField(label=_("Venue"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Any status but cancelled")), *STATUSES],
    )
    date = forms.DateField(
        label=_("Go to"),
        required=False,
        widget=DayInput,
        validators=[
            MinValueValidator(dt.date(2000, 1, 1)),
            MaxValueValidator(dt.date(2100, 12, 31)),
        ],
    )

    def __init__(self, *args: Any, venues: Sequence[Venue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["venue"].choices = [
            ("", _("Any venue")),
            *((str(venue.pk), venue.name) for venue in venues),
            (ONLINE, _("Online")),
            (NO_VENUE, _("No venue yet")),
        ]

    def clean_view(self) -> str:
        return WEEK if self.cleaned_data["view"] == WEEK else MONTH


class SlotForm(forms.Form):
    """A day and a venue that a new session is proposed for, as far as the address tells them."""

    date = forms.DateField(required=False, validators=[check_day_can_be_meant])
    venue = forms.ModelChoiceField(queryset=Venue.objects.in_use(), required=False)

    def values(self) -> dict[str, Any]:
        """What the address tells, as the form of a meeting begins with it."""
        self.full_clean()
        date, venue = self.cleaned_data.get("date"), self.cleaned_data.get("venue")
        return ({"date": date} if date else {}) | ({"venue": venue.pk} if venue else {})


class ForWhomForm(forms.Form):
    """Whom a new session is proposed for, as far as the address tells it."""

    department = forms.ModelMultipleChoiceField(Department.objects.none(), required=False)
    level = forms.MultipleChoiceField(choices=Level, required=False)

    def __init__(self, data: Any, *, user: User, today: dt.date) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = Department.objects.visible_to(user).current(today)

    def values(self, course: Course | None) -> dict[str, Any]:
        """What the address tells, as the form of a session begins with it.

        A session for one department says so in its title.
        """
        self.full_clean()
        departments = list(self.cleaned_data.get("department") or [])
        levels = self.cleaned_data.get("level")
        values: dict[str, Any] = {"levels": levels} if levels else {}
        if departments:
            values["departments"] = departments
        if course and len(departments) == 1:
            values |= _titles_for(course, departments[0])
        return values


def _titles_for(course: Course, department: Department) -> dict[str, str]:
    longest = Session._meta.get_field("title_en").max_length or 0
    titles = {
        "title_en": f"{course.title_en} ({department.name_en})",
        "title_zh_hant": f"{course.title_zh_hant}（{department.name_zh_hant}）",
        "title_zh_hans": f"{course.title_zh_hans}（{department.name_zh_hans}）",
    }
    return {name: title for name, title in titles.items() if len(title) <= longest}


class BoardFilter(filters.FilterSet):
    """Finding somebody at the door, by English or Chinese name."""

    q = filters.CharFilter(label=_("Search by name, in English or Chinese"), method="search")

    class Meta:
        model = Registration
        fields = ("q",)

    def search(
        self, queryset: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return queryset.filter(person__in=Person.objects.search(value))
