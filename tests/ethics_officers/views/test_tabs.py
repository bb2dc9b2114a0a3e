"""The area "Our department": who is led where, and what the pages of a department share."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import WorkPlanFactory
from tests.factories import DepartmentFactory, RoleAssignmentFactory, person_with_role
from tests.pages import words

pytestmark = pytest.mark.django_db

OUR_DEPARTMENT = reverse("ethics_officers:our-department")
PROGRAMME = [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")


def page(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def areas(response):
    return {str(area["label"]): area["url"] for area in response.context["areas"]}


def tabs(response):
    return [str(tab["label"]) for tab in response.context["tabs"]]


@pytest.mark.parametrize("role", PROGRAMME)
def test_officers_and_heads_are_led_to_the_plan_of_the_current_year(sign_in, customs, role):
    WorkPlanFactory(department=customs, year=2025)
    plan = WorkPlanFactory(department=customs)
    client = sign_in(person_with_role(role, customs))

    response = client.get(areas(client.get("/"))["Our department"], follow=True)

    assert response.redirect_chain == [
        (page("plan-of-department", customs), 302),
        (page("plan-detail", plan), 302),
    ]
    assert "Customs 香港海關" in words(response)
    assert "Work plan 2026–27" in words(response)
    assert response.context["current_area"] == OUR_DEPARTMENT


def test_where_there_is_no_plan_yet_the_page_says_so_and_lists_those_of_other_years(
    sign_in, customs
):
    before = WorkPlanFactory(department=customs, year=2025)
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, customs))

    response = client.get(page("plan-of-department", customs))

    assert "There is no work plan for the current year yet." in response.text
    assert list(response.context["plans"]) == [before]


def test_a_training_coordinator_is_led_to_the_people_of_the_department(as_role):
    client = as_role(Role.TRAINING_COORDINATOR)

    assert areas(client.get("/"))["Our department"] == reverse("people:person-list")
    response = client.get(reverse("people:person-list"))
    assert response.context["current_area"] == reverse("people:person-list")


def test_an_officer_finds_the_people_in_the_same_area(as_role):
    response = as_role(Role.ETHICS_OFFICER).get(reverse("people:person-list"))

    assert list(areas(response)).count("Our department") == 1
    assert response.context["current_area"] == OUR_DEPARTMENT


def test_staff_are_in_the_area_of_ethics_officers_on_the_pages_of_a_department(as_role, customs):
    client = as_role(Role.PROGRAMME_STAFF)

    for name in ("plan-of-department", "department-detail"):
        response = client.get(page(name, customs))

        assert response.context["current_area"] == reverse("ethics_officers:register")
        assert "Our department" not in areas(response)


def test_who_is_officer_and_staff_is_on_the_register_in_the_area_of_ethics_officers(
    sign_in, customs
):
    person = person_with_role(Role.ETHICS_OFFICER, customs)
    RoleAssignmentFactory(user=person.user, role=Role.PROGRAMME_STAFF)

    response = sign_in(person).get(reverse("ethics_officers:register"))

    assert response.context["current_area"] == reverse("ethics_officers:register")


def test_an_officer_of_two_departments_goes_from_one_to_the_same_tab_of_the_other(sign_in, customs):
    person = person_with_role(Role.ETHICS_OFFICER, customs)
    marine = DepartmentFactory(name_en="Marine")
    RoleAssignmentFactory(user=person.user, role=Role.ETHICS_OFFICER, department=marine)
    client = sign_in(person)

    response = client.get(page("department-detail", marine))

    assert "Go to Customs" in words(response)
    assert f'href="{page("department-detail", customs)}"' in response.text
    assert (
        f'href="{page("department-detail", customs)}"'
        not in client.get(page("department-detail", customs))
        .text.replace('aria-current="page"', "")
        .split('<nav class="tabs')[0]
    )


@pytest.mark.parametrize("role", [*PROGRAMME, Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR])
def test_a_department_has_its_tabs(sign_in, customs, role):
    client = sign_in(person_with_role(role, customs if role in PROGRAMME else None))

    response = client.get(page("department-detail", customs))

    assert tabs(response) == [
        "Overview",
        "Plan",
        "Strategy",
        "Activities",
        "Requests for talks",
        "Return",
        "Officers",
        "People",
    ]


@pytest.mark.parametrize("role", PROGRAMME)
@pytest.mark.parametrize("name", ["plan-of-department", "department-detail"])
def test_another_department_is_absent_for_officers_and_heads(as_role, customs, role, name):
    assert as_role(role).get(page(name, customs)).status_code == 404
