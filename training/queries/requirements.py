"""Reads about required courses: whom one touches, who is due, and where there are seats."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Sum

from core.days import day_of
from people.models import Person
from people.models.audiences import persons_matching
from training.models import (
    Counted,
    Course,
    Due,
    DueCount,
    Registration,
    Requirement,
    Session,
)

COUNTS = ("due", "soon", "overdue", "on_time", "late")


@dataclass(frozen=True)
class Touched:
    """How many are in the audience of a requirement that is being written, and how many it asks.

    It asks others later: those who join the audience, are appointed or confirmed.
    """

    audience: int
    asked: int


def touched(
    *,
    basis: str,
    starts_on: dt.date,
    today: dt.date,
    levels: Collection[str],
    employment_kinds: Collection[str],
    roles: Collection[str],
    departments: Any,
) -> Touched:
    """Count, of the people of today, whom a requirement would ask."""
    persons = persons_matching(
        today,
        levels=levels,
        employment_kinds=employment_kinds,
        roles=roles,
        departments=departments,
    )
    since: dict[str, Q] = {
        Requirement.Basis.AFTER_APPOINTMENT: Q(appointed_on__gte=starts_on),
        Requirement.Basis.AFTER_CONFIRMATION: Q(confirmed_on__gte=starts_on),
        Requirement.Basis.WITHIN_PROBATION: Q(probation_ends_on__gte=starts_on),
    }
    return Touched(persons.count(), persons.filter(since.get(basis, Q())).count())


@dataclass(frozen=True)
class Own:
    """A course that one is to complete, and how one can: a place held, or sessions with seats."""

    due: Due
    days: int
    registration: Registration | None
    has_seats: bool

    @property
    def days_late(self) -> int:
        return max(-self.days, 0)


def own_due(person: Person, now: dt.datetime) -> list[Own]:
    """Give what a person is yet to complete, the soonest due first."""
    today = day_of(now)
    rows = Due.objects.standing(today, person=person).open().select_related("requirement__course")
    found = list(rows.order_by("due_on", "pk"))
    courses = {row.requirement.course_id for row in found}
    if not courses:
        return []
    held = {
        registration.session.course_id: registration
        for registration in person.registrations.live()
        .filter(
            session__course__in=courses,
            session__status=Session.Status.PUBLISHED,
            session__ends_at__gt=now,
        )
        .select_related("session")
        .order_by("-session__starts_at")
    }
    with_seats = courses_with_seats(person, courses, now)
    return [
        Own(
            row,
            row.days_from(today),
            held.get(row.requirement.course_id),
            row.requirement.course_id in with_seats,
        )
        for row in found
    ]


def record_of_due(person: Person, now: dt.datetime) -> QuerySet[Due]:
    """Give all that is required of a person: what is open first, then what was done."""
    rows = Due.objects.standing(day_of(now), person=person).select_related("requirement__course")
    return rows.order_by(F("done_on").desc(nulls_first=True), "due_on", "pk")


def courses_with_seats(person: Person, courses: Collection[int], now: dt.datetime) -> set[int]:
    """Give those of some courses of which a person finds a session with seats."""
    sessions = Session.objects.offered_to(person).upcoming(now).with_seats()
    return set(
        sessions.filter(Q(opens_at=None) | Q(opens_at__lte=now), closes_at__gt=now)
        .filter(course__in=courses)
        .order_by()
        .values_list("course", flat=True)
        .distinct()
    )


def open_courses(now: dt.datetime) -> set[int]:
    """Give the courses that have a session to come with seats, whomever it is for."""
    sessions = Session.objects.upcoming(now).with_seats().filter(closes_at__gt=now)
    return set(sessions.order_by().values_list("course", flat=True).distinct())


def due_counts(course: Course | None, counted: str) -> QuerySet[Any]:
    """Give what is kept of each department about a course: how many stand how."""
    numbers: dict[str, Any] = {f"n_{name}": Sum(name) for name in COUNTS}
    rows = DueCount.objects.filter(counted=counted, requirement__course=course).order_by()
    return rows.values("department").annotate(**numbers)


def due_by_course(departments: Collection[int], now: dt.datetime) -> dict[int, list[Any]]:
    """Give, by department, the courses of which people of today are overdue, or due soon.

    Each has `overdue`, `soon` and `has_seats`.
    """
    rows = (
        DueCount.objects.filter(counted=Counted.TODAY, department__in=departments)
        .filter(Q(overdue__gt=0) | Q(soon__gt=0))
        .order_by()
        .values("department", "requirement__course")
        .annotate(n_overdue=Sum("overdue"), n_soon=Sum("soon"))
        .order_by("-n_overdue", "-n_soon", "requirement__course")
    )
    found = list(rows)
    courses = Course.objects.in_bulk({row["requirement__course"] for row in found})
    with_seats = open_courses(now) if found else set()
    by_department: dict[int, list[Any]] = {}
    for row in found:
        course = courses[row["requirement__course"]]
        by_department.setdefault(row["department"], []).append(
            {
                "course": course,
                "overdue": row["n_overdue"],
                "soon": row["n_soon"],
                "has_seats": course.pk in with_seats,
            }
        )
    return by_department


def counts_stand_at() -> dt.datetime | None:
    """Give when it was last counted who is due, if anybody is asked for anything."""
    stands_at: dt.datetime | None = DueCount.objects.aggregate(at=Max("stands_at"))["at"]
    return stands_at


def still_open(requirement: Requirement, day: dt.date) -> int:
    """Count the people who are yet to do what a requirement asks of them."""
    return Due.objects.standing(day).open().filter(requirement=requirement).count()
