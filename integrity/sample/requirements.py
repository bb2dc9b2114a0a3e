"""The sample's required courses: of recruits, of supervisors, of everybody, of one department."""

import datetime as dt

from django.db import transaction

from core.days import day_of
from integrity.sample.data.cast import CAST
from integrity.sample.data.courses import SUBJECTS
from people.models import Department, Level, User
from people.roles import Role
from training import actions
from training.models import Course, Requirement

_BASIS = Requirement.Basis
_CONFLICTS, _ADVANTAGES, _PROCUREMENT, _RECRUITS = 0, 1, 3, 4
# So long ago the requirements were made, or courses by a date would all be due yet.
_MADE_BEFORE = dt.timedelta(days=300)
_MONTHS_VALID = 24


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Require some courses, so that people are due, overdue, on time and late, and count them."""
    if Requirement.objects.exists():
        return
    cast = {part.role: part for part in CAST}
    staff = User.objects.get(email=cast[Role.PROGRAMME_STAFF].email)
    department = Department.objects.get(code=cast[Role.TRAINING_COORDINATOR].department)
    made_at, today = now - _MADE_BEFORE, day_of(now)
    courses = {
        at: Course.objects.get(title_en=SUBJECTS[at].title_en)
        for at in (_CONFLICTS, _ADVANTAGES, _PROCUREMENT, _RECRUITS)
    }
    courses[_CONFLICTS].valid_months = _MONTHS_VALID
    courses[_CONFLICTS].save(update_fields=["valid_months"])
    for plan in (
        actions.RequirementPlan(
            course=courses[_RECRUITS],
            basis=_BASIS.WITHIN_PROBATION,
            starts_on=day_of(made_at),
            levels=[Level.RECRUIT],
        ),
        actions.RequirementPlan(
            course=courses[_CONFLICTS],
            basis=_BASIS.BY_DATE,
            due_on=today - dt.timedelta(days=21),
            days=90,
            starts_on=day_of(made_at),
            levels=[Level.MIDDLE, Level.SENIOR],
        ),
        actions.RequirementPlan(
            course=courses[_ADVANTAGES],
            basis=_BASIS.BY_DATE,
            due_on=today + dt.timedelta(days=75),
            days=90,
            starts_on=day_of(made_at),
        ),
        actions.RequirementPlan(
            course=courses[_PROCUREMENT],
            basis=_BASIS.BY_DATE,
            due_on=today + dt.timedelta(days=14),
            days=60,
            starts_on=day_of(made_at),
            departments=[department],
        ),
    ):
        actions.require_course(plan=plan, by=staff, now=made_at)
    actions.count_due(now=now)
