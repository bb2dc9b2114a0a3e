"""The sample's Ethics Officers and Assistants, designated as staff would."""

import datetime as dt
from random import Random

from django.db import transaction

from core.days import day_of
from ethics_officers.actions import designate, end_designation
from ethics_officers.models import Designation
from ethics_officers.rules import standing_for
from integrity.sample.data.cast import CAST
from integrity.sample.people import SEED
from people.models import Department, Posting, User
from people.roles import Role

# Two vacancies: one since an officer left, one where none was ever recorded.
LEFT_IN, LEFT_DAYS_AGO = "LR", 34
NEVER_RECORDED_IN = "SCIOCS"

_ASSISTED = 0.45
_SUCCEEDED = 0.3


@transaction.atomic
def load(*, now: dt.datetime) -> None:
    """Designate officers in all bodies but two, unless somebody is designated already."""
    if Designation.objects.exists():
        return
    cast = {part.role: part for part in CAST}
    staff = User.objects.get(email=cast[Role.PROGRAMME_STAFF].email)
    for department in Department.objects.order_by("code"):
        if department.code == NEVER_RECORDED_IN:
            continue
        if department.code == cast[Role.ETHICS_OFFICER].department:
            for role in (Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER):
                _designate_cast(department, role, staff, now)
        else:
            _designate_crowd(department, staff, now)


def _designate_cast(department: Department, role: Role, by: User, now: dt.datetime) -> None:
    part = next(part for part in CAST if part.role == role)
    capacities = {
        Role.ETHICS_OFFICER: Designation.Capacity.OFFICER,
        Role.ASSISTANT_ETHICS_OFFICER: Designation.Capacity.ASSISTANT,
    }
    designate(
        department_id=department.pk,
        person_id=User.objects.get(email=part.email).person.pk,
        capacity=capacities[role],
        starts_on=dt.date(2025, 4, 1),
        by=by,
        now=now,
    )


def _designate_crowd(department: Department, by: User, now: dt.datetime) -> None:
    random = Random(f"{SEED}:designations:{department.code}")
    today = day_of(now)
    officers = _candidates(department, Designation.Capacity.OFFICER, today)
    assistants = [
        posting
        for posting in _candidates(department, Designation.Capacity.ASSISTANT, today)
        if posting not in officers
    ]
    starts_on = max(officers[0].starts_on, today - dt.timedelta(days=random.randint(60, 1100)))
    if len(officers) > 1 and officers[1].starts_on < starts_on and random.random() < _SUCCEEDED:
        _designate(
            officers[1], Designation.Capacity.OFFICER, officers[1].starts_on, by, now, starts_on
        )
    officer = _designate(officers[0], Designation.Capacity.OFFICER, starts_on, by, now)
    if department.code == LEFT_IN:
        end_designation(
            designation_id=officer.pk,
            ends_on=today - dt.timedelta(days=LEFT_DAYS_AGO),
            by=by,
            now=now,
        )
    if assistants and random.random() < _ASSISTED:
        began = max(assistants[0].starts_on, starts_on)
        _designate(assistants[0], Designation.Capacity.ASSISTANT, began, by, now)


def _candidates(department: Department, capacity: str, today: dt.date) -> list[Posting]:
    cast = [part.email for part in CAST]
    return list(
        department.postings.current(today)
        .filter(standing_for(capacity).condition)
        .exclude(person__user__email__in=cast)
        .order_by("person_id")[:5]
    )


def _designate(
    posting: Posting,
    capacity: str,
    starts_on: dt.date,
    by: User,
    now: dt.datetime,
    ends_on: dt.date | None = None,
) -> Designation:
    return designate(
        department_id=posting.department_id,
        person_id=posting.person_id,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        now=now,
    )
