"""Audiences: who belongs to one, and to which one belongs."""

import pytest

from people.models import Audience, EmploymentKind, Level
from people.roles import Role
from tests.clock import TODAY
from tests.factories import AudienceFactory, DepartmentFactory, PersonFactory, person_with_role

pytestmark = pytest.mark.django_db


def test_audience_without_conditions_is_everybody_in_post():
    audience, person = AudienceFactory(), PersonFactory()
    PersonFactory(posting__ends_on=TODAY)

    assert list(audience.persons(TODAY)) == [person]
    assert list(Audience.objects.including(person)) == [audience]


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    [
        (
            {"levels": [Level.SENIOR]},
            {"posting__level": Level.SENIOR},
            {"posting__level": Level.JUNIOR},
        ),
        (
            {"employment_kinds": [EmploymentKind.PROBATION]},
            {"posting__employment_kind": EmploymentKind.PROBATION},
            {"posting__employment_kind": EmploymentKind.PERMANENT},
        ),
    ],
    ids=["level", "employment kind"],
)
def test_audience_takes_those_whose_posting_fulfils_the_condition(condition, inside, outside):
    audience = AudienceFactory(**condition)
    one, other = PersonFactory(**inside), PersonFactory(**outside)

    assert list(audience.persons(TODAY)) == [one]
    assert list(Audience.objects.including(one)) == [audience]
    assert list(Audience.objects.including(other)) == []


def test_audience_takes_those_who_serve_in_its_departments():
    department = DepartmentFactory()
    audience = AudienceFactory()
    audience.departments.add(department)
    one, other = PersonFactory(posting__department=department), PersonFactory()

    assert list(audience.persons(TODAY)) == [one]
    assert list(Audience.objects.including(one)) == [audience]
    assert list(Audience.objects.including(other)) == []


def test_audience_takes_those_who_hold_its_roles():
    audience = AudienceFactory(roles=[Role.ETHICS_OFFICER])
    one, other = person_with_role(Role.ETHICS_OFFICER), person_with_role(Role.AUDITOR)

    assert list(audience.persons(TODAY)) == [one]
    assert list(Audience.objects.including(one)) == [audience]
    assert list(Audience.objects.including(other)) == []


def test_audience_takes_those_who_fulfil_all_its_conditions():
    department = DepartmentFactory()
    audience = AudienceFactory(levels=[Level.SENIOR])
    audience.departments.add(department)
    both = PersonFactory(posting__department=department, posting__level=Level.SENIOR)
    PersonFactory(posting__department=department, posting__level=Level.JUNIOR)
    PersonFactory(posting__level=Level.SENIOR)

    assert list(audience.persons(TODAY)) == [both]
    assert list(Audience.objects.including(both)) == [audience]


def test_nobody_belongs_to_an_audience_without_being_in_post():
    AudienceFactory()
    person = PersonFactory(posting=None)

    assert list(Audience.objects.including(person)) == []
