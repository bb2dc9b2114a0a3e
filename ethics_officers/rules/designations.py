"""When an officer may be designated, and a designation ended."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from core.days import day_text
from core.errors import RuleViolation
from core.lists import listed
from ethics_officers.models import Designation
from people.models import Department, Level, Person, Posting, User
from people.roles import Role

ROLES: dict[str, Role] = {
    Designation.Capacity.OFFICER: Role.ETHICS_OFFICER,
    Designation.Capacity.ASSISTANT: Role.ASSISTANT_ETHICS_OFFICER,
}


class DesignationRefused(RuleViolation):
    """The officer can't be designated, or the designation not ended, as asked."""


@dataclass(frozen=True)
class Qualification:
    """What a capacity asks of a posting: one of the levels and, if any are named, pay points."""

    levels: tuple[str, ...]
    pay_points: tuple[str, ...]

    @property
    def condition(self) -> Q:
        """Of the postings that qualify."""
        on_points = Q(pay_point__in=self.pay_points) if self.pay_points else Q()
        return Q(level__in=self.levels) & on_points

    def __str__(self) -> str:
        levels = listed(Level(level).label for level in self.levels)
        if not self.pay_points:
            return levels
        points = listed(self.pay_points)
        return _("%(levels)s, on one of the pay points %(points)s") % {
            "levels": levels,
            "points": points,
        }

    def is_met_by(self, posting: Posting) -> bool:
        on_point = not self.pay_points or posting.pay_point in self.pay_points
        return posting.level in self.levels and on_point


def standing_for(capacity: str) -> Qualification:
    """Give what this installation asks of whoever is designated in a capacity."""
    asked = settings.DESIGNATION_STANDING[capacity]
    return Qualification(tuple(asked["levels"]), tuple(asked["pay_points"]))


def account_of(person: Person) -> User:
    """Give the account the role is given to. Raises DesignationRefused if there is none."""
    if person.user is None:
        raise DesignationRefused(
            _("%(person)s has no account, so the role could not be given. Ask an administrator.")
            % {"person": person.name_en}
        )
    return person.user


def check_span(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise DesignationRefused(
            _("The first day without the designation must come after %(day)s, when it begins.")
            % {"day": day_text(starts_on)}
        )


def check_standing(
    person: Person, posting: Posting | None, department: Department, capacity: str, on: dt.date
) -> None:
    """Refuse who does not serve in the department on that day, or not in a post that qualifies."""
    if posting is None or posting.department_id != department.pk:
        raise DesignationRefused(
            _("%(person)s does not serve in %(department)s on %(day)s. Choose somebody who does.")
            % {"person": person.name_en, "department": department.name, "day": day_text(on)}
        )
    standing = standing_for(capacity)
    if not standing.is_met_by(posting):
        raise DesignationRefused(
            _("A posting as %(rank)s does not qualify for %(capacity)s. Who does: %(standing)s.")
            % {
                "rank": posting.rank,
                "capacity": Designation.Capacity(capacity).label,
                "standing": standing,
            }
        )


def check_post_is_free(holding: Designation | None) -> None:
    """Refuse a second Ethics Officer on any day, naming who holds the designation."""
    if holding is None:
        return
    values = {
        "person": holding.person.name_en,
        "department": holding.department.name,
        "start": day_text(holding.starts_on),
    }
    if holding.ends_on is None:
        raise DesignationRefused(
            _(
                "%(person)s is Ethics Officer of %(department)s from %(start)s on. "
                "End that designation first."
            )
            % values
        )
    raise DesignationRefused(
        _(
            "%(person)s is Ethics Officer of %(department)s from %(start)s until %(end)s. "
            "Choose days that do not overlap."
        )
        % {**values, "end": day_text(holding.ends_on)}
    )


def check_follows_another(follows_another: bool) -> None:
    """Refuse to take over where nobody was before."""
    if not follows_another:
        raise DesignationRefused(
            _("Nobody was Ethics Officer here before you, so there is nothing to take over.")
        )


def check_lasts(designation: Designation, today: dt.date) -> None:
    """Refuse to correct how to reach somebody who is no longer designated."""
    if designation.ends_on is not None and designation.ends_on <= today:
        raise DesignationRefused(
            _("This designation ended on %(day)s, so its contact stays as it was.")
            % {"day": day_text(designation.ends_on)}
        )


def check_not_designated_already(standing: Designation | None) -> None:
    """Refuse to designate somebody twice in one department on any day."""
    if standing is not None:
        raise DesignationRefused(
            _("%(person)s is designated here already, as %(capacity)s from %(start)s on.")
            % {
                "person": standing.person.name_en,
                "capacity": standing.get_capacity_display(),
                "start": day_text(standing.starts_on),
            }
        )


def check_can_be_ended(designation: Designation, ends_on: dt.date, today: dt.date) -> None:
    if designation.ends_on is not None and designation.ends_on <= today:
        raise DesignationRefused(
            _("This designation ended on %(day)s already. Reload the page to see how it stands.")
            % {"day": day_text(designation.ends_on)}
        )
    if designation.ends_on is not None and designation.ends_on < ends_on:
        raise DesignationRefused(
            _("This designation ends on %(day)s already. It can't be prolonged; record a new one.")
            % {"day": day_text(designation.ends_on)}
        )
    check_span(designation.starts_on, ends_on)
