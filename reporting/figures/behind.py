"""Kinds of rows behind the figures of reports: what each row tells, for the page and the file."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ethics_officers.figures import PERSON_BEHIND
from people.models import Level
from training.models import Attendance


class Kind(StrEnum):
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"


@dataclass(frozen=True)
class Told:
    """One thing that each row tells: its name, where it is read from, and its kind.

    A text kept in two languages is read from `source` in English and from `chinese` in Chinese;
    one of a few `choices` is shown by its label.
    """

    label: Any
    source: str
    kind: Kind = Kind.TEXT
    chinese: str = ""
    choices: Any = ()


class Rows(StrEnum):
    """What the rows behind a figure are, beside those that annual returns have."""

    HELD = "held"
    MEETINGS = "meetings"
    CANCELLED = "cancelled"
    COSTS = "costs"
    LED_UP_TO = "led_up_to"
    PLACES = "places"
    POSTS = "posts"
    OFFICERS = "officers"
    DUTIES = "duties"
    RECRUITS = "recruits"
    COPIES = "copies"
    COPIES_OF_DEPARTMENT = "copies_of_department"


# Of which person a row is, where rows are of people. Officers stand for their posts, and are known.
OF_PERSON: dict[str, str] = {**PERSON_BEHIND, Rows.PLACES: "person", Rows.RECRUITS: "person"}

_DAY = Told(_("Date"), "day", Kind.DAY)
_DEPARTMENT = Told(_("Department"), "department_en", chinese="department_zh")
_SESSION = Told(_("Session"), "title_en", chinese="title_zh")
_PERSON = Told(_("Person"), "person_en", chinese="person_zh")

TOLD: dict[StrEnum, tuple[Told, ...]] = {
    Rows.HELD: (
        _DAY,
        _SESSION,
        _DEPARTMENT,
        Told(_("Places"), "capacity", Kind.NUMBER),
        Told(_("Places taken"), "places_taken", Kind.NUMBER),
    ),
    Rows.MEETINGS: (_DAY, _SESSION, _DEPARTMENT, Told(_("Hours"), "hours", Kind.DECIMAL)),
    Rows.CANCELLED: (
        _DAY,
        _SESSION,
        _DEPARTMENT,
        Told(_("Reason"), "cancellation_reason"),
    ),
    Rows.COSTS: (
        _DAY,
        _SESSION,
        _DEPARTMENT,
        Told(_("Cost in HK$"), "cost", Kind.MONEY),
        Told(_("Attendances"), "attendances", Kind.NUMBER),
    ),
    Rows.LED_UP_TO: (
        _DAY,
        _SESSION,
        _DEPARTMENT,
        Told(_("Open from"), "opened_on", Kind.DAY),
        Told(pgettext_lazy("how many", "Days"), "days", Kind.NUMBER),
    ),
    Rows.PLACES: (
        _DAY,
        _PERSON,
        Told(_("Level"), "level", choices=Level.choices),
        _SESSION,
        Told(pgettext_lazy("of a place", "Registered"), "registered_on", Kind.DAY),
        Told(pgettext_lazy("meetings", "Attended"), "attended", Kind.NUMBER),
        Told(pgettext_lazy("meetings", "Absent"), "absent", Kind.NUMBER),
    ),
    Rows.POSTS: (_DEPARTMENT, _PERSON, Told(_("Since"), "since", Kind.DAY)),
    Rows.OFFICERS: (
        _DAY,
        _DEPARTMENT,
        _PERSON,
        _SESSION,
        Told(_("Attendance"), "status", choices=Attendance.Status.choices),
    ),
    Rows.DUTIES: (
        _DEPARTMENT,
        Told(pgettext_lazy("of what is due", "Due"), "due_on", Kind.DAY),
        Told(pgettext_lazy("of what is due", "Received"), "received_on", Kind.DAY),
        Told(_("Days late"), "days_late", Kind.NUMBER),
    ),
    Rows.RECRUITS: (
        _DEPARTMENT,
        _PERSON,
        Told(_("Due by"), "due_on", Kind.DAY),
        Told(_("Completed on"), "done_on", Kind.DAY),
        Told(_("Courses"), "courses", Kind.NUMBER),
        Told(_("Courses still to complete"), "still_open", Kind.NUMBER),
    ),
    Rows.COPIES: (
        _DEPARTMENT,
        Told(_("Publication"), "title_en", chinese="title_zh"),
        Told(pgettext_lazy("copies", "Asked for"), "copies", Kind.NUMBER),
        Told(pgettext_lazy("copies", "Asked on"), "asked_on", Kind.DAY),
        Told(pgettext_lazy("of copies", "Sent"), "sent", Kind.NUMBER),
        Told(_("Sent on"), "sent_on", Kind.DAY),
    ),
    Rows.COPIES_OF_DEPARTMENT: (
        _DEPARTMENT,
        Told(pgettext_lazy("of copies", "Sent"), "sent", Kind.NUMBER),
        Told(_("Last sent on"), "sent_on", Kind.DAY),
    ),
}
