"""The figures at the head of the coverage page, of the whole service."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Sum

from core.days import day_of
from ethics_officers.figures import Span, Value, percent
from ethics_officers.models import Designation
from people.models import Department
from reporting.figures.sessions import held
from training.models import Session

LONG_VACANT = dt.timedelta(days=30)


@dataclass(frozen=True)
class Headline:
    """What was held and how full, what is still to come; the posts that are filled today."""

    held: int
    to_come: int
    places: int
    fill: Value
    posts_filled: int
    posts: int
    long_vacant: int


def headline(span: Span, now: dt.datetime) -> Headline:
    today = day_of(now)
    departments = Department.objects.values_list("pk", flat=True)
    sessions = (
        held(list(departments), span)
        .order_by()
        .aggregate(number=Count("pk"), places=Sum("capacity"), taken=Sum("places_taken"))
    )
    to_come = Session.objects.filter(
        status=Session.Status.PUBLISHED, starts_at__gt=now, starts_at__lt=span.ends_at
    )
    officers = Designation.objects.officers().filter(department=OuterRef("pk"))
    posts = (
        Department.objects.current(today)
        .order_by()
        .values_list(
            Exists(officers.current(today)),
            Exists(officers.overlapping(today - LONG_VACANT, today + dt.timedelta(days=1))),
        )
    )
    filled_and_lately = list(posts)
    return Headline(
        held=sessions["number"],
        to_come=to_come.count(),
        places=sessions["places"] or 0,
        fill=percent(sessions["taken"], sessions["places"]),
        posts_filled=sum(filled for filled, _lately in filled_and_lately),
        posts=len(filled_and_lately),
        long_vacant=sum(not lately for _filled, lately in filled_and_lately),
    )
