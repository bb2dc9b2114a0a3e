"""When courses may be required, and requirements changed or ended."""

import datetime as dt

from django.utils.translation import gettext as _

from core.days import day_text
from core.errors import RuleViolation
from training.models import Course, Requirement


class RequirementRefused(RuleViolation):
    """The requirement can't be made, changed or ended as asked."""


def check_course_is_offered(course: Course) -> None:
    if not course.is_active:
        raise RequirementRefused(
            _("No new session of this course is offered. Offer it again, or choose another.")
        )


def check_begins_no_sooner_than(today: dt.date, starts_on: dt.date) -> None:
    if starts_on < today:
        raise RequirementRefused(
            _("Nobody can be asked for the past. Let it begin today or later.")
        )


def check_requirement_has_not_begun(requirement: Requirement, today: dt.date) -> None:
    if requirement.starts_on <= today or requirement.ends_on is not None:
        raise RequirementRefused(
            _("It has begun, or was ended. End it, and require the course anew.")
        )


def check_is_not_ended(requirement: Requirement) -> None:
    if requirement.ends_on is not None:
        raise RequirementRefused(
            _("This requirement was ended already, with %(day)s as its first day without.")
            % {"day": day_text(requirement.ends_on)}
        )


def check_ends_no_sooner_than(today: dt.date, ends_on: dt.date) -> None:
    if ends_on < today:
        raise RequirementRefused(_("It can't have ended in the past. Choose today or later."))
