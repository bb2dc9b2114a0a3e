"""Two people at one work plan at the same instant."""

import pytest
from django.db import IntegrityError

from core.versions import Stale
from ethics_officers import actions
from ethics_officers.models import PlanItem, WorkPlan
from ethics_officers.rules import PlanRefused
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.ethics_officers.actions.plans import item_values, officer_of
from tests.ethics_officers.factories import PlanItemFactory, WorkPlanFactory
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_a_version_the_second_of_two_editors_overwrites_the_first_unawares():
    item = PlanItemFactory(title="As read")
    copies = [PlanItem.objects.get(pk=item.pk) for _ in range(2)]

    def save(copy):
        copy.title = f"By {id(copy)}"
        copy.save()

    assert at_once(save, copies) == [None, None]


def test_of_two_editors_at_once_one_is_told_of_the_other_and_nothing_is_lost():
    item = PlanItemFactory(title="As read")
    editors = [officer_of(item.plan.department) for _ in range(2)]

    def edit(by):
        return actions.change_item(
            item_id=item.pk, values=item_values(title=by.email), version=1, by=by, now=NOW
        )

    results = at_once(edit, editors)

    item.refresh_from_db()
    [refused] = [number for number, each in enumerate(results) if isinstance(each, Stale)]
    other = editors[1 - refused]
    assert str(other.person) in str(results[refused])
    assert (item.title, item.version) == (other.email, 2)


def test_without_the_lock_the_database_lets_one_of_two_plans_of_a_year_pass():
    department = DepartmentFactory()

    results = at_once(
        lambda basis: WorkPlanFactory(department=department, basis=basis),
        ["financial", "calendar"],
    )

    assert {type(each) for each in results} == {WorkPlan, IntegrityError}


def test_of_two_who_begin_the_plan_of_a_year_at_once_one_is_refused_in_a_sentence():
    department = DepartmentFactory()
    officers = [officer_of(department) for _ in range(2)]

    def start(by):
        return actions.start_plan(
            department_id=department.pk, basis="financial", year=2026, by=by, now=NOW
        )

    results = at_once(start, officers)

    [refusal] = [each for each in results if isinstance(each, PlanRefused)]
    assert str(refusal) == "There is a plan for 2026–27 already, which covers some of these months."
    assert WorkPlan.objects.count() == 1
