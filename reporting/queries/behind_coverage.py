"""Who is behind a square of the coverage map: those trained, those not yet, the attendances."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import DateField, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from core.dated import in_force
from ethics_officers.figures import Span
from ethics_officers.figures.training import attended
from people.models import Department, Person, Posting
from people.models.persons import PersonQuerySet
from publications.models import Topic
from reporting.models import Basis
from reporting.queries.coverage import narrowed
from training.models import Registration


class Side(models.TextChoices):
    """Which of the people, or what they did, is listed."""

    TRAINED = "trained", _("Trained")
    UNTRAINED = "untrained", _("Not yet trained")
    ATTENDANCES = "attendances", _("Attendances")


@dataclass(frozen=True)
class Of:
    """What a square is counted of: the same as the map, and a department and level, or all."""

    span: Span
    today: dt.date
    basis: str
    topic: Topic | None = None
    mode: str | None = None
    department: int | None = None
    level: str = ""

    @property
    def counted_on(self) -> dt.date:
        return self.span.until(self.today).last_day

    @property
    def place(self) -> dict[str, Any]:
        """The department and level as conditions on a posting."""
        asked: dict[str, Any] = {}
        if self.department is not None:
            asked["department"] = self.department
        if self.level:
            asked["level"] = self.level
        return asked


def trained(of: Of) -> PersonQuerySet:
    """Give the persons of a square, each with `completed_last`, when they last completed one."""
    completed = _completed(of)
    if of.basis == Basis.TODAY:
        there: QuerySet[Any] = Posting.objects.current(of.counted_on).filter(
            Exists(completed.filter(person=OuterRef("person"))), **of.place
        )
    else:
        place = {f"person__postings__{name}": value for name, value in of.place.items()}
        # One filter, so that all of it is said of the same posting.
        there = completed = completed.filter(
            in_force(F("completed_on"), "person__postings__"), **place
        )
    return _with_completion(
        Person.objects.filter(pk__in=there.order_by().values("person")), completed
    )


def untrained(of: Of) -> PersonQuerySet:
    """Give those who serve there at the date and are not among those trained.

    Each carries `completed_last`, when they last completed such a course before the period.
    """
    serving = Posting.objects.current(of.counted_on).filter(**of.place)
    completed = _completed(of).filter(person=OuterRef("person"))
    earlier = narrowed(
        Registration.objects.filter(completed_on__lt=of.span.starts_on),
        "session",
        of.topic,
        of.mode,
    )
    persons = Person.objects.filter(pk__in=serving.filter(~Exists(completed)).values("person"))
    return _with_completion(persons, earlier)


def attendances(of: Of) -> QuerySet[Any]:
    """Give the attendances of a square, each with its `day`, `department` and `level` then."""
    departments: list[Any] = [of.department]
    if of.department is None:
        departments = list(Department.objects.values_list("pk", flat=True))
    rows = narrowed(attended(departments, of.span), "meeting__session", of.topic, of.mode)
    if of.level:
        rows = rows.filter(level=of.level)
    return rows.select_related("registration__person", "meeting__session")


def _completed(of: Of) -> QuerySet[Any]:
    registrations = Registration.objects.completed(of.span.starts_on, of.span.ends_on)
    return narrowed(registrations, "session", of.topic, of.mode)


def _with_completion(persons: PersonQuerySet, completed: QuerySet[Any]) -> PersonQuerySet:
    own = completed.filter(person=OuterRef("pk")).order_by().values("person")
    last = own.annotate(last=Max("completed_on")).values("last")
    return persons.annotate(completed_last=Subquery(last, output_field=DateField()))
