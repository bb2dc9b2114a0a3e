"""The figures at the head of the coverage page, of the whole service."""

import datetime as dt
from dataclasses import dataclass

from core.days import day_of
from ethics_officers.models import Designation
from people.models import Department
from reporting.figures import FIGURES, Span, Value
from training.models import Session

LONG_VACANT = dt.timedelta(days=30)


@dataclass(frozen=True)
class Headline:
    """What was held and how full, what is still to come; the posts that are filled today."""

    held: Value
    to_come: int
    places: Value
    fill: Value
    posts_filled: int
    posts: int
    long_vacant: int


def headline(span: Span, now: dt.datetime) -> Headline:
    today = day_of(now)
    departments = list(Department.objects.values_list("pk", flat=True))
    existing = Department.objects.current(today)
    officers = Designation.objects.officers()
    in_post = officers.current(today).values("department")
    lately = officers.overlapping(today - LONG_VACANT, today + dt.timedelta(days=1))
    vacant = existing.exclude(pk__in=in_post)
    to_come = Session.objects.filter(
        status=Session.Status.PUBLISHED, starts_at__gt=now, starts_at__lt=span.ends_at
    )
    return Headline(
        held=FIGURES["sessions_held"].together(departments, span),
        to_come=to_come.count(),
        places=FIGURES["places_offered"].together(departments, span),
        fill=FIGURES["fill"].together(departments, span),
        posts_filled=existing.filter(pk__in=in_post).count(),
        posts=existing.count(),
        long_vacant=vacant.exclude(pk__in=lately.values("department")).count(),
    )
