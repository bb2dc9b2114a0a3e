"""Persons in the civil service and the posts they hold over time."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core import history
from core.chinese import fold
from core.constraints import DateSpan, ends_after_it_starts
from core.dated import Dated, in_force
from core.days import day_of
from core.translated import current_language
from people.models.departments import Department
from people.roles import Permission

if TYPE_CHECKING:
    from people.models.users import User


class Level(models.TextChoices):
    """Levels of officers that training is meant for; the precedent is in docs/glossary.md."""

    RECRUIT = "recruit", _("Recruits")
    JUNIOR = "junior", _("Junior and front-line")
    MIDDLE = "middle", _("Middle managers")
    SENIOR = "senior", _("Senior officers")


class EmploymentKind(models.TextChoices):
    PERMANENT = "permanent", _("Permanent")
    PROBATION = "probation", _("On probation")
    AGREEMENT = "agreement", _("On agreement")
    CONTRACT = "contract", _("Non-civil-service contract")
    POST_RETIREMENT = "post_retirement", _("Post-retirement contract")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User") -> "PersonQuerySet":
        """Themselves; the people of the departments they work for; everybody, for staff."""
        if user.has(Permission.VIEW_PEOPLE):
            return self
        own = Q(user=user)
        departments = user.departments_with(Permission.VIEW_OWN_DEPARTMENT)
        if not departments:
            return self.filter(own)
        current = Posting.objects.current(day_of(timezone.now()))
        return self.filter(
            own | Q(pk__in=current.filter(department__in=departments).values("person"))
        )

    def in_post(self, day: dt.date) -> "PersonQuerySet":
        return self.filter(pk__in=Posting.objects.current(day).values("person"))

    def with_posting_on(self, day: dt.date) -> "PersonQuerySet":
        """Fetch with each person, as `posting_then`, the post held on that day, if there is one."""
        held = FilteredRelation("postings", condition=in_force(day, "postings__"))
        persons = self.annotate(posting_then=held)
        return persons.select_related("posting_then__department")  # type: ignore[misc]

    def search(self, words: str) -> "PersonQuerySet":
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


@history.tracked(exclude=["search_text"])
class Person(models.Model):
    """Somebody in the civil service. Signs in, if at all, as their user.

    `probation_ends_on` is the last day of probation; when it is extended, the later one.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=60, blank=True)
    appointed_on = models.DateField(null=True, blank=True)
    probation_ends_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("name_en", "pk")
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="people_person_search"),
            models.Index(fields=["name_en", "id"], name="people_person_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_person_probation_ends_after_appointment",
                condition=Q(probation_ends_on__isnull=True)
                | Q(appointed_on__isnull=False, probation_ends_on__gte=F("appointed_on")),
            ),
            models.CheckConstraint(
                name="people_person_confirmed_after_appointment",
                condition=Q(confirmed_on__isnull=True)
                | Q(appointed_on__isnull=False, confirmed_on__gte=F("appointed_on")),
            ),
            models.CheckConstraint(
                name="people_person_confirmed_after_probation",
                condition=Q(confirmed_on__isnull=True)
                | Q(probation_ends_on__isnull=True)
                | Q(confirmed_on__gt=F("probation_ends_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} {self.name_zh}".strip()

    @property
    def name(self) -> str:
        """What the person is called in the active language."""
        return self.name_en if current_language() == "en" else self.name_zh or self.name_en

    def searchable(self) -> str:
        """The text that a search for this person looks in."""
        return fold(f"{self.name_en} {self.name_zh} {self.user.email if self.user else ''}")

    @cached_property
    def current_posting(self) -> "Posting | None":
        """The post held today, with its department."""
        return self.postings.current(day_of(timezone.now())).select_related("department").first()


class PostingQuerySet(Dated["Posting"]):
    def visible_to(self, user: "User") -> "PostingQuerySet":
        return self.filter(person__in=Person.objects.visible_to(user))


@history.tracked()
class Posting(models.Model):
    """A post that a person holds in a department from a day, inclusive, to a day, exclusive."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="postings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="postings")
    rank = models.CharField(max_length=120)
    level = models.CharField(max_length=20, choices=Level)
    pay_point = models.CharField(max_length=20, blank=True)
    employment_kind = models.CharField(max_length=20, choices=EmploymentKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on",)
        indexes = [
            models.Index(fields=["department", "level"], name="people_posting_audience"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_posting_ends_after_it_starts",
                condition=ends_after_it_starts("starts_on", "ends_on"),
            ),
            ExclusionConstraint(
                name="people_posting_one_at_any_instant",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}, {self.department}"
