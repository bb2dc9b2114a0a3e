"""Home of officers and heads: how the work plan of the department stands."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import PlanItemFactory, WorkPlanFactory
from tests.factories import DepartmentFactory, RoleAssignmentFactory, UserFactory, person_with_role
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

HOME = reverse("home")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.mark.parametrize(
    "role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT]
)
def test_officers_and_heads_see_how_the_plan_stands_and_each_figure_opens_its_items(
    sign_in, customs, role
):
    plan = WorkPlanFactory(department=customs)
    PlanItemFactory(plan=plan, status="done", closed_at=NOW, closed_by=UserFactory())
    PlanItemFactory(plan=plan)
    PlanItemFactory(plan__department=customs, plan__year=2025)

    response = sign_in(person_with_role(role, customs)).get(HOME)

    assert "Work plan 2026–27, Customs" in words(response)
    assert "Planned activities done 1 of 2" in words(response)
    page = reverse("ethics_officers:plan-detail", args=[plan.pk])
    for state in ("done", "behind"):
        assert f'href="{page}?state={state}"' in response.text


def test_where_there_is_no_plan_yet_home_says_so(sign_in, customs):
    response = sign_in(person_with_role(Role.ETHICS_OFFICER, customs)).get(HOME)

    assert "There is no work plan for the current year yet." in response.text
    assert reverse("ethics_officers:plan-of-department", args=[customs.pk]) in response.text


def test_a_coordinator_sees_no_plan(sign_in, customs):
    WorkPlanFactory(department=customs)

    response = sign_in(person_with_role(Role.TRAINING_COORDINATOR, customs)).get(HOME)

    assert "Work plan" not in response.text


def test_home_takes_as_many_queries_for_three_plans_as_for_one(sign_in, customs):
    person = person_with_role(Role.ETHICS_OFFICER, customs)
    PlanItemFactory(plan__department=customs)
    client = sign_in(person)
    for_one = queries_of(client, HOME)
    for _ in range(2):
        plan = PlanItemFactory().plan
        RoleAssignmentFactory(
            user=person.user, role=Role.ETHICS_OFFICER, department=plan.department
        )

    assert queries_of(client, HOME) == for_one
