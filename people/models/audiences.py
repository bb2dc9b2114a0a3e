"""Audiences: who a session or a circulation is for."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core import history
from core.prepared import Given, Prepared
from people.models.departments import Department
from people.models.persons import EmploymentKind, Level, Person, Posting
from people.models.users import RoleAssignment, User
from people.roles import Role


class AudienceQuerySet(models.QuerySet["Audience"]):
    def visible_to(self, user: User) -> "AudienceQuerySet":
        return self  # An audience names no person; what it belongs to has its own scope.

    def including(self, person: Person) -> "AudienceQuerySet":
        """Those that this person belongs to today."""
        posting = _what_counts(person)
        return self.filter(pk__in=_INCLUDING.subquery(**posting)) if posting else self.none()


def includes(audience: models.F, person: Person) -> Q:
    """Say, as a condition of another query, whether its audience includes a person today."""
    posting = _what_counts(person)
    if not posting:
        return Q(pk__in=[])
    return Q(_THIS_ONE_INCLUDES.exists(audience=audience, **posting))


def _what_counts(person: Person) -> dict[str, Any]:
    """What of a person in post decides about audiences; nothing for others."""
    posting = person.current_posting
    if posting is None:
        return {}
    return {
        "levels": [posting.level],
        "employment_kinds": [posting.employment_kind],
        "roles": [role for role, _ in person.user.roles_today()] if person.user else [],
        "department": posting.department_id,
    }


def _including() -> models.QuerySet[Any]:
    texts = ArrayField(models.TextField())
    links = Audience.departments.through.objects.filter(audience=models.OuterRef("pk"))
    own = links.filter(department=Given("department", models.BigIntegerField()))
    return Audience.objects.filter(
        Q(levels=[]) | Q(levels__contains=Given("levels", texts)),
        Q(employment_kinds=[]) | Q(employment_kinds__contains=Given("employment_kinds", texts)),
        Q(roles=[]) | Q(roles__overlap=Given("roles", texts)),
        ~models.Exists(links) | models.Exists(own),
    ).values("pk")


# Asked on each page with sessions, so their SQL is worked out once. Each session has an audience of
# its own: the second looks at those of the sessions in question, not at those of all times.
_INCLUDING = Prepared(_including)
_THIS_ONE_INCLUDES = Prepared(
    lambda: _including().filter(pk=Given("audience", models.BigIntegerField()))
)


@history.tracked()
class Audience(models.Model):
    """Who something is for. An empty condition leaves nobody out; all of them must hold.

    It is live: a person belongs to it for as long as the posting and the roles of the day match.
    """

    levels = ArrayField(models.CharField(max_length=20, choices=Level), default=list, blank=True)
    employment_kinds = ArrayField(
        models.CharField(max_length=20, choices=EmploymentKind), default=list, blank=True
    )
    roles = ArrayField(models.CharField(max_length=40, choices=Role), default=list, blank=True)
    departments = models.ManyToManyField(Department, blank=True, related_name="+")

    objects = AudienceQuerySet.as_manager()

    def __str__(self) -> str:
        return ", ".join([*self.levels, *self.roles, *self.employment_kinds]) or "everybody"

    @property
    def level_names(self) -> list[str]:
        return [str(Level(level).label) for level in self.levels]

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def employment_kind_names(self) -> list[str]:
        return [str(EmploymentKind(kind).label) for kind in self.employment_kinds]

    def persons(self, day: dt.date) -> models.QuerySet[Person]:
        """The persons who belong to it on a day."""
        return Person.objects.filter(pk__in=self.postings(day).values("person"))

    def postings(self, day: dt.date) -> models.QuerySet[Posting]:
        """The posts by which persons belong to it on a day: of each person one."""
        return _postings_matching(
            day,
            levels=self.levels,
            employment_kinds=self.employment_kinds,
            roles=self.roles,
            departments=self.departments.all(),
        )


@history.tracked_links()
class AudienceDepartment(Audience.departments.through):  # type: ignore[name-defined]
    """A department in an audience."""

    class Meta:
        proxy = True


def persons_matching(
    day: dt.date,
    *,
    levels: Collection[str],
    employment_kinds: Collection[str],
    roles: Collection[str],
    departments: "models.QuerySet[Department] | Collection[Department]",
) -> models.QuerySet[Person]:
    """Give the persons in post on a day who fulfil each condition that is not empty."""
    postings = _postings_matching(
        day,
        levels=levels,
        employment_kinds=employment_kinds,
        roles=roles,
        departments=departments,
    )
    return Person.objects.filter(pk__in=postings.values("person"))


def _postings_matching(
    day: dt.date,
    *,
    levels: Collection[str],
    employment_kinds: Collection[str],
    roles: Collection[str],
    departments: "models.QuerySet[Department] | Collection[Department]",
) -> models.QuerySet[Posting]:
    postings = Posting.objects.current(day)
    if levels:
        postings = postings.filter(level__in=levels)
    if employment_kinds:
        postings = postings.filter(employment_kind__in=employment_kinds)
    if departments:
        # By their ids, not by a query within: of a new audience the planner would expect one row,
        # and read each department to its end for every batch of a circulation.
        postings = postings.filter(department__in=[each.pk for each in departments])
    if roles:
        holders = RoleAssignment.objects.current(day).filter(role__in=roles)
        postings = postings.filter(person__user__in=holders.values("user"))
    return postings
