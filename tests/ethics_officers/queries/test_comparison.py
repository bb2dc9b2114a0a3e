"""A department's figures beside those of all departments."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ethics_officers.queries import comparison
from people.models import Department
from tests.clock import NOW, TODAY, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    DesignationFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.ethics_officers.standing import trained
from tests.factories import DepartmentFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return DepartmentFactory()


def compared(department, key):
    _, rows = comparison(department, TODAY)
    row = next(row for row in rows if row.key == key)
    return row.own, row.median, row.best


def test_a_figure_stands_beside_the_median_and_the_best_of_all(department):
    for activities in (0, 2, 3, 9):
        ActivityFactory.create_batch(activities, department=DepartmentFactory())
    ActivityFactory.create_batch(1, department=department, happened_on=TODAY)
    # The users who logged and the like bring no departments of their own.
    assert Department.objects.current(TODAY).count() == 5

    assert compared(department, "activities") == (1, 2, 9)


def test_the_best_of_vacant_days_is_the_fewest(department):
    for _ in range(4):
        DesignationFactory()

    assert compared(department, "vacant_days") == (365, 0, 0)


def test_no_median_and_no_best_where_fewer_than_five_departments_have_a_figure(department):
    for serving in (department, *(DepartmentFactory() for _ in range(3))):
        PersonFactory(posting__department=serving)
    DepartmentFactory()  # where nobody serves, so that there is no coverage
    assert compared(department, "coverage") == (0.0, None, None)

    trained(DepartmentFactory(), at("2026-10-01"))
    assert compared(department, "coverage") == (0.0, 0.0, 100.0)


def test_plan_items_done_are_a_share_of_those_planned_where_there_is_a_plan(department):
    for other in (department, *(DepartmentFactory() for _ in range(4))):
        plan = WorkPlanFactory(department=other, endorsed=True)
        PlanItemFactory.create_batch(3, plan=plan)
        PlanItemFactory(plan=plan, status="dropped")
    by = UserFactory()
    ours = PlanItemFactory(
        plan=department.work_plans.get(), status="done", closed_at=NOW, closed_by=by
    )
    DepartmentFactory()

    assert compared(department, "plan_items_done") == (25.0, 0.0, 25.0)
    assert compared(DepartmentFactory(), "plan_items_done") == (None, 0.0, 25.0)
    assert ours.plan.department == department


def test_comparing_takes_as_many_statements_however_many_departments(department):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            comparison(department, TODAY)
        return len(captured)

    trained(department, at("2026-10-01"))
    few = statements()

    for _ in range(3):
        trained(DepartmentFactory(), at("2026-10-01"))
    assert statements() == few
