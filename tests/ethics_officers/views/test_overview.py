"""The overview of a department."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.standing import trained
from tests.factories import DepartmentFactory, person_with_role
from tests.pages import words

pytestmark = pytest.mark.django_db

READERS = [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def department():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def others():
    """Departments whose figures are compared, and whose names are told to nobody."""
    departments = [DepartmentFactory(name_en=f"Elsewhere {n}") for n in range(4)]
    for other in departments:
        trained(other, at("2026-10-01"))
    return departments


def page_of(department):
    return reverse("ethics_officers:overview", args=[department.pk])


@pytest.mark.parametrize("role", READERS)
def test_overview_shows_figures_beside_all_others_and_names_none(sign_in, department, others, role):
    response = sign_in(person_with_role(role, department)).get(page_of(department))

    assert "0.0% : Coverage rate 100.0% 100.0%" in words(response)
    assert "Elsewhere" not in response.content.decode()


def test_each_figure_opens_the_rows_behind_it(sign_in, department, others):
    officer = sign_in(person_with_role(Role.ETHICS_OFFICER, department))
    behind = reverse("ethics_officers:figure-detail", args=[department.pk, "persons_trained"])

    assert f"{behind}?since=2025-11-23&amp;until=2026-11-23" in (
        officer.get(page_of(department)).content.decode()
    )


@pytest.mark.parametrize("role", READERS)
def test_overview_of_another_department_is_absent(sign_in, department, others, role):
    client = sign_in(person_with_role(role, department))

    assert client.get(page_of(others[0])).status_code == 404


def test_staff_see_the_overview_of_any_department(as_role, others):
    assert as_role(Role.PROGRAMME_STAFF).get(page_of(others[0])).status_code == 200
