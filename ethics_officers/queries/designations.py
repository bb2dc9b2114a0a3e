"""Reads of designations that span models."""

import datetime as dt
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)

from ethics_officers.models import Designation
from ethics_officers.rules import standing_for
from notifications.models import Message
from people.models import Department, Level, Person, Posting
from people.models.persons import PersonQuerySet

# The kind of the message that tells of a vacancy; it is about the designation that ended.
POST_VACANT = "ethics_officers.post_vacant"


def register(day: dt.date) -> QuerySet[Any]:
    """Give the departments that exist on a day, with who is designated in each.

    Each has `designations_then`, and `officer_since`; where nobody is Ethics Officer that is
    None, and `vacant_for` tells for how long, unless no officer was ever recorded.
    """
    officers = Designation.objects.officers().filter(department=OuterRef("pk"))
    left = officers.filter(ends_on__lte=day).order_by("-ends_on").values("ends_on")
    designated = Designation.objects.current(day).select_related("person")
    return (
        Department.objects.current(day)
        .annotate(
            officer_since=Subquery(officers.current(day).values("starts_on")[:1]),
            officer_left_on=Subquery(left[:1]),
            vacant_for=ExpressionWrapper(
                Value(day, DateField()) - F("officer_left_on"), DurationField()
            ),
        )
        .prefetch_related(
            Prefetch(
                "designations",
                designated.order_by("-capacity", "starts_on", "pk"),
                to_attr="designations_then",
            )
        )
    )


def vacancies(day: dt.date) -> QuerySet[Any]:
    """Give the departments of the register that have no Ethics Officer on a day."""
    return register(day).filter(officer_since__isnull=True)


def vacancies_untold(day: dt.date) -> QuerySet[Designation]:
    """Give, of each post vacant on a day, the last designation, unless staff were told of it."""
    last = (
        Designation.objects.officers()
        .filter(department=OuterRef("department"), ends_on__lte=day)
        .order_by("-ends_on")
    )
    told = Message.objects.filter(kind=POST_VACANT, about_id=OuterRef("pk"))
    return (
        Designation.objects.officers()
        .filter(
            pk=Subquery(last.values("pk")[:1]),
            department__in=vacancies(day).order_by().values("pk"),
        )
        .exclude(Exists(told))
        .order_by("pk")
    )


def candidates(department: Department, day: dt.date) -> PersonQuerySet:
    """Give who serves in a department on a day in a post that qualifies, the senior first."""
    officer, assistant = (standing_for(capacity).condition for capacity in Designation.Capacity)
    serving = Posting.objects.current(day).filter(officer | assistant, department=department)
    return (
        Person.objects.filter(pk__in=serving.values("person"))
        .with_posting_on(day)
        .order_by(Case(When(posting_then__level=Level.SENIOR, then=0), default=1), "name_en", "pk")
    )
