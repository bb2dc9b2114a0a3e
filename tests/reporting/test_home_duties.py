"""Home of officers, Assistants and heads: what waits in their department's integrity work."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import PlanComment, StrategyVersion, TalkRequest, WorkPlan
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    PlanItemFactory,
    PlanItemSessionFactory,
    QuestionnaireFactory,
    StrategyVersionFactory,
    TalkRequestFactory,
    WorkPlanFactory,
)
from tests.ethics_officers.network_factories import BoardAnswerFactory, BoardQuestionFactory
from tests.factories import (
    DepartmentFactory,
    RoleAssignmentFactory,
    UserFactory,
    person_with_role,
)
from tests.pages import words
from tests.queries import queries_of
from training.models import Session

pytestmark = pytest.mark.django_db

HOME = reverse("home")
NOTHING = "Nothing waits in the integrity work of this department."
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def officer(sign_in, customs):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, customs))


@pytest.fixture
def assistant(sign_in, customs):
    return sign_in(person_with_role(Role.ASSISTANT_ETHICS_OFFICER, customs))


@pytest.fixture
def head(sign_in, customs):
    return sign_in(person_with_role(Role.HEAD_OF_DEPARTMENT, customs))


def return_due(department, due_on):
    """An open return of a published questionnaire."""
    questionnaire = QuestionnaireFactory(published_at=NOW, published_by=UserFactory())
    return AnnualReturnFactory(questionnaire=questionnaire, department=department, due_on=due_on)


def item_held(plan):
    """An item all of whose sessions are held, and which nobody has closed."""
    item = PlanItemFactory(plan=plan)
    PlanItemSessionFactory(item=item, session__status=Session.Status.HELD)
    return item


def comment(plan, **fields):
    fields = {"text": "Why only once?", "written_at": NOW, "written_by": UserFactory(), **fields}
    return PlanComment.objects.create(plan=plan, **fields)


def address(name, thing):
    return f'href="{reverse(f"ethics_officers:{name}", args=[thing.pk])}"'


def test_where_nothing_waits_home_says_so(officer):
    response = officer.get(HOME)

    assert NOTHING in words(response)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (45, "45 days left"),
        (1, "1 day left"),
        (0, "Due today"),
        (-1, "1 day late"),
        (-12, "12 days late"),
    ],
)
def test_a_return_to_be_filed_says_how_many_days_are_left_or_gone(officer, customs, days, said):
    due = return_due(customs, TODAY + days * DAY)

    response = officer.get(HOME)

    assert f"Annual return {due.questionnaire.year_name}" in words(response)
    assert said in words(response)
    assert address("return-detail", due) in response.text


@pytest.mark.parametrize(
    ("days", "tint"), [(31, "grey"), (30, "amber"), (1, "amber"), (0, "amber"), (-1, "red")]
)
def test_a_return_is_tinted_once_the_mails_about_it_have_begun(officer, customs, days, tint):
    return_due(customs, TODAY + days * DAY)

    assert officer.get(HOME).text.count(f"tag-{tint}") == 1


def test_a_filed_return_does_not_wait(officer, customs):
    due = return_due(customs, TODAY)
    due.status = "filed"
    due.save()

    assert NOTHING in words(officer.get(HOME))


def test_an_item_whose_sessions_are_held_asks_officers_only_for_a_comment(
    officer, assistant, customs
):
    item = item_held(WorkPlanFactory(department=customs, endorsed=True))

    for client in (officer, assistant):
        response = client.get(HOME)
        assert f"{item.title} It is over: only a comment is missing" in words(response)
        assert address("plan-item-close", item) in response.text


def test_the_head_is_led_to_an_item_but_does_not_close_it(head, customs):
    item = item_held(WorkPlanFactory(department=customs, endorsed=True))

    response = head.get(HOME)

    assert address("plan-item-detail", item) in response.text
    assert address("plan-item-close", item) not in response.text


def test_an_item_whose_months_are_over_is_overdue_and_listed_once(officer, customs):
    plan = WorkPlanFactory(department=customs, endorsed=True)
    over = {"starts_on": dt.date(2026, 4, 1), "ends_on": dt.date(2026, 10, 1)}
    item = PlanItemFactory(plan=plan, **over)
    PlanItemFactory(plan=plan)
    PlanItemFactory(plan=plan, status="dropped", **over)
    held = item_held(plan)
    held.starts_on, held.ends_on = over.values()
    held.save()

    response = officer.get(HOME)

    assert f"{item.title} Planned until 30 September 2026, plan 2026–27 Overdue" in words(response)
    assert words(response).count("Overdue") == 1
    assert "Plan items to close 2" in words(response)


def test_items_of_a_plan_that_is_not_endorsed_are_not_to_be_closed(officer, customs):
    PlanItemFactory(
        plan__department=customs, starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2026, 10, 1)
    )

    assert NOTHING in words(officer.get(HOME))


def test_a_talk_waits_for_those_asked_or_for_the_department(officer, customs):
    plan = WorkPlanFactory(department=customs, endorsed=True)
    asked = TalkRequestFactory(item__plan=plan)
    answered = TalkRequestFactory(
        item__plan=plan,
        status=TalkRequest.Status.ANSWERED,
        answer="In January?",
        answered_at=NOW,
        answered_by=UserFactory(),
    )
    TalkRequestFactory(item__plan=plan, status=TalkRequest.Status.DECLINED)

    response = officer.get(HOME)

    assert "Without an answer 2" in words(response)
    assert f"{asked.item.title} Talk: asked of The ICAC on Sun 22 Nov" in words(response)
    assert (
        f"{answered.item.title} Talk: The ICAC answered on Sun 22 Nov, "
        "your department has the next word" in words(response)
    )
    for talk in (asked, answered):
        assert address("talk-request-detail", talk) in response.text


def test_comments_of_others_wait_until_they_are_settled(sign_in, customs):
    reader = person_with_role(Role.ETHICS_OFFICER, customs)
    plan = WorkPlanFactory(department=customs, endorsed=True)
    item = PlanItemFactory(plan=plan)
    comment(plan, item=item, text="Why only once?")
    comment(plan, text="Settled.", settled_at=NOW, settled_by=UserFactory())
    comment(plan, text="My own.", written_by=reader.user)

    response = sign_in(reader).get(HOME)

    assert "Without an answer 1" in words(response)
    assert "Sun 22 Nov: Why only once?" in words(response)
    assert address("plan-item-detail", item) in response.text


def test_the_open_questions_of_the_department_say_whether_anybody_answered(officer, customs):
    BoardQuestionFactory(department=customs, title="Gifts at New Year?")
    answered = BoardQuestionFactory(department=customs, title="Lai see?")
    BoardAnswerFactory(question=answered)
    BoardQuestionFactory(department=customs, status="closed")
    BoardQuestionFactory(department=DepartmentFactory())

    response = officer.get(HOME)

    assert "Without an answer 2" in words(response)
    assert "Gifts at New Year? Question to the network: nobody has answered yet" in words(response)
    assert "Lai see? Question to the network: 1 answer, close it if it helped" in words(response)


def test_the_head_is_not_told_of_questions_to_the_network(head, customs):
    BoardQuestionFactory(department=customs)

    assert NOTHING in words(head.get(HOME))


def test_what_was_submitted_waits_for_the_head_and_shows_so_to_the_officers(
    head, officer, assistant, customs
):
    plan = WorkPlanFactory(department=customs, submitted=True)
    version = StrategyVersionFactory(strategy__department=customs, submitted=True)

    for client in (head, officer, assistant):
        response = client.get(HOME)
        assert words(response).count("Waits for the head’s endorsement") == 2
        assert address("plan-detail", plan) in response.text
        assert address("strategy-version", version) in response.text


def test_what_the_head_returned_waits_for_the_officers(officer, customs):
    WorkPlanFactory(department=customs, status=WorkPlan.Status.RETURNED)
    StrategyVersionFactory(strategy__department=customs, return_comment="Name the risks.")

    response = officer.get(HOME)

    assert "Work plan 2026–27 To be changed and submitted again" in words(response)
    assert "version 1 Name the risks. Returned with comments" in words(response)


def test_a_draft_of_a_strategy_waits_for_nobody(officer, customs):
    StrategyVersionFactory(strategy__department=customs, status=StrategyVersion.Status.DRAFT)

    assert NOTHING in words(officer.get(HOME))


def fill(department):
    """Have wait in a department what there is once; give its plan."""
    plan = WorkPlanFactory(department=department, endorsed=True)
    WorkPlanFactory(department=department, submitted=True, year=2027)
    WorkPlanFactory(department=department, status=WorkPlan.Status.RETURNED, year=2028)
    StrategyVersionFactory(strategy__department=department, submitted=True)
    return plan


def add_each(plan, year):
    """Add one thing more of each kind of which there may be several."""
    questionnaire = QuestionnaireFactory(year=year, published_at=NOW, published_by=UserFactory())
    AnnualReturnFactory(questionnaire=questionnaire, department=plan.department, due_on=TODAY)
    item_held(plan)
    item = PlanItemFactory(plan=plan, starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2026, 9, 1))
    TalkRequestFactory(item=item)
    comment(plan, item=item, written_by=person_with_role(Role.PROGRAMME_STAFF).user)
    BoardQuestionFactory(department=plan.department)


def test_home_takes_as_many_queries_for_three_of_each_as_for_one(officer, customs):
    plan = fill(customs)
    add_each(plan, 2025)
    for_one = queries_of(officer, HOME)
    for year in (2024, 2023):
        add_each(plan, year)

    assert queries_of(officer, HOME) == for_one


def test_home_takes_as_many_queries_for_three_departments_as_for_one(sign_in, customs):
    person = person_with_role(Role.ETHICS_OFFICER, customs)
    client = sign_in(person)
    add_each(fill(customs), 2025)
    for_one = queries_of(client, HOME)
    for year in (2024, 2023):
        other = DepartmentFactory()
        add_each(fill(other), year)
        RoleAssignmentFactory(user=person.user, role=Role.ETHICS_OFFICER, department=other)

    assert queries_of(client, HOME) == for_one


def test_what_waits_in_another_department_is_not_told(officer):
    plan = fill(DepartmentFactory())
    add_each(plan, 2025)

    response = officer.get(HOME)

    assert NOTHING in words(response)
    for item in plan.items.all():
        assert item.title not in words(response)


@pytest.mark.parametrize("role", [Role.TRAINING_COORDINATOR, Role.PROGRAMME_STAFF])
def test_who_does_no_integrity_work_of_a_department_is_told_of_none(sign_in, customs, role):
    add_each(fill(customs), 2025)
    person = person_with_role(role, customs if role == Role.TRAINING_COORDINATOR else None)

    assert "programmes" not in sign_in(person).get(HOME).context
