"""Sessions being scheduled, with their meetings and deadlines; the reason for calling one off."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.chinese import simplify
from core.days import instant_of, is_working_day
from core.forms import Form
from core.models import GeneralHoliday
from core.versions import Difference, OpenedForm, differences, has_changed
from people.forms import AudienceForm
from people.models import Department, User
from people.roles import Permission
from training import rules
from training.actions import Deed, ExcessDecision, SessionPlan
from training.forms.deadlines import DeadlineForm, values_of_deadline
from training.forms.keys import KeyForm
from training.forms.meetings import MeetingForms, Register, span_of, values_of_meeting
from training.forms.numbers import capacity_field, check_minimum, minimum_field
from training.models import Course, DaysBefore, Session, SessionKind, SpokenLanguage
from training.models.deadlines import moment_of

# Registration closes at the end of office hours two days before, unless said otherwise.
_CLOSES = DaysBefore(2, dt.time(17, 0))
_USUAL_START = dt.time(9, 30)
_LEAD_TIME = dt.timedelta(weeks=2)


def _organisers(departments: QuerySet[Department], user: User) -> QuerySet[Department]:
    """Those whose sessions a user may run."""
    if user.has(Permission.MANAGE_ALL_SESSIONS):
        return departments
    posting = user.person.current_posting if hasattr(user, "person") else None
    return departments.filter(pk=posting.department_id) if posting else departments.none()


class SessionForm(OpenedForm, AudienceForm, KeyForm):
    """A session with its meetings and deadlines.

    Of a published one, only what nobody has relied on can change; the rest is moved, or called off.
    """

    FIXED_ONCE_PUBLISHED = ("course", "kind")

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
    language = forms.ChoiceField(label=_("Spoken language"), choices=SpokenLanguage)
    capacity = capacity_field()
    minimum = minimum_field()
    excess = forms.ChoiceField(
        label=_("Those who have places beyond that many"),
        choices=[
            (Deed.KEEP, _("Keep their places: the session is over-full until people cancel")),
            (Deed.MOVE, _("Go to the head of the waiting list, in their order, and are told")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    excess_count = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organiser = forms.ModelChoiceField(
        label=_("Run by"), queryset=Department.objects.none(), empty_label=None
    )
    # What of the session the form was opened with.

    def __init__(
        self, *args: Any, user: User, today: dt.date, session: Session | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, today=today, **kwargs)
        is_fixed = session is not None and session.status != Session.Status.DRAFT
        fields: dict[str, Any] = self.fields
        courses = Course.objects.visible_to(user)
        fields["course"].queryset = courses if is_fixed else courses.in_use()
        fields["organiser"].queryset = _organisers(fields["departments"].queryset, user)
        if is_fixed:
            for name in self.FIXED_ONCE_PUBLISHED:
                fields[name].disabled = True
        data = self.data if self.is_bound else None
        self.meetings = MeetingForms(
            data,
            prefix="meetings",
            initial=self.initial.get("meetings"),
            form_kwargs={"register": Register(user, besides=session), "is_fixed": is_fixed},
        )
        self.opens = self._deadline("opens", _("Registration opens"), _("On publication"))
        self.closes = self._deadline("closes", _("Registration closes"))
        self.cancel = self._deadline(
            "cancel", _("Cancelling without a reason"), _("Until it begins")
        )

    def _deadline(self, name: str, label: Any, none: Any = None) -> DeadlineForm:
        return DeadlineForm(
            self.data if self.is_bound else None,
            prefix=name,
            initial=self.initial.get(name),
            label=label,
            none=none,
        )

    @classmethod
    def as_typed(cls, data: QueryDict, **kwargs: Any) -> "SessionForm":
        """Give the form with what was typed, not judged yet."""
        typed = cls(data, **kwargs)
        initial = _typed_in(typed)
        initial["meetings"] = [_typed_in(form) for form in typed.meetings.forms]
        for deadline in typed.deadlines:
            initial[str(deadline.prefix)] = _typed_in(deadline)
        kwargs.pop("initial", None)
        return cls(initial=initial, **kwargs)

    @property
    def deadlines(self) -> tuple[DeadlineForm, ...]:
        return (self.opens, self.closes, self.cancel)

    @property
    def parts(self) -> list[forms.Form]:
        return [self, *self.meetings.forms, *self.deadlines]

    @property
    def faulty_parts(self) -> list[forms.Form]:
        return [part for part in self.parts if part.errors]

    @property
    def starts_at(self) -> dt.datetime | None:
        """When its first meeting starts, as far as it can be read."""
        starts = [span_of(form.asked)[0] for form in self.meetings.forms]
        return min((start for start in starts if start), default=None)

    def is_valid(self) -> bool:
        whole = super().is_valid()
        return whole and self.meetings.is_valid() and not self.faulty_parts

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_minimum(self, values)
        self.meetings.is_valid()
        for sentence in self.meetings.non_form_errors():
            self.add_error(None, sentence)
        self._check_starts()
        self._check_deadlines()
        if self.asks_for_what_is_fixed:
            self.add_error(
                None,
                _(
                    "It is published, so its course, kind, dates, times, venues and links stand, "
                    "because people rely on them. What you typed there is listed, and not saved: "
                    "move the session to change it."
                ),
            )
        return values

    @property
    def asks_for_what_is_fixed(self) -> bool:
        """Whether something else was sent for a field that can't be changed any more."""
        return any(
            field.disabled and has_changed(form, name)
            for form in (self, *self.meetings.forms)
            for name, field in form.fields.items()
        )

    def _check_starts(self) -> None:
        seen = set()
        for form in self.meetings.forms:
            start = span_of(form.asked)[0]
            if start in seen:
                form.add_error("starts", _("Another meeting of this session starts then."))
            if start:
                seen.add(start)

    def _check_deadlines(self) -> None:
        starts_at = self.starts_at
        readable = all(deadline.is_valid() for deadline in self.deadlines)
        if starts_at is None or not readable:
            return
        opens, closes, cancel = (moment_of(each.deadline, starts_at) for each in self.deadlines)
        if closes and closes > starts_at:
            self.closes.object(_("Close registration before the session begins."))
        if closes and opens and opens >= closes:
            self.opens.object(_("Open registration before it closes."))
        if cancel and cancel > starts_at:
            self.cancel.object(_("Choose a moment before the session begins."))

    def differences(self) -> list[Difference]:
        """Give in what the form differs from the session that it is for."""
        found = [each for each in differences(self) if not self._is_made_for_us(each)]
        for number, form in enumerate(self.meetings.forms, start=1):
            found += differences(form, of=_("Meeting %(number)d") % {"number": number})
        saved, count = self.initial.get("meetings", []), len(self.meetings.forms)
        for number, removed in enumerate(saved[count:], start=count + 1):
            starts_at = span_of(removed)[0]
            assert starts_at is not None  # noqa: S101 (what is saved has a start)
            label = gettext("Meeting %(number)d") % {"number": number}
            found.append(Difference(label, gettext("none"), rules.moment(starts_at)))
        for deadline in self.deadlines:
            found += differences(deadline)
        return found

    def _is_made_for_us(self, difference: Difference) -> bool:
        """Whether it is a Simplified title that was left empty to be made from the Traditional."""
        return (
            difference.label == self["title_zh_hans"].label
            and not self.data.get("title_zh_hans")
            and simplify(self.data.get("title_zh_hant", "")) == self.initial.get("title_zh_hans")
        )

    def excess_decision(self) -> ExcessDecision | None:
        """Give what is to become of those beyond the capacity, if that was answered."""
        deed, count = self.cleaned_data["excess"], self.cleaned_data["excess_count"]
        return ExcessDecision(Deed(deed), count) if deed and count else None

    def plan(self) -> SessionPlan:
        """Give the session that a valid form asks for."""
        values = self.cleaned_data
        closes = self.closes.deadline
        assert closes is not None  # noqa: S101 (a valid form has one)
        return SessionPlan(
            course=values["course"],
            kind=values["kind"],
            title_en=values["title_en"],
            title_zh_hant=values["title_zh_hant"],
            title_zh_hans=values["title_zh_hans"],
            language=values["language"],
            organiser=values["organiser"],
            capacity=values["capacity"],
            minimum=values["minimum"],
            opens_at=self.opens.deadline,
            closes_at=closes,
            cancel_by=self.cancel.deadline,
            levels=values["levels"],
            departments=values["departments"],
            roles=values["roles"],
            employment_kinds=values["employment_kinds"],
            meetings=[form.plan() for form in self.meetings.forms],
        )


def _typed_in(form: forms.BaseForm) -> dict[str, Any]:
    return {
        name: form.initial.get(name)
        if field.disabled
        else field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def values_of_course(
    course: Course, *, user: User, today: dt.date, date: dt.date | None = None
) -> dict[str, Any]:
    """Give the values with which the form for a new session of a course begins.

    It is proposed for the day given, or for a working day in two weeks.
    """
    holidays = GeneralHoliday.objects.days()
    date = date or working_day_from(today + _LEAD_TIME)
    starts_at = instant_of(date, _USUAL_START)
    posting = user.person.current_posting if hasattr(user, "person") else None
    return {
        "course": course,
        "kind": course.kind,
        "title_en": course.title_en,
        "title_zh_hant": course.title_zh_hant,
        "title_zh_hans": course.title_zh_hans,
        "language": course.language,
        "capacity": course.capacity,
        "minimum": course.minimum,
        "organiser": posting.department if posting else None,
        "closes": values_of_deadline(_usual_closing(date, holidays)),
        "levels": course.levels,
        "meetings": [
            {
                "date": date,
                "starts": _USUAL_START,
                "ends": localtime(starts_at + dt.timedelta(minutes=course.minutes)).time(),
            }
        ],
    }


def _usual_closing(day: dt.date, holidays: Collection[dt.date]) -> DaysBefore:
    """Give when registration closes for a session on a day: never on a day off."""
    days = _CLOSES.days
    while not is_working_day(day - dt.timedelta(days=days), holidays):
        days += 1
    return DaysBefore(days, _CLOSES.at)


def working_day_from(day: dt.date) -> dt.date:
    """Give this day or the first working day after it."""
    holidays = GeneralHoliday.objects.days()
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    return day


def values_of_session(session: Session) -> dict[str, Any]:
    """Give the values with which the form for changing a session begins."""
    audience = session.audience
    meetings = session.meetings.prefetch_related("engagements")
    return {
        "version": session.version,
        "course": session.course,
        "kind": session.kind,
        "title_en": session.title_en,
        "title_zh_hant": session.title_zh_hant,
        "title_zh_hans": session.title_zh_hans,
        "language": session.language,
        "capacity": session.capacity,
        "minimum": session.minimum,
        "organiser": session.organiser,
        "opens": values_of_deadline(session.opens),
        "closes": values_of_deadline(session.closes),
        "cancel": values_of_deadline(session.cancellable_until),
        "levels": audience.levels,
        "employment_kinds": audience.employment_kinds,
        "roles": audience.roles,
        "departments": list(audience.departments.all()),
        "meetings": [
            {
                **values_of_meeting(meeting),
                "speakers": [part.speaker_id for part in meeting.engagements.all()],
                "override_reason": next(
                    (part.override_reason for part in meeting.engagements.all()), ""
                ),
            }
            for meeting in meetings
        ],
    }


class ReasonForm(Form):
    """Why a session is called off; everyone in it reads this."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone registered or waiting reads it in the message."),
    )
