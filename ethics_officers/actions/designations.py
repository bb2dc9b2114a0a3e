"""Designating Ethics Officers and their Assistants, and ending that."""

import datetime as dt

from django.db import transaction

from core import audit
from core.days import day_of
from ethics_officers import emails, permissions, queries, rules
from ethics_officers.models import Designation
from people.models import Department, Person, RoleAssignment, User, with_user


@transaction.atomic
def designate(
    *,
    department_id: int,
    person_id: int,
    capacity: str,
    starts_on: dt.date,
    by: User,
    now: dt.datetime,
    ends_on: dt.date | None = None,
    post_title: str = "",
    phone: str = "",
    email: str = "",
) -> Designation:
    """Record who is Ethics Officer or Assistant of a department, and give the role with it.

    Raises DesignationRefused if somebody holds the designation on one of the days, or if the
    person does not serve there at a level high enough when it begins.
    """
    permissions.check_can_manage_ethics_officers(by)
    rules.check_span(starts_on, ends_on)
    department = Department.objects.select_for_update().get(pk=department_id)
    person = with_user(Person.objects.all(), "user").get(pk=person_id)
    user = rules.account_of(person)
    posting = person.postings.current(starts_on).first()
    rules.check_standing(person, posting, department, capacity, starts_on)
    others = department.designations.overlapping(starts_on, ends_on).select_related(
        "person", "department"
    )
    rules.check_not_designated_already(others.filter(person=person).first())
    if capacity == Designation.Capacity.OFFICER:
        rules.check_post_is_free(others.officers().first())

    role_assignment = RoleAssignment.objects.create(
        user=user,
        role=rules.ROLES[capacity],
        department=department,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    designation = Designation.objects.create(
        department=department,
        person=person,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
        post_title=post_title,
        phone=phone,
        email=email,
        role_assignment=role_assignment,
    )

    audit.record(by, "ethics_officers.designated", designation, at=now, capacity=capacity)
    return designation


@transaction.atomic
def end_designation(
    *, designation_id: int, ends_on: dt.date, by: User, now: dt.datetime
) -> Designation:
    """End a designation and the role that came with it; `ends_on` is the first day without both.

    The day may be gone by, where the end is recorded late. Raises DesignationRefused if it has
    ended already.
    """
    permissions.check_can_manage_ethics_officers(by)
    designation = Designation.objects.select_for_update().get(pk=designation_id)
    rules.check_can_be_ended(designation, ends_on, day_of(now))

    designation.ends_on = ends_on
    designation.save(update_fields=["ends_on"])
    RoleAssignment.objects.filter(pk=designation.role_assignment_id).update(ends_on=ends_on)

    audit.record(by, "ethics_officers.designation_ended", designation, at=now)
    return designation


@transaction.atomic
def tell_of_vacancies(*, now: dt.datetime) -> int:
    """Tell programme staff of each post that has fallen vacant, once; give how many those were.

    It looks at how things stand, not at what happened since the last run, so that none is lost.
    """
    left = list(queries.vacancies_untold(day_of(now)))
    for designation in left:
        audit.record(None, "ethics_officers.vacancy_told", designation, at=now)
    emails.post_vacant(left, now=now)
    return len(left)
