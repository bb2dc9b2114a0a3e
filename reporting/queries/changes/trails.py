"""Which changes of which tables bear on the rows behind a figure, and how each is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.days import day_text
from core.lists import detailed
from ethics_officers.models import (
    Activity,
    ActivityReach,
    AnnualReturn,
    Designation,
    PlanItem,
    StrategyVersion,
    WorkPlan,
)
from people.models import Department, Level, Person, Posting
from publications.models import CopyOrder
from training.models import Attendance, Meeting, Registration, Session


@dataclass
class Found:
    """The things that changes name, read once for all of them."""

    registrations: dict[int, Registration] = field(default_factory=dict)
    sessions: dict[int, Session] = field(default_factory=dict)
    persons: dict[int, Person] = field(default_factory=dict)
    departments: dict[int, Department] = field(default_factory=dict)


@dataclass(frozen=True)
class Trail:
    """A table whose changes bear on a figure.

    `key` and `column` say how a row of its history leads to the rows of the figure; `told` are the
    fields that matter, each with its label and how its value is written; `thing` says what it is
    that changed; `by` names a field with who did it, for changes made outside a page.
    """

    model: Any
    key: str
    column: str
    told: dict[str, tuple[Any, Callable[[Any, Found], str]]]
    thing: Callable[[Any, Found], str]
    record: Any
    by: tuple[str, ...] = ()

    @property
    def history(self) -> Any:
        return self.model.pgh_event_models["update"]


def _quoted(title: Any) -> str:
    return pgettext("a title in a sentence", "“%(title)s”") % {"title": title}


def _label(choices: Any) -> Callable[[Any, Found], str]:
    def written(value: Any, found: Found) -> str:
        return str(choices(value).label) if value in choices.values else str(value)

    return written


def _day(value: Any, found: Found) -> str:
    return day_text(value) if value else "–"


def _moment(value: Any, found: Found) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT") if value else "–"


def _plain(value: Any, found: Found) -> str:
    return "–" if value in (None, "") else str(value)


def _department(value: Any, found: Found) -> str:
    return str(found.departments.get(value, "–"))


def _of_registration(registration_id: int, found: Found) -> str:
    registration = found.registrations.get(registration_id)
    if registration is None:
        return _("somebody’s registration")
    return detailed(registration.person.name, _quoted(registration.session.title))


def _of_mark(row: Any, found: Found) -> str:
    return _of_registration(row.registration_id, found)


def _own_registration(row: Any, found: Found) -> str:
    return _of_registration(row.pgh_obj_id, found)


def _session(session_id: int, found: Found) -> str:
    session = found.sessions.get(session_id)
    return _quoted(session.title) if session else _("a session")


def _person(row: Any, found: Found) -> str:
    person = found.persons.get(row.person_id)
    return person.name if person else _("somebody")


def _titled(row: Any, found: Found) -> str:
    return _quoted(row.title)


def _of_department(row: Any, found: Found) -> str:
    return _department(row.department_id, found)


_STATE = pgettext_lazy("of what changed", "state")

MARKS = Trail(
    Attendance,
    "registration",
    "registration_id",
    {"status": (pgettext_lazy("of what changed", "attendance"), _label(Attendance.Status))},
    _of_mark,
    pgettext_lazy("record that came or went", "mark of attendance"),
    ("marked_by_id",),
)
REGISTRATIONS = Trail(
    Registration,
    "registration",
    "pgh_obj_id",
    {"status": (pgettext_lazy("of what changed", "registration"), _label(Registration.Status))},
    _own_registration,
    pgettext_lazy("record that came or went", "registration"),
    ("cancelled_by_id", "registered_by_id"),
)
SESSIONS = Trail(
    Session,
    "session",
    "pgh_obj_id",
    {
        "status": (_STATE, _label(Session.Status)),
        "capacity": (gettext_lazy("places"), _plain),
        "organiser_id": (gettext_lazy("organiser"), _department),
    },
    lambda row, found: _session(row.pgh_obj_id, found),
    pgettext_lazy("record that came or went", "session"),
)
MEETINGS = Trail(
    Meeting,
    "session",
    "session_id",
    {
        "starts_at": (pgettext_lazy("of what changed", "beginning of a meeting"), _moment),
        "ends_at": (pgettext_lazy("of what changed", "end of a meeting"), _moment),
    },
    lambda row, found: _session(row.session_id, found),
    pgettext_lazy("record that came or went", "meeting"),
)
POSTINGS = Trail(
    Posting,
    "person",
    "person_id",
    {
        "department_id": (
            pgettext_lazy("of what changed", "department of the posting"),
            _department,
        ),
        "level": (pgettext_lazy("of what changed", "level of the posting"), _label(Level)),
        "starts_on": (pgettext_lazy("of what changed", "first day of the posting"), _day),
        "ends_on": (pgettext_lazy("of what changed", "end of the posting"), _day),
    },
    _person,
    pgettext_lazy("record that came or went", "posting"),
)
ACTIVITIES = Trail(
    Activity,
    "activity",
    "pgh_obj_id",
    {
        "withdrawn_at": (pgettext_lazy("of what changed", "withdrawn from the log"), _moment),
        "happened_on": (gettext_lazy("date"), _day),
        "department_id": (gettext_lazy("department"), _department),
    },
    _titled,
    pgettext_lazy("record that came or went", "entry of the activity log"),
    ("withdrawn_by_id", "logged_by_id"),
)
REACH = Trail(
    ActivityReach,
    "activity",
    "activity_id",
    {
        "attendances": (gettext_lazy("attendances"), _plain),
        "persons": (gettext_lazy("persons"), _plain),
    },
    lambda row, found: _("%(level)s at an activity") % {"level": Level(row.level).label},
    pgettext_lazy("record that came or went", "number of those reached"),
)
PLAN_ITEMS = Trail(
    PlanItem,
    "plan_item",
    "pgh_obj_id",
    {"status": (_STATE, _label(PlanItem.Status))},
    _titled,
    pgettext_lazy("record that came or went", "plan item"),
)
PLANS = Trail(
    WorkPlan,
    "plan",
    "pgh_obj_id",
    {"status": (pgettext_lazy("of what changed", "work plan"), _label(WorkPlan.Status))},
    _of_department,
    pgettext_lazy("record that came or went", "work plan"),
    ("submitted_by_id",),
)
PLANS_OF_DEPARTMENT = Trail(
    WorkPlan, "department", "department_id", PLANS.told, _of_department, PLANS.record, PLANS.by
)
STRATEGIES = Trail(
    StrategyVersion,
    "strategy",
    "strategy_id",
    {
        "status": (
            pgettext_lazy("of what changed", "version of the strategy"),
            _label(StrategyVersion.Status),
        )
    },
    lambda row, found: _("Version %(number)s") % {"number": row.number},
    pgettext_lazy("record that came or went", "version of the strategy"),
    ("submitted_by_id", "written_by_id"),
)
RETURNS = Trail(
    AnnualReturn,
    "department",
    "department_id",
    {
        "status": (
            pgettext_lazy("of what changed", "annual return"),
            _label(AnnualReturn.Status),
        ),
        "due_on": (pgettext_lazy("of what changed", "day the annual return is due"), _day),
    },
    _of_department,
    pgettext_lazy("record that came or went", "annual return"),
)
DESIGNATIONS = Trail(
    Designation,
    "department",
    "department_id",
    {
        "starts_on": (pgettext_lazy("of what changed", "first day of the designation"), _day),
        "ends_on": (pgettext_lazy("of what changed", "end of the designation"), _day),
    },
    lambda row, found: detailed(_of_department(row, found), _person(row, found)),
    pgettext_lazy("record that came or went", "designation"),
)
DEPARTMENTS = Trail(
    Department,
    "department",
    "pgh_obj_id",
    {
        "starts_on": (pgettext_lazy("of what changed", "first day of the department"), _day),
        "ends_on": (pgettext_lazy("of what changed", "end of the department"), _day),
        "successor_id": (gettext_lazy("successor"), _department),
    },
    lambda row, found: _department(row.pgh_obj_id, found),
    pgettext_lazy("record that came or went", "department"),
)
POSTINGS_OF_DEPARTMENT = Trail(
    Posting, "department", "department_id", POSTINGS.told, _person, POSTINGS.record
)
ORDERS = Trail(
    CopyOrder,
    "order",
    "pgh_obj_id",
    {
        "status": (_STATE, _label(CopyOrder.Status)),
        "copies": (gettext_lazy("copies asked for"), _plain),
        "allotted": (gettext_lazy("copies allotted"), _plain),
    },
    _of_department,
    pgettext_lazy("record that came or went", "order of copies"),
)

_TRAINING = (MARKS, REGISTRATIONS, SESSIONS, MEETINGS, POSTINGS)
_HELD = (SESSIONS, MEETINGS)
_POSTS = (DESIGNATIONS, DEPARTMENTS)

# What bears on a figure, by the kind of rows behind it.
BEARING: dict[str, tuple[Trail, ...]] = {
    "attendances": _TRAINING,
    "officers": (MARKS, REGISTRATIONS, SESSIONS, MEETINGS),
    "sessions": _TRAINING,
    "persons": _TRAINING,
    "completions": _TRAINING,
    "places": _TRAINING,
    "held": _HELD,
    "cancelled": _HELD,
    "led_up_to": _HELD,
    "meetings": _HELD,
    "activities": (ACTIVITIES, REACH),
    "plan_items": (PLAN_ITEMS, PLANS),
    "vacancies": _POSTS,
    "posts": _POSTS,
    "duties": (RETURNS, STRATEGIES, PLANS_OF_DEPARTMENT, DEPARTMENTS),
    "copies": (ORDERS,),
}
