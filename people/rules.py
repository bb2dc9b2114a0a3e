"""When a role may be given or ended."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.days import day_text
from core.errors import RuleViolation
from people.models import Department, Person, RoleAssignment, User
from people.roles import DEPARTMENTAL_ROLES, DERIVED_ROLES, Role

ROLE_STARTS_WITHIN = dt.timedelta(days=3653)


class RoleRefused(RuleViolation):
    """The role can't be given or ended as asked."""


def check_is_given_by_hand(role: str) -> None:
    if role == Role.CIVIL_SERVANT:
        raise RoleRefused(_("Whoever is in post is a civil servant; that role can't be given."))
    if role in DERIVED_ROLES:
        raise RoleRefused(
            _("The role “%(role)s” comes and goes with a designation. See Ethics Officers.")
            % {"role": Role(role).label}
        )


def check_scope(role: str, department: Department | None) -> None:
    """Refuse a departmental role without its department, and another role with one."""
    if role in DEPARTMENTAL_ROLES and department is None:
        raise RoleRefused(
            _("The role “%(role)s” is held in a department. Choose one.")
            % {"role": Role(role).label}
        )
    if role not in DEPARTMENTAL_ROLES and department is not None:
        raise RoleRefused(
            _("The role “%(role)s” is not held in a department. Leave the department empty.")
            % {"role": Role(role).label}
        )


def account_of(person: Person) -> User:
    """Give the account a role would be given to. Raises RoleRefused if there is none."""
    if person.user is None:
        raise RoleRefused(
            _("%(person)s has no account and can't sign in, so a role would do nothing.")
            % {"person": person.name_en}
        )
    return person.user


def check_span(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise RoleRefused(
            _("The first day without the role must come after %(day)s, when it begins.")
            % {"day": day_text(starts_on)}
        )


def check_starts_about_now(starts_on: dt.date, today: dt.date) -> None:
    """Refuse a first day that can only be a slip of the pen."""
    if abs(starts_on - today) > ROLE_STARTS_WITHIN:
        raise RoleRefused(
            _("%(day)s is more than ten years from today. Choose a nearer first day.")
            % {"day": day_text(starts_on)}
        )


def check_not_held(held: RoleAssignment | None) -> None:
    """Refuse a role held already, in the same department if it has one, on one of the days."""
    if held is None:
        return
    values = {"role": held.get_role_display(), "start": day_text(held.starts_on)}
    if held.ends_on is None:
        raise RoleRefused(
            _("The role “%(role)s” is held already, from %(start)s on. There is nothing to give.")
            % values
        )
    raise RoleRefused(
        _(
            "The role “%(role)s” is held from %(start)s until %(end)s. "
            "Choose days that do not overlap."
        )
        % {**values, "end": day_text(held.ends_on)}
    )


def check_not_ended(assignment: RoleAssignment, today: dt.date) -> None:
    if assignment.ends_on is not None and assignment.ends_on <= today:
        raise RoleRefused(
            _("This role ended on %(day)s already. Reload the page to see how it stands.")
            % {"day": day_text(assignment.ends_on)}
        )


def check_not_rewriting_history(ends_on: dt.date, today: dt.date) -> None:
    if ends_on < today:
        raise RoleRefused(_("A role can't be ended for days gone by. Choose today or a later day."))


def check_an_administrator_remains(
    administrators: Iterable[RoleAssignment], ending: RoleAssignment, ends_on: dt.date
) -> None:
    """Refuse to leave the system without anybody who can give roles, for want of an end date."""
    others = [other for other in administrators if other.pk != ending.pk]
    if not any(other.starts_on <= ends_on and other.ends_on is None for other in others):
        raise RoleRefused(
            _("Nobody else would be administrator from then on. Give somebody the role first.")
        )
