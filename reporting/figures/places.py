"""Figures of the places people took in the sessions held, and of who came.

Each counts for the department in which the person served on the day the session counts on: the
Hong Kong day on which its last meeting began.
"""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import DurationField
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from core.dated import in_force
from core.days import HONG_KONG
from ethics_officers.figures import ByDepartment, ByMonth, Figure, Group, Span, Unit, Value, percent
from reporting.figures.behind import Rows
from reporting.figures.counting import Median, by, by_month, in_days, percents
from reporting.figures.sessions import last_meetings
from training.models import Attendance, Registration, Session

_MARKS = Attendance.objects.filter(registration=OuterRef("pk"))
_THERE = Q(status__in=[Attendance.Status.PRESENT, Attendance.Status.PARTLY])
_CAME = Exists(_MARKS.filter(_THERE))
_ABSENT = Exists(_MARKS.filter(status=Attendance.Status.ABSENT))
_NUMBER = Count("pk")


def _places(status: str, departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give registrations for sessions held, with `day`, `department` and `level` on that day."""
    posting = "person__postings"
    return (
        Registration.objects.filter(
            status=status,
            session__status=Session.Status.HELD,
            session__meetings__in=last_meetings(span),
        )
        .annotate(day=TruncDate("session__meetings__starts_at", tzinfo=HONG_KONG))
        # One filter, so that all of it is said of the same posting.
        .filter(in_force(F("day"), f"{posting}__"), **{f"{posting}__department__in": departments})
        .annotate(department=F(f"{posting}__department"), level=F(f"{posting}__level"))
        .order_by("day", "pk")
    )


def _confirmed(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _places(Registration.Status.CONFIRMED, departments, span)


def _waiting(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _places(Registration.Status.WAITING, departments, span)


def _attended(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _confirmed(departments, span).filter(_CAME)


def _absent(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return _confirmed(departments, span).filter(~_CAME, _ABSENT)


def _number(rows: Any, departments: Collection[int], span: Span) -> ByDepartment:
    found = by(rows(departments, span), "department", number=_NUMBER)
    return {pk: row["number"] for pk, row in found.items()}


def _together(rows: Any, departments: Collection[int], span: Span) -> Value:
    return rows(departments, span).order_by().count()


def _monthly(rows: Any, departments: Collection[int], span: Span) -> ByMonth:
    found = by_month(rows(departments, span), _NUMBER)
    return {month: (number, number) for month, number in found.items()}


def _as_places(rows: Any, departments: Collection[int], span: Span) -> QuerySet[Any]:
    there = Q(attendances__status__in=[Attendance.Status.PRESENT, Attendance.Status.PARTLY])
    return (
        rows(departments, span)
        .values(
            "pk",
            "day",
            "level",
            registered_on=TruncDate("registered_at", tzinfo=HONG_KONG),
            person_en=F("person__name_en"),
            person_zh=F("person__name_zh"),
            title_en=F("session__title_en"),
            title_zh=F("session__title_zh_hant"),
        )
        .annotate(
            attended=Count("attendances", filter=there),
            absent=Count("attendances", filter=Q(attendances__status=Attendance.Status.ABSENT)),
        )
    )


# No-shows ----------------------------------------------------------------------------------------


def _no_shows(departments: Collection[int], span: Span) -> ByDepartment:
    return percents(
        _number(_absent, departments, span), _number(_confirmed, departments, span), departments
    )


def _no_shows_together(departments: Collection[int], span: Span) -> Value:
    return percent(_together(_absent, departments, span), _together(_confirmed, departments, span))


def _no_shows_monthly(departments: Collection[int], span: Span) -> ByMonth:
    absent = by_month(_absent(departments, span), _NUMBER)
    confirmed = by_month(_confirmed(departments, span), _NUMBER)
    return {
        month: (percent(absent.get(month), number), absent.get(month, 0))
        for month, number in confirmed.items()
    }


# Lead time ---------------------------------------------------------------------------------------


def _registered_before(departments: Collection[int], span: Span) -> QuerySet[Any]:
    start = TruncDate("session__starts_at", tzinfo=HONG_KONG)
    registered = TruncDate("registered_at", tzinfo=HONG_KONG)
    lead = ExpressionWrapper(start - registered, output_field=DurationField())
    return _confirmed(departments, span).filter(walk_in=False).annotate(lead=lead)


def _lead(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(_registered_before(departments, span), "department", number=Median("lead"))
    return {pk: in_days(row["number"]) for pk, row in found.items()}


def _lead_together(departments: Collection[int], span: Span) -> Value:
    found = _registered_before(departments, span).order_by().aggregate(number=Median("lead"))
    return in_days(found["number"])


def _of_places(key: str, label: Any, definition: Any, rows: Any) -> Figure:
    return Figure(
        key,
        label,
        definition,
        partial(_number, rows),
        partial(_as_places, rows),
        Rows.PLACES,
        whole=partial(_together, rows),
        monthly=partial(_monthly, rows),
        group=Group.PLACES,
        persons=partial(_number, rows),
    )


PLACES = (
    _of_places(
        "places_confirmed",
        _("Places taken"),
        _(
            "Registrations for sessions held that had a place, those let in at the door included. "
            "They count for the department in which the person served on the day the last meeting "
            "began."
        ),
        _confirmed,
    ),
    _of_places(
        "places_waited_for",
        _("Still waiting"),
        _(
            "Registrations for sessions held that were still in the waiting list. They count for "
            "the department in which the person served on the day the last meeting began."
        ),
        _waiting,
    ),
    _of_places(
        "places_attended",
        _("Attended"),
        _(
            "Of the places taken, those of people who were at one meeting of the session or more, "
            "for all of it or a part."
        ),
        _attended,
    ),
    _of_places(
        "places_absent",
        _("Absent"),
        _(
            "Of the places taken, those of people who were at no meeting of the session and were "
            "absent without reason from one or more."
        ),
        _absent,
    ),
    Figure(
        "no_shows",
        _("No-shows"),
        _(
            "Of the places taken, the share of those who were absent: at no meeting of the "
            "session, and without reason at one or more."
        ),
        _no_shows,
        partial(_as_places, _absent),
        Rows.PLACES,
        Unit.PERCENT,
        None,
        _no_shows_together,
        group=Group.PLACES,
        persons=partial(_number, _absent),
        out_of=partial(_number, _confirmed),
        monthly=_no_shows_monthly,
    ),
    Figure(
        "lead_of_registration",
        _("Lead time of registrations"),
        _(
            "Median of the days from registering to the first meeting of the session, of the "
            "places taken. Who was let in at the door does not count."
        ),
        _lead,
        partial(_as_places, _registered_before),
        Rows.PLACES,
        Unit.DAYS,
        None,
        _lead_together,
        group=Group.PLACES,
        persons=partial(_number, _registered_before),
    ),
)
