"""Figures of training: sessions, attendances, persons trained, coverage, thematic sessions."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet
from django.db.models.functions import TruncDate, TruncMonth
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dated import in_force
from core.days import HONG_KONG
from ethics_officers.figures.kinds import (
    Behind,
    ByDepartment,
    ByMonth,
    Figure,
    Group,
    Span,
    Unit,
    Value,
    percent,
)
from people.models import Level, Posting
from training.models import Attendance, Registration, Session


def attended(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give the attendances of departments' people, with `day`, `department` and `level` then."""
    posting = "registration__person__postings"
    day = TruncDate("meeting__starts_at", tzinfo=HONG_KONG)
    return (
        Attendance.objects.filter(
            status__in=[Attendance.Status.PRESENT, Attendance.Status.PARTLY],
            registration__status=Registration.Status.CONFIRMED,
            meeting__starts_at__gte=span.starts_at,
            meeting__starts_at__lt=span.ends_at,
        )
        .exclude(meeting__session__status=Session.Status.CANCELLED)
        .annotate(day=day)
        # One filter, so that all of it is said of the same posting.
        .filter(in_force(F("day"), f"{posting}__"), **{f"{posting}__department__in": departments})
        .annotate(department=F(f"{posting}__department"), level=F(f"{posting}__level"))
        .order_by("day", "pk")
    )


def _counted(
    rows: Callable[[Collection[int], Span], QuerySet[Any]],
    of: Any,
    departments: Collection[int],
    span: Span,
) -> ByDepartment:
    found = rows(departments, span).order_by().values("department").annotate(number=of)
    return {row["department"]: row["number"] for row in found}


def _together(
    rows: Callable[[Collection[int], Span], QuerySet[Any]],
    of: Any,
    departments: Collection[int],
    span: Span,
) -> Value:
    number: Value = rows(departments, span).order_by().aggregate(number=of)["number"]
    return number


def _monthly(
    rows: Callable[[Collection[int], Span], QuerySet[Any]],
    of: Any,
    departments: Collection[int],
    span: Span,
) -> ByMonth:
    found = rows(departments, span).order_by().annotate(month=TruncMonth("day")).values("month")
    return {row["month"]: (row["number"], row["number"]) for row in found.annotate(number=of)}


def _at_level(level: str, departments: Collection[int], span: Span) -> QuerySet[Any]:
    return attended(departments, span).filter(level=level)


def strength(departments: Collection[int], span: Span) -> dict[int, int]:
    """Give how many people serve in each department on the last day."""
    serving = Posting.objects.current(span.last_day).filter(department__in=departments)
    counted = serving.order_by().values("department").annotate(number=Count("pk"))
    return {row["department"]: row["number"] for row in counted}


def covered(departments: Collection[int], span: Span) -> QuerySet[Posting]:
    """Give the postings, on the last day, of those who completed a course, wherever they were."""
    completed = Registration.objects.completed(span.starts_on, span.ends_on)
    return Posting.objects.current(span.last_day).filter(
        Exists(completed.filter(person=OuterRef("person"))), department__in=departments
    )


def coverage_rate(persons: int, strength: int) -> float | None:
    """Give, in percent, how many completed a course of how many serve; none where nobody does."""
    return percent(persons, strength)


def _covered(departments: Collection[int], span: Span) -> dict[int, int]:
    counted = covered(departments, span).order_by().values_list("department")
    return dict(counted.annotate(number=Count("pk")))


def _coverage(departments: Collection[int], span: Span) -> ByDepartment:
    persons = _covered(departments, span)
    return {
        department: coverage_rate(persons.get(department, 0), serving)
        for department, serving in strength(departments, span).items()
    }


def _coverage_together(departments: Collection[int], span: Span) -> Value:
    # Who serves on the last day serves in one department: the parts add up.
    persons = sum(_covered(departments, span).values())
    return coverage_rate(persons, sum(strength(departments, span).values()))


def _as_covered(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return (
        Registration.objects.completed(span.starts_on, span.ends_on)
        .filter(person__in=covered(departments, span).values("person"))
        .order_by()
        .values("person", person_en=F("person__name_en"), person_zh=F("person__name_zh"))
        .annotate(completed=Count("pk"), day=Max("completed_on"))
        .order_by("person_en", "person")
    )


def at_thematic_sessions(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """The attendances at thematic sessions of whoever was designated in a department that day."""
    designation = "registration__person__designations"
    day = TruncDate("meeting__starts_at", tzinfo=HONG_KONG)
    return (
        Attendance.objects.filter(
            status__in=[Attendance.Status.PRESENT, Attendance.Status.PARTLY],
            registration__status=Registration.Status.CONFIRMED,
            meeting__session__thematic__isnull=False,
            meeting__starts_at__gte=span.starts_at,
            meeting__starts_at__lt=span.ends_at,
        )
        .exclude(meeting__session__status=Session.Status.CANCELLED)
        .annotate(day=day)
        .filter(
            in_force(F("day"), f"{designation}__"),
            **{f"{designation}__department__in": departments},
        )
        .annotate(department=F(f"{designation}__department"))
        .order_by("day", "pk")
    )


Rows = Callable[[Collection[int], Span], QuerySet[Any]]


def _as_attendances(rows: Rows, departments: Collection[int], span: Span) -> QuerySet[Any]:
    return rows(departments, span).values(
        "pk",
        "day",
        "level",
        person_en=F("registration__person__name_en"),
        person_zh=F("registration__person__name_zh"),
        title_en=F("meeting__session__title_en"),
        title_zh=F("meeting__session__title_zh_hant"),
    )


def _as_sessions(rows: Rows, departments: Collection[int], span: Span) -> QuerySet[Any]:
    return (
        rows(departments, span)
        .order_by()
        .values(
            session=F("meeting__session"),
            title_en=F("meeting__session__title_en"),
            title_zh=F("meeting__session__title_zh_hant"),
        )
        .annotate(day=Min("day"), attendances=_ATTENDANCES, persons=_PERSONS)
        .order_by("day", "session")
    )


def _as_persons(rows: Rows, departments: Collection[int], span: Span) -> QuerySet[Any]:
    return (
        rows(departments, span)
        .order_by()
        .values(
            person=F("registration__person"),
            person_en=F("registration__person__name_en"),
            person_zh=F("registration__person__name_zh"),
        )
        .annotate(attendances=_ATTENDANCES, day=Max("day"))
        .order_by("person_en", "person")
    )


_ATTENDANCES = Count("pk")
_PERSONS = Count("registration__person", distinct=True)
_SESSIONS = Count("meeting__session", distinct=True)


def _of_training(
    key: str,
    label: Any,
    definition: Any,
    *,
    of: Any,
    behind: Behind,
    rows: Rows = attended,
    group: Group = Group.TRAINING,
) -> Figure:
    shown = {
        Behind.ATTENDANCES: _as_attendances,
        Behind.SESSIONS: _as_sessions,
        Behind.PERSONS: _as_persons,
    }[behind]
    return Figure(
        key,
        label,
        definition,
        partial(_counted, rows, of),
        partial(shown, rows),
        behind,
        whole=partial(_together, rows, of),
        monthly=partial(_monthly, rows, of),
        group=group,
        persons=None if behind == Behind.SESSIONS else partial(_counted, rows, of),
    )


TRAINING = (
    _of_training(
        "sessions",
        _("Sessions attended by the department's people"),
        _(
            "Sessions with a meeting in the period that somebody of the department was at, for "
            "all of it or a part. A session counts once, however many came."
        ),
        of=_SESSIONS,
        behind=Behind.SESSIONS,
    ),
    _of_training(
        "attendances",
        pgettext_lazy("figure", "Attendances"),
        _(
            "How often people of the department were at a meeting of a session, for all of it or "
            "a part. Who was at three meetings makes three attendances."
        ),
        of=_ATTENDANCES,
        behind=Behind.ATTENDANCES,
    ),
    _of_training(
        "persons_trained",
        _("Persons trained"),
        _(
            "People who were at one meeting of a session or more while they served in the "
            "department. Each person counts once."
        ),
        of=_PERSONS,
        behind=Behind.PERSONS,
    ),
    *(
        _of_training(
            f"persons_trained_{level}",
            label,
            _(
                "Persons trained who were at this level on the day of a meeting they attended. "
                "Who rose to another level in the period counts at both."
            ),
            of=_PERSONS,
            behind=Behind.PERSONS,
            rows=partial(_at_level, level),
        )
        for level, label in (
            (Level.RECRUIT, _("Recruits trained")),
            (Level.JUNIOR, _("Junior and front-line officers trained")),
            (Level.MIDDLE, _("Middle managers trained")),
            (Level.SENIOR, _("Senior officers trained")),
        )
    ),
    Figure(
        "coverage",
        _("Coverage rate"),
        _(
            "Of the people who serve in the department on the last day of the period, the share "
            "who completed a course in it, wherever they served then. Each person counts once. "
            "The list holds those who completed one."
        ),
        _coverage,
        _as_covered,
        Behind.COMPLETIONS,
        Unit.PERCENT,
        None,
        _coverage_together,
        persons=_covered,
        out_of=strength,
    ),
    _of_training(
        "thematic_sessions",
        _("Thematic sessions attended by the officers"),
        _(
            "Sessions for Ethics Officers alone that the Ethics Officer or an Assistant of the "
            "department was at. A session counts once, however many of them came."
        ),
        of=_SESSIONS,
        behind=Behind.SESSIONS,
        rows=at_thematic_sessions,
        group=Group.OFFICERS,
    ),
)
