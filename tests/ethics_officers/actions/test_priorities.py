"""Central priorities: written, published into plans, withdrawn."""

import pytest

from core.errors import PermissionRefused
from ethics_officers import actions
from ethics_officers.models import CentralPriority, PlanChange, PlanItem
from ethics_officers.rules import PriorityRefused
from notifications.models import Message
from tests.clock import NOW
from tests.ethics_officers.actions.plans import officer_of, refusal_of, staff
from tests.ethics_officers.factories import (
    CentralPriorityFactory,
    PlanItemFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db


def publish(priority, by=None):
    return actions.publish_priority(priority_id=priority.pk, by=by or staff(), now=NOW)


def withdraw(priority, by=None):
    return actions.withdraw_priority(priority_id=priority.pk, by=by or staff(), now=NOW)


def test_a_priority_is_saved_after_the_others_of_its_year_with_its_simplified_words():
    CentralPriorityFactory(position=4)
    priority = CentralPriorityFactory.build(
        draft=True, title_zh_hant="利益衝突", guidance_zh_hant="每年一次。"
    )

    saved = actions.save_priority(priority=priority, by=staff(), now=NOW)

    saved.refresh_from_db()
    assert (saved.position, saved.title_zh_hans) == (5, "利益冲突")
    assert saved.guidance_zh_hans == "每年一次。"


def test_a_published_priority_is_not_changed():
    priority = CentralPriorityFactory()

    sentence = refusal_of(
        PriorityRefused, actions.save_priority, priority=priority, by=staff(), now=NOW
    )

    assert sentence.startswith("It is published, and departments plan by it.")


def test_publishing_adds_an_item_to_the_plans_of_its_year_and_tells_their_officers():
    plan = PlanItemFactory(plan__endorsed=True, position=3).plan
    draft = WorkPlanFactory()
    WorkPlanFactory(year=2025)
    officer, other = officer_of(plan.department), officer_of(draft.department)
    priority = CentralPriorityFactory(draft=True)

    publish(priority)

    items = PlanItem.objects.filter(priority=priority).order_by("plan")
    assert [(item.plan, item.position) for item in items] == [(plan, 4), (draft, 1)]
    told = Message.objects.filter(kind="ethics_officers.priority_published")
    assert set(told.values_list("recipient", flat=True)) == {officer.pk, other.pk}
    change = PlanChange.objects.get()
    assert (change.plan, change.kind, change.reason) == (plan, "added", priority.title_en)


def test_publishing_is_safe_to_repeat():
    WorkPlanFactory()
    priority = CentralPriorityFactory(draft=True)

    publish(priority)
    publish(priority)

    assert PlanItem.objects.count() == 1


def test_a_withdrawn_priority_stays_where_it_is_planned_and_is_not_published_again():
    item = PlanItemFactory(priority=CentralPriorityFactory())

    withdraw(item.priority)

    item.refresh_from_db()
    assert item.priority_id is not None
    assert not CentralPriority.objects.published().exists()
    assert refusal_of(PriorityRefused, publish, priority=item.priority).startswith(
        "It was withdrawn."
    )


def test_what_was_not_published_is_not_withdrawn():
    draft = CentralPriorityFactory(draft=True)

    assert refusal_of(PriorityRefused, withdraw, priority=draft).startswith("It is not published")


def test_only_programme_staff_set_priorities():
    officer = officer_of(WorkPlanFactory().department)
    priority = CentralPriorityFactory(draft=True)

    with pytest.raises(PermissionRefused):
        actions.save_priority(priority=priority, by=officer, now=NOW)
    for deed in (publish, withdraw):
        with pytest.raises(PermissionRefused):
            deed(priority, officer)
