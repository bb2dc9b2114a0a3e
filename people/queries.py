"""Reads of people that span models."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, DateField, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject

from core.prepared import Given, Prepared
from people.models import Person, Posting, RoleAssignment, User, with_user
from people.roles import Role


@dataclass(frozen=True)
class SamplePerson:
    """Somebody whom the sample's sign-in page offers, for a role."""

    role: Role
    person: Person
    posting: Posting | None


def _account() -> QuerySet[Any]:
    day: Any = Given("day", DateField())
    roles = RoleAssignment.objects.current(day).filter(user=OuterRef("user")).order_by("pk")
    found: Any = Person.objects.with_posting_on(day).select_related("user")
    return (
        found.annotate(
            roles_then=ArraySubquery(roles.values(held=JSONObject(r="role", d="department")))
        )
        .filter(user=Given("user", BigIntegerField()))
        .order_by()
    )


_ACCOUNT = Prepared(_account)


def account(user_id: int, day: dt.date) -> User | None:
    """Give a user with their person, the post held on a day and the roles: one query for all."""
    person = next(iter(_ACCOUNT.rows(user=user_id, day=day)), None)
    if person is None:  # Some accounts, such as the first administrator's, are nobody's in post.
        return User.objects.filter(pk=user_id).first()
    person.current_posting = getattr(person, "posting_then", None)
    person.user.assigned_today = tuple((held["r"], held["d"]) for held in person.roles_then)
    return person.user


def users_named(words: str) -> QuerySet[User]:
    """Give the accounts of those whose name has each of the words, or whose address is this one."""
    persons = Person.objects.search(words)
    return User.objects.filter(Q(pk__in=persons.values("user")) | Q(email=words.strip().lower()))


def sample_people(day: dt.date) -> list[SamplePerson]:
    """Give one sample person per role held that day, in the order of the roles.

    It is always the one who came first into the sample: the cast is loaded before the crowd.
    """
    postings = Posting.objects.current(day).select_related("department")
    people = (
        with_user(Person.objects.filter(user__is_sample=True), "user")
        .prefetch_related(Prefetch("postings", postings, to_attr="postings_of_the_day"))
        .order_by("pk")
    )
    holders = RoleAssignment.objects.current(day).filter(user__is_sample=True)
    first_holders = dict(
        holders.order_by("role", "user_id").distinct("role").values_list("role", "user_id")
    )
    by_user: dict[int | None, Any] = {
        person.user_id: person for person in people.filter(user__in=first_holders.values())
    }
    chosen = {role: by_user[user_id] for role, user_id in first_holders.items()}
    without_role = people.exclude(user__in=holders.values("user")).in_post(day).first()
    if without_role:
        chosen[Role.CIVIL_SERVANT] = without_role
    return [
        SamplePerson(role, person, next(iter(person.postings_of_the_day), None))
        for role in Role
        if (person := chosen.get(role))
    ]
