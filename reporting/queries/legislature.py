"""What a legislature asks of each programme: what was held, who took part, how long it was."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from ethics_officers.figures import Span
from reporting.figures.counting import in_hours
from reporting.figures.sessions import last_meetings
from reporting.suppression import hidden_in_list
from training.models import Course, Meeting, Registration, Session


@dataclass(frozen=True)
class Asked:
    """The numbers of one programme, or of all together; None is a number that is not shown.

    `cost` is what the sessions cost whose cost was entered, of which there are `costed`.
    """

    sessions: int
    hours: float
    enrolled: int | None
    completed: int | None
    cost: Decimal = Decimal(0)
    costed: int = 0


@dataclass(frozen=True)
class Programme:
    course: Course
    numbers: Asked


@dataclass(frozen=True)
class Programmes:
    """The programmes held in a period, by title, and the sum of all."""

    each: list[Programme]
    together: Asked


def programmes(span: Span, courses: Iterable[Course] | None = None) -> Programmes:
    """Give what was held in a period: of these courses, or of all.

    A session counts on the Hong Kong day on which its last meeting began, and its places and
    completions with it; hours count meeting by meeting. Few people are told nowhere, for an answer
    is read by everybody: numbers of one to four are not shown, nor what they would follow from.
    """
    held = Session.objects.filter(
        status=Session.Status.HELD, meetings__in=last_meetings(span)
    ).order_by()
    places = Registration.objects.confirmed().filter(session__in=held).order_by()
    sessions = _by_course(held, "course", Count("pk"))
    costed = _by_course(held, "course", Count("cost"))
    costs = _by_course(held, "course", Sum("cost"))
    hours = _hours(span)
    enrolled = _by_course(places, "session__course", Count("pk"))
    completed = _by_course(
        places.completed(span.starts_on, span.ends_on), "session__course", Count("pk")
    )
    asked = Course.objects.filter(pk__in={*sessions, *hours}).prefetch_related("topics")
    if courses is not None:
        asked = asked.filter(pk__in=[course.pk for course in courses])
    found = list(asked.order_by("title_en"))
    shown_enrolled, shown_completed = (
        _shown([counts.get(course.pk, 0) for course in found]) for counts in (enrolled, completed)
    )
    each = [
        Programme(
            course,
            Asked(
                sessions.get(course.pk, 0),
                _in_hours([hours.get(course.pk)]),
                shown_enrolled[place],
                shown_completed[place],
                costs.get(course.pk) or Decimal(0),
                costed.get(course.pk, 0),
            ),
        )
        for place, course in enumerate(found)
    ]
    together = Asked(
        sum(programme.numbers.sessions for programme in each),
        _in_hours([hours.get(course.pk) for course in found]),
        shown_enrolled[-1],
        shown_completed[-1],
        sum((programme.numbers.cost for programme in each), Decimal(0)),
        sum(programme.numbers.costed for programme in each),
    )
    return Programmes(each, together)


def _in_hours(lengths: Iterable[dt.timedelta | None]) -> float:
    return in_hours(sum((length for length in lengths if length), dt.timedelta())) or 0


def _hours(span: Span) -> dict[int, dt.timedelta]:
    meetings = Meeting.objects.filter(
        session__status=Session.Status.HELD,
        starts_at__gte=span.starts_at,
        starts_at__lt=span.ends_at,
    )
    return _by_course(meetings, "session__course", Sum(F("ends_at") - F("starts_at")))


def _by_course(rows: QuerySet[Any], course: str, counted: Any) -> dict[int, Any]:
    found = rows.order_by().values(course).annotate(number=counted)
    return {row[course]: row["number"] for row in found}


def _shown(counts: list[int]) -> list[int | None]:
    """Give the counts and their sum last, without those that are hidden."""
    total = sum(counts)
    hidden = hidden_in_list(counts, total)
    return [None if place in hidden else number for place, number in enumerate([*counts, total])]
