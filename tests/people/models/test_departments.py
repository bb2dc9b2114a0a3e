"""Departments: what the database keeps, and how they are found."""

import datetime as dt

import pytest

from people.models import Department
from tests.clock import TODAY
from tests.factories import LONG_AGO, DepartmentFactory
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_department_ends_after_it_starts():
    with refused_by("people_department_ends_after_it_starts"):
        DepartmentFactory(ends_on=LONG_AGO)


def test_department_has_a_successor_only_once_it_has_ended():
    successor = DepartmentFactory()

    with refused_by("people_department_only_ended_has_successor"):
        DepartmentFactory(successor=successor)


def test_department_size_has_its_date():
    with refused_by("people_department_strength_has_date"):
        DepartmentFactory(strength=100, strength_basis="strength")


def test_department_size_says_what_it_counts():
    with refused_by("people_department_strength_has_basis"):
        DepartmentFactory(strength=100, strength_as_at=LONG_AGO)


def test_department_exists_from_its_first_day_until_the_day_it_ends():
    department = DepartmentFactory(starts_on=TODAY, ends_on=TODAY + dt.timedelta(days=2))
    days = [TODAY + dt.timedelta(days=offset) for offset in (-1, 0, 1, 2)]

    existing = [list(Department.objects.current(day)) for day in days]

    assert existing == [[], [department], [department], []]


@pytest.mark.parametrize(
    "words", ["CUSTOMS", "excise customs", "海關", "海关", "香港海關"], ids=str
)
def test_department_is_found_by_code_and_by_name_in_each_script(words):
    customs = DepartmentFactory(
        code="CUSTOMS",
        name_en="Customs and Excise Department",
        name_zh_hant="香港海關",
        name_zh_hans="香港海关",
    )
    DepartmentFactory(code="AUD", name_en="Audit Commission", name_zh_hant="審計署")

    assert list(Department.objects.search(words)) == [customs]
