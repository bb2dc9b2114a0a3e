"""The handover of a department: who was and who is Ethics Officer, and what is open."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from ethics_officers.models import BoardQuestion
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    ActivityFactory,
    DesignationFactory,
    EvidenceFactory,
    PlanItemFactory,
    StrategyVersionFactory,
    TalkRequestFactory,
    WorkPlanFactory,
)
from tests.ethics_officers.network_factories import BoardQuestionFactory
from tests.ethics_officers.standing import annual_return
from tests.factories import DepartmentFactory, UserFactory, person_with_role
from tests.pages import words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

READERS = [Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER, Role.HEAD_OF_DEPARTMENT]
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def department():
    return DepartmentFactory(name_en="Customs", name_zh_hant="海關")


@pytest.fixture
def officer(sign_in, department):
    """Whoever takes over; here by the role, so that tests designate as they need."""
    return sign_in(person_with_role(Role.ETHICS_OFFICER, department))


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def page_of(department):
    return reverse("ethics_officers:handover", args=[department.pk])


def officers_page_of(department):
    return reverse("ethics_officers:department-detail", args=[department.pk])


def listed(client, department):
    """What the page lists, by the kind of thing: the pages of the open things."""
    sections = client.get(page_of(department)).context["sections"]
    return {section.key: [entry.url for entry in section.entries] for section in sections}


def address(page, thing):
    return reverse(f"ethics_officers:{page}", args=[thing.pk])


def changed(department, on):
    """Have one Ethics Officer follow another on a day."""
    left = DesignationFactory(department=department, ends_on=on)
    return left, DesignationFactory(department=department, starts_on=on)


# Who ------------------------------------------------------------------------------------------


def test_handover_names_the_predecessor_with_the_last_day_and_the_successor_with_the_first(
    staff, department
):
    left, came = changed(department, dt.date(2026, 11, 2))

    said = words(staff.get(page_of(department)))

    assert f"{left.person} Predecessor, last day 1 November 2026" in said
    assert f"{came.person} First day 2 November 2026" in said


def test_handover_says_that_nobody_has_taken_over(staff, department):
    left = DesignationFactory(department=department, ends_on=TODAY)

    said = words(staff.get(page_of(department)))

    assert f"{left.person} Predecessor, last day 21 November 2026" in said
    assert "Nobody has taken over yet." in said


def test_handover_to_come_names_both(staff, department):
    left, to_come = changed(department, TODAY + 9 * DAY)

    said = words(staff.get(page_of(department)))

    assert f"{left.person} Predecessor, last day 30 November 2026" in said
    assert f"{to_come.person} First day 1 December 2026" in said


def test_first_officer_of_a_department_has_no_predecessor(staff, department):
    first = DesignationFactory(department=department, starts_on=TODAY)

    response = staff.get(page_of(department))

    assert response.context["change"].predecessor is None
    assert f"{first.person} First day 22 November 2026" in words(response)


def test_handover_says_that_nobody_was_ever_designated(staff, department):
    assert "No Ethics Officer was ever recorded here." in words(staff.get(page_of(department)))


def test_an_assistant_is_no_change_of_the_ethics_officer(staff, department):
    DesignationFactory(department=department, capacity="assistant", ends_on=TODAY)

    assert staff.get(page_of(department)).context["change"].predecessor is None


# What is open ----------------------------------------------------------------------------------


def test_open_items_of_plans_that_are_not_over_are_listed(officer, department):
    plan = WorkPlanFactory(department=department, endorsed=True)
    planned = PlanItemFactory(plan=plan, owner="Training Unit")
    under_way = PlanItemFactory(plan=plan, status="under_way")
    PlanItemFactory(plan=plan, status="dropped")
    over = WorkPlanFactory(department=department, year=2025, endorsed=True)
    PlanItemFactory(plan=over, starts_on=over.starts_on, ends_on=over.ends_on)
    PlanItemFactory()

    assert listed(officer, department)["plan-items"] == [
        address("plan-item-detail", planned),
        address("plan-item-detail", under_way),
    ]
    assert "Plan 2026–27 · Planned · Training Unit" in words(officer.get(page_of(department)))


def test_drafts_are_versions_and_plans_that_are_not_endorsed(officer, department):
    endorsed = StrategyVersionFactory(strategy__department=department, endorsed=True)
    version = StrategyVersionFactory(strategy=endorsed.strategy, number=2)
    plan = WorkPlanFactory(department=department, submitted=True)
    WorkPlanFactory(department=department, year=2025, endorsed=True)
    StrategyVersionFactory()
    WorkPlanFactory()

    assert listed(officer, department)["drafts"] == [
        address("strategy-version", version),
        address("plan-detail", plan),
    ]


def test_staff_are_shown_of_the_drafts_what_was_submitted(staff, department):
    submitted = WorkPlanFactory(department=department, submitted=True)
    WorkPlanFactory(department=department, year=2027)

    assert listed(staff, department)["drafts"] == [address("plan-detail", submitted)]
    assert "is shown to the department alone." in words(staff.get(page_of(department)))


def test_returns_that_are_open_or_reopened_are_due(officer, department):
    reopened = annual_return(department, "reopened", year=2024)
    is_open = annual_return(department, due_on=TODAY + DAY)
    annual_return(department, "filed", year=2023)
    annual_return(DepartmentFactory())

    assert listed(officer, department)["returns"] == [
        address("return-detail", reopened),
        address("return-detail", is_open),
    ]


def test_requests_for_talks_are_open_until_accepted_declined_or_withdrawn(officer, department):
    plan = WorkPlanFactory(department=department)
    asked = TalkRequestFactory(item__plan=plan)
    answered = TalkRequestFactory(
        item__plan=plan,
        status="answered",
        answer="When?",
        answered_at=NOW,
        answered_by=UserFactory(),
    )
    TalkRequestFactory(item__plan=plan, status="withdrawn")
    TalkRequestFactory()

    assert listed(officer, department)["talk-requests"] == [
        address("talk-request-detail", asked),
        address("talk-request-detail", answered),
    ]


def test_questions_to_the_network_are_those_of_the_department_still_open(officer, department):
    is_open = BoardQuestionFactory(department=department)
    BoardQuestionFactory(department=department, status=BoardQuestion.Status.WITHDRAWN)
    BoardQuestionFactory(department=DepartmentFactory())

    assert listed(officer, department)["questions"] == [address("board-question", is_open)]


def test_head_of_department_is_shown_no_questions_of_the_network(sign_in, department):
    BoardQuestionFactory(department=department)
    head = sign_in(person_with_role(Role.HEAD_OF_DEPARTMENT, department))

    assert "questions" not in listed(head, department)


def test_activities_and_evidence_of_the_last_year_are_counted_and_lead_to_the_log(
    officer, department
):
    activity = ActivityFactory(department=department)
    ActivityFactory(department=department, happened_on=dt.date(2025, 11, 22))
    older = ActivityFactory(department=department, happened_on=dt.date(2025, 11, 21))
    EvidenceFactory(activity=activity)
    EvidenceFactory(activity=activity, removed_at=NOW, removed_by=UserFactory())
    EvidenceFactory(activity=older)
    EvidenceFactory()
    log = reverse("ethics_officers:activity-list", args=[department.pk])

    response = officer.get(page_of(department))

    assert "Activities of the last year 2 Files of evidence with them 1" in words(response)
    assert response.content.decode().count(f"{log}?happened_from=2025-11-22") == 2


def everything(department, year):
    plan = WorkPlanFactory(department=department, year=year, submitted=True)
    TalkRequestFactory(item=PlanItemFactory(plan=plan))
    version = StrategyVersionFactory(
        strategy__department=department,
        strategy__starts_on=plan.starts_on,
        strategy__ends_on=plan.ends_on,
        submitted=True,
    )
    BoardQuestionFactory(department=department)
    EvidenceFactory(activity__department=department)
    annual_return(department, year=year - 1)
    return version


@pytest.mark.parametrize("role", [Role.ETHICS_OFFICER, Role.PROGRAMME_STAFF, Role.AUDITOR])
def test_whatever_is_listed_opens(sign_in, department, role):
    everything(department, 2026)
    client = sign_in(person_with_role(role, department))
    urls = listed(client, department)

    assert {key: len(found) for key, found in urls.items()} == {
        "plan-items": 1, "drafts": 2, "returns": 1, "talk-requests": 1, "questions": 1,
    }  # fmt: skip
    assert {client.get(url).status_code for found in urls.values() for url in found} == {200}


def test_handover_takes_as_many_queries_for_three_of_each_as_for_one(officer, department):
    changed(department, TODAY)
    everything(department, 2026)
    for_one = queries_of(officer, page_of(department))
    everything(department, 2027)
    everything(department, 2028)

    assert queries_of(officer, page_of(department)) == for_one


# Who sees it, and from where ------------------------------------------------------------------


@pytest.mark.parametrize("role", READERS)
def test_officers_and_head_see_the_handover_of_their_department_alone(sign_in, department, role):
    client = sign_in(person_with_role(role, department))

    assert client.get(page_of(department)).status_code == 200
    assert client.get(page_of(DepartmentFactory())).status_code == 404


def test_predecessor_sees_the_handover_no_longer(sign_in, department):
    left, came = changed(department, TODAY)

    assert sign_in(left.person).get(page_of(department)).status_code == 403
    assert sign_in(came.person).get(page_of(department)).status_code == 200


def test_handover_is_read_in_chinese(officer, department):
    everything(department, 2026)

    response = officer.get(page_of(department), headers={"Accept-Language": "zh-Hant"})

    assert response.status_code == 200
    assert "海關" in words(response)


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (60, True), (61, False), (-1, False)])
def test_officers_page_tells_of_a_change_for_sixty_days(staff, department, days, is_told):
    left, _ = changed(department, TODAY - days * DAY)

    text = staff.get(officers_page_of(department)).content.decode()

    assert (f"{escape(left.person)} was Ethics Officer here until" in text) is is_told
    assert text.count(f'href="{page_of(department)}"') == 1 + is_told


# Taking over ----------------------------------------------------------------------------------


def acknowledge_page_of(department):
    return reverse("ethics_officers:handover-acknowledge", args=[department.pk])


def test_successor_acknowledges_on_the_page_and_staff_are_shown_when(sign_in, department):
    _, came = changed(department, TODAY)
    successor = sign_in(came.person)
    before = words(successor.get(page_of(department)))

    response = successor.post(acknowledge_page_of(department), follow=True)

    assert "Has not acknowledged yet that the work is taken over." in before
    assert "I have taken over" in before
    assert response.redirect_chain == [(page_of(department), 302)]
    assert "Recorded: you have taken over." in words(response)
    assert acknowledge_page_of(department) not in response.text
    staff = sign_in(person_with_role(Role.PROGRAMME_STAFF))
    told = "Acknowledged on 22 November 2026, 12:00 to have taken over"
    assert told in words(staff.get(page_of(department)))
    assert words(staff.get(officers_page_of(department))).count(told) == 1


@pytest.mark.parametrize("role", [*READERS, Role.PROGRAMME_STAFF])
def test_nobody_but_the_successor_is_asked_to_acknowledge(sign_in, department, role):
    changed(department, TODAY)
    client = sign_in(person_with_role(role, department))

    assert "I have taken over" not in words(client.get(page_of(department)))
    assert client.post(acknowledge_page_of(department)).status_code == 403


def test_first_officer_is_not_asked_to_acknowledge_and_told_why_it_is_refused(sign_in, department):
    client = sign_in(DesignationFactory(department=department, starts_on=TODAY).person)

    assert "I have taken over" not in words(client.get(page_of(department)))
    response = client.post(acknowledge_page_of(department), follow=True)
    assert "so there is nothing to take over." in words(response)


def test_officer_in_office_is_asked_still_when_the_next_one_is_recorded(sign_in, department):
    _, came = changed(department, TODAY)
    came.ends_on = came.role_assignment.ends_on = TODAY + 9 * DAY
    came.role_assignment.save()
    came.save()
    DesignationFactory(department=department, starts_on=TODAY + 9 * DAY)

    page = sign_in(came.person).get(page_of(department))

    assert "I have taken over" in words(page)
