"""Figures of the posts of Ethics Officers, and of their own training."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from ethics_officers.figures import ByDepartment, Figure, Group, Of, Span, Value
from ethics_officers.figures.training import at_thematic_sessions
from ethics_officers.models import Designation, ThematicSession
from people.models import Department
from reporting.figures.behind import Rows
from reporting.figures.counting import by


def _posts(departments: Collection[int], span: Span) -> QuerySet[Any]:
    """Give the departments that exist on the last day, with who is their Ethics Officer then."""
    officer = Designation.objects.officers().current(span.last_day)
    of_department = officer.filter(department=OuterRef("pk"))
    return (
        Department.objects.current(span.last_day)
        .filter(pk__in=departments)
        .annotate(
            since=Subquery(of_department.values("starts_on")[:1]),
            person_en=Subquery(of_department.values("person__name_en")[:1]),
            person_zh=Subquery(of_department.values("person__name_zh")[:1]),
        )
        .order_by("name_en", "pk")
    )


def _is_filled(filled: bool) -> Any:
    def rows(departments: Collection[int], span: Span) -> QuerySet[Any]:
        found = _posts(departments, span).filter(since__isnull=not filled)
        return found.values(
            "since",
            "person_en",
            "person_zh",
            department=F("pk"),
            department_en=F("name_en"),
            department_zh=F("name_zh_hant"),
        )

    return rows


def _number_of(rows: Any) -> Any:
    def count(departments: Collection[int], span: Span) -> ByDepartment:
        return {row["department"]: 1 for row in rows(departments, span)}

    return count


def _at_workshops(departments: Collection[int], span: Span) -> QuerySet[Any]:
    return at_thematic_sessions(departments, span).filter(
        meeting__session__thematic__programme=ThematicSession.Programme.ELP
    )


_ATTENDANCES = Count("pk", distinct=True)


def _attendances(departments: Collection[int], span: Span) -> ByDepartment:
    found = by(_at_workshops(departments, span), "department", number=_ATTENDANCES)
    return {pk: row["number"] for pk, row in found.items()}


def _attendances_together(departments: Collection[int], span: Span) -> Value:
    found = _at_workshops(departments, span).order_by().aggregate(number=_ATTENDANCES)
    number: Value = found["number"]
    return number


def _as_attendances(departments: Collection[int], span: Span) -> QuerySet[Any]:
    designation = "registration__person__designations"
    return (
        _at_workshops(departments, span)
        .values(
            "pk",
            "day",
            "status",
            department_en=F(f"{designation}__department__name_en"),
            department_zh=F(f"{designation}__department__name_zh_hant"),
            person_en=F("registration__person__name_en"),
            person_zh=F("registration__person__name_zh"),
            title_en=F("meeting__session__title_en"),
            title_zh=F("meeting__session__title_zh_hant"),
        )
        .distinct()
    )


_FILLED, _VACANT = _is_filled(True), _is_filled(False)

OFFICERS = (
    Figure(
        "posts_filled",
        _("Posts of Ethics Officer filled"),
        _("Departments that exist on the last day of the period and have an Ethics Officer then."),
        _number_of(_FILLED),
        _FILLED,
        Rows.POSTS,
        group=Group.OFFICERS,
        of=Of.DEPARTMENT,
    ),
    Figure(
        "posts_vacant",
        _("Posts of Ethics Officer vacant"),
        _("Departments that exist on the last day of the period without an Ethics Officer then."),
        _number_of(_VACANT),
        _VACANT,
        Rows.POSTS,
        group=Group.OFFICERS,
        of=Of.DEPARTMENT,
    ),
    Figure(
        "leadership_attendances",
        _("Attendances at the Ethical Leadership Programme"),
        _(
            "How often the Ethics Officer or an Assistant of the department, of that day, was at a "
            "meeting of a session of the Ethical Leadership Programme, for all of it or a part."
        ),
        _attendances,
        _as_attendances,
        Rows.OFFICERS,
        whole=_attendances_together,
        group=Group.OFFICERS,
        of=Of.DEPARTMENT,
    ),
)
