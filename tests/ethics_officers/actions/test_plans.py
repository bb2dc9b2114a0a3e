"""A department's work plan: started, submitted, commented on, returned, endorsed."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry
from ethics_officers import actions
from ethics_officers.models import PlanItem, WorkPlan
from ethics_officers.rules import PlanRefused
from notifications.models import Message
from tests.clock import NOW, TODAY
from tests.ethics_officers.actions.plans import head_of, officer_of, refusal_of, staff
from tests.ethics_officers.factories import (
    CentralPriorityFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.factories import DepartmentFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def officer(customs):
    return officer_of(customs)


def start(department, by, **changes):
    values = {"basis": "financial", "year": 2026, **changes}
    return actions.start_plan(department_id=department.pk, by=by, now=NOW, **values)


def submitted(department):
    return PlanItemFactory(plan=WorkPlanFactory(department=department, submitted=True)).plan


def told(kind):
    messages = Message.objects.filter(kind=f"ethics_officers.{kind}")
    return set(messages.values_list("recipient", flat=True))


# Starting --------------------------------------------------------------------------------------


def test_a_plan_starts_empty_as_a_draft_for_the_days_of_its_year(customs, officer):
    financial = start(customs, officer)
    calendar = start(customs, officer, basis="calendar", year=2025)

    assert (financial.status, financial.started_by) == ("draft", officer)
    assert (financial.starts_on, financial.ends_on) == (dt.date(2026, 4, 1), dt.date(2027, 4, 1))
    assert (calendar.starts_on, calendar.ends_on) == (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    assert not PlanItem.objects.exists()
    assert AuditEntry.objects.filter(action="ethics_officers.plan_started").count() == 2


def test_a_plan_starts_with_all_central_priorities_of_its_year_that_stand(customs, officer):
    first, second = CentralPriorityFactory(position=1), CentralPriorityFactory(position=2)
    CentralPriorityFactory(draft=True)
    CentralPriorityFactory(year=2025)
    CentralPriorityFactory(basis="calendar")
    CentralPriorityFactory(withdrawn_at=NOW, withdrawn_by=first.published_by)

    plan = start(customs, officer)

    items = plan.items.order_by("position")
    assert [item.priority for item in items] == [first, second]
    assert [(item.title, item.starts_on, item.ends_on) for item in items] == [
        (each.title_en, plan.starts_on, plan.ends_on) for each in (first, second)
    ]


def test_items_carried_over_keep_their_months_of_the_year_and_say_where_they_come_from(
    customs, officer
):
    last = WorkPlanFactory(department=customs, year=2025)
    ticked = PlanItemFactory(
        plan=last,
        starts_on=dt.date(2025, 10, 1),
        ends_on=dt.date(2026, 1, 1),
        told_result=70,
        levels=["junior"],
    )
    PlanItemFactory(plan=last)

    [item] = start(customs, officer, carried_item_ids=[ticked.pk]).items.all()

    assert (item.carried_from, item.title, item.levels) == (ticked, ticked.title, ["junior"])
    assert (item.starts_on, item.ends_on) == (dt.date(2026, 10, 1), dt.date(2027, 1, 1))
    assert (item.status, item.told_result) == ("planned", None)


def test_items_of_another_department_are_not_carried_over(customs, officer):
    foreign = PlanItemFactory(plan__year=2025)

    assert not start(customs, officer, carried_item_ids=[foreign.pk]).items.exists()


def test_a_second_plan_for_some_of_the_same_months_is_refused(customs, officer):
    start(customs, officer)

    sentence = refusal_of(PlanRefused, start, department=customs, by=officer, basis="calendar")

    assert sentence == "There is a plan for 2026–27 already, which covers some of these months."


def test_only_officers_of_the_department_start_its_plan(customs):
    for stranger in (officer_of(DepartmentFactory()), head_of(customs), staff()):
        with pytest.raises(PermissionRefused):
            start(customs, stranger)


# Submitting, returning, endorsing --------------------------------------------------------------


def test_submitting_asks_the_head_and_is_safe_to_repeat(customs, officer):
    head = head_of(customs)
    plan = PlanItemFactory(plan__department=customs).plan

    for _ in range(2):
        plan = actions.submit_plan(plan_id=plan.pk, by=officer, now=NOW)

    assert (plan.status, plan.submitted_at, plan.submitted_by) == ("submitted", NOW, officer)
    assert told("plan_submitted") == {head.pk}


def test_submitting_tells_programme_staff_where_there_is_no_head(customs, officer):
    programme_staff = staff()
    plan = PlanItemFactory(plan__department=customs).plan

    actions.submit_plan(plan_id=plan.pk, by=officer, now=NOW)

    assert told("plan_submitted") == {programme_staff.pk}


def test_an_empty_or_an_endorsed_plan_is_not_submitted(customs, officer):
    empty = WorkPlanFactory(department=customs)
    endorsed = WorkPlanFactory(department=customs, year=2025, endorsed=True)

    def submit(plan):
        return refusal_of(PlanRefused, actions.submit_plan, plan_id=plan.pk, by=officer, now=NOW)

    assert submit(empty) == "Nothing is planned yet. Add an item, then submit the plan."
    assert submit(endorsed) == "The plan is endorsed already."


def test_the_head_returns_a_plan_with_what_is_to_be_changed_and_the_officers_are_told(
    customs, officer
):
    head, plan = head_of(customs), submitted(customs)

    plan = actions.return_plan(plan_id=plan.pk, comment="More for recruits.", by=head, now=NOW)

    assert plan.status == "returned"
    assert [comment.text for comment in plan.comments.all()] == ["More for recruits."]
    assert told("plan_returned") == {officer.pk}


def test_a_plan_is_not_returned_without_a_word(customs, officer):
    head, plan = head_of(customs), submitted(customs)

    def give_back():
        return actions.return_plan(plan_id=plan.pk, comment="", by=head, now=NOW)

    assert refusal_of(PlanRefused, give_back) == (
        "Say what is to be changed, here or as a comment on an item."
    )
    item = plan.items.get()
    actions.comment_on_plan(plan_id=plan.pk, item_id=item.pk, text="Too few.", by=head, now=NOW)
    assert give_back().status == "returned"


def test_an_officer_takes_a_submitted_plan_back_but_no_endorsed_one(customs, officer):
    plan = submitted(customs)
    endorsed = WorkPlanFactory(department=customs, year=2025, endorsed=True)

    for _ in range(2):
        taken = actions.take_back_plan(plan_id=plan.pk, by=officer, now=NOW)

    assert taken.status == "draft"
    sentence = refusal_of(
        PlanRefused, actions.take_back_plan, plan_id=endorsed.pk, by=officer, now=NOW
    )
    assert sentence == "The plan is not submitted: it is endorsed."


def test_the_head_endorses_and_the_officers_are_told(customs, officer):
    head, plan = head_of(customs), submitted(customs)

    plan = actions.endorse_plan(
        plan_id=plan.pk, endorser="LEUNG Man-kit", endorsed_on=TODAY, by=head, now=NOW
    )

    assert (plan.status, plan.endorser, plan.endorsed_on) == ("endorsed", "LEUNG Man-kit", TODAY)
    assert (plan.endorsed_at, plan.endorsed_by) == (NOW, head)
    assert told("plan_endorsed") == {officer.pk}


def test_an_officer_records_an_endorsement_on_paper(customs, officer):
    plan = submitted(customs)
    day = TODAY - dt.timedelta(days=3)

    plan = actions.endorse_plan(
        plan_id=plan.pk, endorser="LEUNG Man-kit", endorsed_on=day, by=officer, now=NOW
    )

    assert (plan.endorsed_on, plan.endorsed_by) == (day, officer)
    assert told("plan_endorsed") == set()


def test_an_endorsement_names_the_head_and_a_day_gone_by_of_a_submitted_plan(customs, officer):
    plan, draft = submitted(customs), WorkPlanFactory(department=customs, year=2025)

    def endorse(plan, endorser="LEUNG Man-kit", day=TODAY):
        return refusal_of(
            PlanRefused,
            actions.endorse_plan,
            plan_id=plan.pk,
            endorser=endorser,
            endorsed_on=day,
            by=officer,
            now=NOW,
        )

    assert endorse(plan, endorser=" ").startswith("Write the name of the head")
    assert endorse(plan, day=TODAY + dt.timedelta(days=1)).startswith("The day of the endorsement")
    assert endorse(draft) == "The plan is not submitted: it is draft."


def test_no_stranger_takes_a_step(customs):
    plan = submitted(customs)
    common = {"plan_id": plan.pk, "now": NOW}
    ending = {"endorser": "X", "endorsed_on": TODAY}

    for stranger in (officer_of(DepartmentFactory()), head_of(DepartmentFactory()), staff()):
        for deed, more in (
            (actions.submit_plan, {}),
            (actions.take_back_plan, {}),
            (actions.return_plan, {"comment": "x"}),
            (actions.endorse_plan, ending),
        ):
            with pytest.raises(PermissionRefused):
                deed(**common, **more, by=stranger)

    assert WorkPlan.objects.get().status == "submitted"


# Comments --------------------------------------------------------------------------------------


def test_head_and_staff_comment_and_the_officers_are_told_but_not_of_their_own(customs, officer):
    plan = submitted(customs)
    item = plan.items.get()

    for by in (head_of(customs), staff(), officer):
        actions.comment_on_plan(plan_id=plan.pk, item_id=item.pk, text="Good.", by=by, now=NOW)

    assert item.comments.count() == 3
    assert Message.objects.filter(kind="ethics_officers.plan_commented").count() == 2
    assert told("plan_commented") == {officer.pk}


def test_a_comment_on_an_item_of_another_plan_is_not_written(customs):
    plan, foreign = submitted(customs), PlanItemFactory()

    with pytest.raises(PlanItem.DoesNotExist):
        actions.comment_on_plan(
            plan_id=plan.pk, item_id=foreign.pk, text="x", by=head_of(customs), now=NOW
        )


def test_others_do_not_comment(customs):
    plan = submitted(customs)

    for stranger in (officer_of(DepartmentFactory()), PersonFactory().user):
        with pytest.raises(PermissionRefused):
            actions.comment_on_plan(plan_id=plan.pk, item_id=None, text="x", by=stranger, now=NOW)


def test_a_comment_is_settled_once_by_an_officer(customs, officer):
    plan, head = submitted(customs), head_of(customs)
    comment = actions.comment_on_plan(plan_id=plan.pk, item_id=None, text="x", by=head, now=NOW)
    later = NOW + dt.timedelta(hours=1)

    actions.settle_comment(comment_id=comment.pk, by=officer, now=NOW)
    again = actions.settle_comment(comment_id=comment.pk, by=officer_of(customs), now=later)

    assert (again.settled_by, again.settled_at) == (officer, NOW)
    with pytest.raises(PermissionRefused):
        actions.settle_comment(comment_id=comment.pk, by=head, now=NOW)
