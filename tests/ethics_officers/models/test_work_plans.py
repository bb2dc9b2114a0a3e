"""Work plans: what the database keeps, and who sees which."""

import datetime as dt

import pytest

from ethics_officers.models import (
    CentralPriority,
    PlanChange,
    PlanComment,
    PlanItem,
    PlanItemSession,
    WorkPlan,
)
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    CentralPriorityFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.factories import DepartmentFactory, SessionFactory, UserFactory, person_with_role
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

OVERSEERS = [Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR]


def test_a_department_has_one_plan_at_any_instant():
    plan = WorkPlanFactory()

    with refused_by("ethics_officers_work_plan_one_at_any_instant"):
        WorkPlanFactory(department=plan.department, basis="calendar")


def test_a_plan_ends_after_it_starts():
    with refused_by("ethics_officers_work_plan_ends_after_it_starts"):
        WorkPlanFactory(ends_on=dt.date(2026, 4, 1))


def test_who_submitted_and_who_endorsed_a_plan_go_with_when():
    for step in ("submitted", "endorsed"):
        with refused_by(f"ethics_officers_work_plan_{step}_by_and_when"):
            WorkPlanFactory(**{f"{step}_at": NOW})


@pytest.mark.parametrize("missing", [{"endorsed_on": None}, {"endorser": ""}])
def test_an_endorsed_plan_says_by_whom_and_on_which_day(missing):
    with refused_by("ethics_officers_work_plan_endorsed_says_by_whom"):
        WorkPlanFactory(endorsed=True, **missing)


def test_an_item_ends_after_it_starts():
    with refused_by("ethics_officers_plan_item_ends_after_it_starts"):
        PlanItemFactory(ends_on=dt.date(2026, 10, 1))


def test_who_closed_an_item_goes_with_when():
    with refused_by("ethics_officers_plan_item_closed_by_and_when"):
        PlanItemFactory(status="done", closed_at=NOW)


def test_who_changed_an_item_last_goes_with_when():
    with refused_by("ethics_officers_plan_item_changed_by_and_when"):
        PlanItemFactory(changed_at=NOW)


@pytest.mark.parametrize("status", ["planned", "done"])
def test_an_item_is_closed_exactly_when_it_is_done(status):
    closed = {"closed_at": NOW, "closed_by": UserFactory()} if status == "planned" else {}

    with refused_by("ethics_officers_plan_item_done_is_closed"):
        PlanItemFactory(status=status, **closed)


def test_an_item_that_answers_a_priority_is_never_dropped():
    with refused_by("ethics_officers_plan_item_of_priority_not_dropped"):
        PlanItemFactory(status="dropped", priority=CentralPriorityFactory())


def test_only_a_priority_is_explained_away_and_with_a_reason():
    with refused_by("ethics_officers_plan_item_explained_says_why"):
        PlanItemFactory(status="explained", explanation="No.")
    with refused_by("ethics_officers_plan_item_explained_says_why"):
        PlanItemFactory(status="explained", priority=CentralPriorityFactory())


def test_a_plan_has_a_priority_once():
    item = PlanItemFactory(priority=CentralPriorityFactory())

    with refused_by("ethics_officers_plan_item_once_per_priority"):
        PlanItemFactory(plan=item.plan, priority=item.priority)


def test_an_item_is_carried_into_a_plan_once():
    item = PlanItemFactory(carried_from=PlanItemFactory())

    with refused_by("ethics_officers_plan_item_carried_once"):
        PlanItemFactory(plan=item.plan, carried_from=item.carried_from)


def test_a_session_serves_an_item_once():
    item, session = PlanItemFactory(), SessionFactory()
    PlanItemSession.objects.create(item=item, session=session)

    with refused_by("ethics_officers_plan_item_session_once"):
        PlanItemSession.objects.create(item=item, session=session)


def comment(**fields):
    values = {"plan": WorkPlanFactory(), "text": "Good.", "written_at": NOW}
    return PlanComment.objects.create(**{**values, "written_by": UserFactory(), **fields})


def test_a_comment_says_something_and_is_settled_by_somebody():
    with refused_by("ethics_officers_plan_comment_says_something"):
        comment(text="")
    with refused_by("ethics_officers_plan_comment_settled_by_and_when"):
        comment(settled_at=NOW)


def test_a_change_has_a_reason():
    item = PlanItemFactory()

    with refused_by("ethics_officers_plan_change_has_a_reason"):
        PlanChange.objects.create(
            plan=item.plan, item=item, kind="added", reason="", made_at=NOW, made_by=UserFactory()
        )


def test_who_published_and_who_withdrew_a_priority_go_with_when():
    with refused_by("ethics_officers_priority_published_by_and_when"):
        CentralPriorityFactory(published_by=None)
    with refused_by("ethics_officers_priority_withdrawn_by_and_when"):
        CentralPriorityFactory(withdrawn_at=NOW)


def test_only_what_was_published_is_withdrawn():
    with refused_by("ethics_officers_priority_only_published_withdrawn"):
        CentralPriorityFactory(draft=True, withdrawn_at=NOW, withdrawn_by=UserFactory())


def test_a_year_is_written_as_its_readers_do():
    assert WorkPlanFactory.build(department=None, started_by=None).year_name == "2026–27"
    calendar = WorkPlanFactory.build(department=None, started_by=None, basis="calendar")
    assert calendar.year_name == "2026"
    assert [month.month for month in calendar.months()] == list(range(1, 13))


def test_the_plan_on_a_day_is_the_one_whose_year_it_lies_in():
    plan = WorkPlanFactory()
    WorkPlanFactory(department=plan.department, year=2025)

    assert list(WorkPlan.objects.on(TODAY)) == [plan]
    assert list(WorkPlan.objects.on(plan.ends_on)) == []


def everything():
    """A draft and a submitted plan, each with an item, a comment and a session."""
    plans = [WorkPlanFactory(), WorkPlanFactory(submitted=True)]
    for plan in plans:
        item = PlanItemFactory(plan=plan)
        comment(plan=plan, item=item)
        PlanItemSession.objects.create(item=item, session=SessionFactory())
    return plans


def seen_by(person):
    user = person.user
    return (
        list(WorkPlan.objects.visible_to(user).order_by("pk")),
        [each.plan for each in PlanItem.objects.visible_to(user).order_by("pk")],
        [each.plan for each in PlanComment.objects.visible_to(user).order_by("pk")],
        [each.item.plan for each in PlanItemSession.objects.visible_to(user).order_by("pk")],
    )


@pytest.mark.parametrize("role", OVERSEERS)
def test_staff_see_all_plans_but_drafts(role):
    _, submitted = everything()

    assert seen_by(person_with_role(role)) == ([submitted],) * 4


@pytest.mark.parametrize(
    "role", [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT]
)
def test_officers_and_heads_see_the_plans_of_their_department_with_drafts(role):
    draft, _ = everything()

    assert seen_by(person_with_role(role, draft.department)) == ([draft],) * 4


@pytest.mark.parametrize("role", [Role.CIVIL_SERVANT, Role.TRAINING_COORDINATOR, Role.SPEAKER])
def test_others_see_no_plan(role):
    draft, _ = everything()

    assert seen_by(person_with_role(role, draft.department)) == ([],) * 4


def test_officers_see_published_priorities_and_staff_drafts_too():
    published, draft = CentralPriorityFactory(), CentralPriorityFactory(draft=True)
    priorities = CentralPriority.objects.order_by("pk")

    officer = person_with_role(Role.ETHICS_OFFICER, DepartmentFactory()).user
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    nobody = person_with_role(Role.CIVIL_SERVANT).user

    assert list(priorities.visible_to(officer)) == [published]
    assert list(priorities.visible_to(staff)) == [published, draft]
    assert list(priorities.visible_to(nobody)) == []
