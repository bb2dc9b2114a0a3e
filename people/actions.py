"""What people and administrators do with accounts and roles."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import transaction

from core import audit
from core.days import day_of
from people import permissions, rules
from people.models import Department, Person, RoleAssignment, User, with_user
from people.roles import Role


def change_language(*, user: User, language: str) -> None:
    """Set the language in which an account reads pages and gets mail."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def appoint_administrator(*, email: str, name_en: str, now: dt.datetime) -> User:
    """Make somebody administrator from the command line of the host, with an account if need be.

    This is how a new installation gets its first, who then gives all other roles. Raises
    RoleRefused if they hold the role already.
    """
    email = email.strip().lower()
    today = day_of(now)
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email)
        # Whoever can run this on the host has said so: no link needs to be followed first.
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        person = Person(user=user, name_en=name_en)
        person.search_text = person.searchable()
        person.save()
    held = user.role_assignments.filter(role=Role.ADMINISTRATOR)
    rules.check_not_held(held.overlapping(today, None).first())

    assignment = user.role_assignments.create(role=Role.ADMINISTRATOR, starts_on=today)

    audit.record(None, "people.administrator_appointed", assignment, at=now)
    return user


@transaction.atomic
def give_role(
    *,
    person_id: int,
    role: str,
    starts_on: dt.date,
    by: User,
    now: dt.datetime,
    department: Department | None = None,
    ends_on: dt.date | None = None,
) -> RoleAssignment:
    """Give a person's account a role from a day on, in a department if it is held in one.

    Raises RoleRefused if the role comes with something else, is held already on one of the days,
    or lacks its department.
    """
    permissions.check_can_manage_people(by)
    rules.check_is_given_by_hand(role)
    rules.check_scope(role, department)
    rules.check_span(starts_on, ends_on)
    rules.check_starts_about_now(starts_on, day_of(now))
    person = with_user(Person.objects.select_for_update(of=("self",)), "user").get(pk=person_id)
    user = rules.account_of(person)
    same = RoleAssignment.objects.filter(user=user, role=role, department=department)
    rules.check_not_held(same.overlapping(starts_on, ends_on).first())

    assignment = RoleAssignment.objects.create(
        user=user, role=role, department=department, starts_on=starts_on, ends_on=ends_on
    )

    audit.record(by, "people.role_given", assignment, at=now, role=role, person=person.pk)
    return assignment


@transaction.atomic
def end_role(
    *, role_assignment_id: int, ends_on: dt.date, by: User, now: dt.datetime
) -> RoleAssignment:
    """End a role; `ends_on` is the first day without it, today at the earliest.

    Raises RoleRefused if the role has ended, comes with something else, or is that of the last
    administrator.
    """
    permissions.check_can_manage_people(by)
    # Administrators who end each other's role at once must wait for one another, or nobody is left.
    administrators = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR)
    locked = {row.pk: row for row in administrators.select_for_update().order_by("pk")}
    assignment = locked.get(role_assignment_id) or RoleAssignment.objects.select_for_update().get(
        pk=role_assignment_id
    )
    rules.check_is_given_by_hand(assignment.role)
    rules.check_not_ended(assignment, day_of(now))
    rules.check_not_rewriting_history(ends_on, day_of(now))
    rules.check_span(assignment.starts_on, ends_on)
    if assignment.role == Role.ADMINISTRATOR:
        rules.check_an_administrator_remains(locked.values(), assignment, ends_on)

    assignment.ends_on = ends_on
    assignment.save(update_fields=["ends_on"])

    audit.record(by, "people.role_ended", assignment, at=now, role=assignment.role)
    return assignment
