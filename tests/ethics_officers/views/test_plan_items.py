"""Editing a plan: its items in their place, its steps, the priorities; and attacks on all of it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers import actions
from ethics_officers.models import CentralPriority, PlanComment, PlanItem, WorkPlan
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.actions.plans import head_of, item_values, officer_of
from tests.ethics_officers.factories import (
    CentralPriorityFactory,
    PlanItemFactory,
    WorkPlanFactory,
)
from tests.factories import DepartmentFactory, RoleAssignmentFactory, person_with_role
from tests.pages import words

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PRIORITIES = reverse("ethics_officers:priority-list")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    return WorkPlanFactory()


@pytest.fixture
def endorsed():
    return WorkPlanFactory(endorsed=True)


@pytest.fixture
def officer(sign_in, plan):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, plan.department))


def address(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def item_form(**changes):
    values = {
        "title": "Supervisory accountability workshop",
        "three_a": "action",
        "kind": "workshop",
        "first_month": "2026-10-01",
        "last_month": "2026-12-01",
        "target": "90",
    }
    return {**values, **changes}


# Items -----------------------------------------------------------------------------------------


def test_adding_proposes_the_next_quarter_and_plans_the_item(officer, plan):
    form = officer.get(address("plan-item-add", plan)).context["form"]
    assert (form.initial["first_month"], form.initial["last_month"]) == ("2027-01-01", "2027-03-01")

    response = officer.post(address("plan-item-add", plan), item_form(levels=["middle"]))

    assert response.headers["Location"] == address("plan-detail", plan)
    item = plan.items.get()
    assert (item.starts_on, item.ends_on) == (dt.date(2026, 10, 1), dt.date(2027, 1, 1))
    assert (item.levels, item.target) == (["middle"], 90)


def test_adding_something_for_every_month_plans_an_item_for_each(officer, plan):
    officer.post(address("plan-item-add", plan), item_form(every="month"))

    assert plan.items.count() == 3


def test_adding_what_is_wrong_says_so_and_keeps_what_was_typed(officer, plan):
    wrong = item_form(title="Talk on gifts", first_month="2026-12-01", last_month="2026-10-01")

    response = officer.post(address("plan-item-add", plan), wrong)

    assert response.status_code == 422
    assert "The last month comes before the first." in response.text
    assert 'value="Talk on gifts"' in response.text


def test_an_item_is_edited_in_its_row_and_the_row_comes_back(officer, plan):
    item = PlanItemFactory(plan=plan, title="Talk")
    url = address("plan-item-edit", item)

    form = officer.get(url, headers=HTMX)
    row = officer.post(url, item_form(title="Talks", version=item.version), headers=HTMX)

    assert form.text.lstrip().startswith(f'<li id="item-{item.pk}"')
    assert 'value="Talk"' in form.text
    assert row.text.lstrip().startswith(f'<li id="item-{item.pk}"')
    assert "Talks" in words(row)
    item.refresh_from_db()
    assert item.title == "Talks"


def test_without_script_an_item_is_edited_on_a_page_of_its_own(officer, plan):
    item = PlanItemFactory(plan=plan, title="Talk")
    url = address("plan-item-edit", item)

    assert "Edit “Talk”" in words(officer.get(url))
    response = officer.post(url, item_form(title="Talks", version=item.version))

    assert response.headers["Location"] == address("plan-detail", plan)


def test_leaving_a_row_brings_it_back_as_it_is(officer, plan):
    item = PlanItemFactory(plan=plan, title="Talk")

    row = officer.get(address("plan-item-detail", item), headers=HTMX)

    assert row.text.lstrip().startswith(f'<li id="item-{item.pk}"')


def test_an_item_somebody_changed_meanwhile_is_shown_beside_what_was_typed(officer, plan):
    item = PlanItemFactory(plan=plan, title="Talk")
    other = officer_of(plan.department)
    theirs = item_values(title="Theirs")
    actions.change_item(item_id=item.pk, values=theirs, version=1, by=other, now=NOW)
    url = address("plan-item-edit", item)

    refused = officer.post(url, item_form(title="Mine", version="1"), headers=HTMX)

    assert refused.status_code == 422
    assert f"{other.person} saved this on 22 November 2026" in words(refused)
    assert "What is planned Mine Theirs" in words(refused)
    assert 'value="Mine"' in refused.text
    item.refresh_from_db()
    assert item.title == "Theirs"
    officer.post(url, item_form(title="Mine", version="1", overwrite="2"), headers=HTMX)
    item.refresh_from_db()
    assert item.title == "Mine"


def test_a_change_of_an_endorsed_plan_asks_for_its_reason_and_keeps_what_was_typed(
    sign_in, endorsed
):
    item = PlanItemFactory(plan=endorsed)
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, endorsed.department))
    url = address("plan-item-edit", item)

    refused = client.post(url, item_form(title="Mine", version="1"))
    client.post(url, item_form(title="Mine", version="1", reason="Asked for."))

    assert refused.status_code == 422
    assert "say in the field “Reason” why" in words(refused)
    assert 'value="Mine"' in refused.text
    assert endorsed.changes.get().reason == "Asked for."


def test_dropping_explaining_and_closing_ask_first_and_then_do_it(sign_in, endorsed):
    own, asked, last = (
        PlanItemFactory(plan=endorsed),
        PlanItemFactory(plan=endorsed, priority=CentralPriorityFactory()),
        PlanItemFactory(plan=endorsed),
    )
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, endorsed.department))

    for name, item, form in (
        ("plan-item-drop", own, {"reason": "No recruits."}),
        ("plan-item-explain", asked, {"explanation": "No supervisors."}),
        ("plan-item-close", last, {"comment": "Done.", "told_result": "40"}),
    ):
        assert client.get(address(name, item)).status_code == 200
        assert client.post(address(name, item), form).status_code == 302
    client.post(address("plan-item-reopen", last))

    statuses = [PlanItem.objects.get(pk=item.pk).status for item in (own, asked, last)]
    assert statuses == ["dropped", "explained", "under_way"]


def test_what_the_rules_refuse_is_said_on_the_page(officer, plan):
    asked = PlanItemFactory(plan=plan, priority=CentralPriorityFactory())

    for name, form, sentence in (
        ("plan-item-drop", {}, "answers a central priority"),
        ("plan-item-explain", {"explanation": ""}, "Please fill this in."),
        ("plan-item-close", {"comment": ""}, "Items are closed once the plan is endorsed."),
    ):
        response = officer.post(address(name, asked), form)

        assert response.status_code == 422
        assert sentence in response.text


# Steps -----------------------------------------------------------------------------------------


def test_a_plan_is_begun_with_what_was_ticked_and_with_priorities(sign_in):
    last = PlanItemFactory(plan__year=2025)
    PlanItemFactory(plan=last.plan)
    CentralPriorityFactory(title_en="Supervisors")
    department = last.plan.department
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, department))
    url = address("plan-start", department)

    page = client.get(url)
    response = client.post(url, {"basis": "financial", "year": "2026", "items": [last.pk]})
    again = client.post(url, {"basis": "financial", "year": "2026"})

    assert (page.context["form"].fields["year"].initial, "Supervisors" in page.text) == (2026, True)
    plan = WorkPlan.objects.get(year=2026)
    assert response.headers["Location"] == address("plan-detail", plan)
    assert {item.title for item in plan.items.all()} == {last.title, "Supervisors"}
    assert again.status_code == 422
    assert "There is a plan for 2026–27 already" in again.text


def test_a_plan_goes_from_draft_to_submitted_returned_and_endorsed(sign_in, plan):
    PlanItemFactory(plan=plan)
    writer = person_with_role(Role.ETHICS_OFFICER, plan.department)
    head = person_with_role(Role.HEAD_OF_DEPARTMENT, plan.department)

    def step(person, name, **form):
        assert sign_in(person).get(address(name, plan)).status_code == 200
        response = sign_in(person).post(address(name, plan), form)
        plan.refresh_from_db()
        return (response.status_code, plan.status)

    assert step(writer, "plan-submit") == (302, "submitted")
    assert step(writer, "plan-take-back") == (302, "draft")
    assert step(writer, "plan-submit") == (302, "submitted")
    assert step(head, "plan-return") == (422, "submitted")
    assert step(head, "plan-return", comment="More.") == (302, "returned")
    assert step(writer, "plan-submit") == (302, "submitted")
    assert step(head, "plan-endorse") == (302, "endorsed")
    assert plan.endorser == str(head)
    assert step(writer, "plan-submit") == (422, "endorsed")


def test_an_officer_records_an_endorsement_on_paper(sign_in):
    plan = WorkPlanFactory(submitted=True)
    client = sign_in(person_with_role(Role.ETHICS_OFFICER, plan.department))
    url = address("plan-endorse", plan)

    later = client.post(url, {"endorser": "LEUNG Man-kit", "endorsed_on": "2026-12-01"})
    done = client.post(url, {"endorser": "LEUNG Man-kit", "endorsed_on": "2026-11-20"})

    assert (later.status_code, done.status_code) == (422, 302)
    assert WorkPlan.objects.get().endorsed_on == dt.date(2026, 11, 20)


def test_a_comment_on_an_item_is_written_by_staff_and_settled_by_an_officer(sign_in, endorsed):
    item = PlanItemFactory(plan=endorsed, title="Talk")
    staff = person_with_role(Role.PROGRAMME_STAFF)
    officer = person_with_role(Role.ETHICS_OFFICER, endorsed.department)
    url = f"{address('plan-comment', endorsed)}?item={item.pk}"

    assert "Comment on “Talk”" in words(sign_in(staff).get(url))
    assert sign_in(staff).post(url, {"text": ""}).status_code == 422
    sign_in(staff).post(url, {"text": "Too few."})
    comment = PlanComment.objects.get()
    assert "Too few." in words(sign_in(officer).get(address("plan-detail", endorsed)))
    sign_in(officer).post(address("plan-comment-settle", comment))

    comment.refresh_from_db()
    assert (comment.item, comment.settled_by) == (item, officer.user)


# Priorities ------------------------------------------------------------------------------------


def test_a_priority_is_written_changed_published_and_withdrawn(as_role):
    plan = WorkPlanFactory()
    staff = as_role(Role.PROGRAMME_STAFF)
    form = {
        "basis": "financial",
        "year": "2026",
        "title_en": "Supervisors",
        "title_zh_hant": "督導人員",
        "three_a": "awareness",
        "kind": "workshop",
    }

    staff.post(reverse("ethics_officers:priority-create"), form)
    priority = CentralPriority.objects.get()
    staff.post(address("priority-edit", priority), {**form, "title_en": "All supervisors"})
    assert "1 plan is begun already" in words(staff.get(address("priority-publish", priority)))
    staff.post(address("priority-publish", priority))
    assert plan.items.get().title == "All supervisors"
    refused = staff.post(address("priority-edit", priority), form)
    staff.post(address("priority-withdraw", priority))

    assert refused.status_code == 422
    priority.refresh_from_db()
    assert priority.withdrawn_at == NOW
    assert "Withdrawn" in words(staff.get(PRIORITIES))


def test_a_priority_needs_both_titles(as_role):
    response = as_role(Role.PROGRAMME_STAFF).post(reverse("ethics_officers:priority-create"), {})

    assert response.status_code == 422
    assert {"title_en", "title_zh_hant"} <= set(response.context["form"].errors)


# Attacks ---------------------------------------------------------------------------------------


def of_one_department():
    """Every address with an id of one department's draft."""
    plan = WorkPlanFactory()
    item = PlanItemFactory(plan=plan)
    comment = actions.comment_on_plan(
        plan_id=plan.pk, item_id=item.pk, text="x", by=head_of(plan.department), now=NOW
    )
    steps = ("submit", "take-back", "return", "endorse", "comment", "detail", "news")
    deeds = ("detail", "edit", "drop", "explain", "close", "reopen")
    return [
        *(address(f"plan-{step}", plan) for step in steps),
        address("plan-item-add", plan),
        *(address(f"plan-item-{deed}", item) for deed in deeds),
        address("plan-comment-settle", comment),
        address("plan-of-department", plan.department),
        address("plan-start", plan.department),
    ]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("role", "not_for_them"),
    [
        (Role.ETHICS_OFFICER, {"return"}),
        (
            Role.HEAD_OF_DEPARTMENT,
            {"submit", "take-back", "add", "edit", "drop", "explain", "close", "reopen"}
            | {"settle", "start"},
        ),
    ],
)
def test_officers_and_heads_of_other_departments_find_nothing_of_it(
    as_role, role, not_for_them, method
):
    client = as_role(role)

    for url in of_one_department():
        code = getattr(client, method)(url).status_code

        is_for_their_role = url.rstrip("/").split("/")[-1] not in not_for_them
        assert code in ((404, 405) if is_for_their_role else (403, 405)), url


def test_staff_find_no_draft(as_role):
    client = as_role(Role.PROGRAMME_STAFF)

    for url in of_one_department():
        if "departments" not in url:
            assert client.get(url).status_code in (403, 404, 405)


def test_whoever_is_officer_elsewhere_and_staff_writes_nothing_in_a_plan_they_oversee(sign_in):
    plan = WorkPlanFactory(endorsed=True)
    item = PlanItemFactory(plan=plan)
    person = person_with_role(Role.ETHICS_OFFICER, DepartmentFactory())
    RoleAssignmentFactory(user=person.user, role=Role.PROGRAMME_STAFF)
    client = sign_in(person)

    for name, thing in (
        ("plan-item-add", plan),
        ("plan-item-edit", item),
        ("plan-item-drop", item),
        ("plan-item-close", item),
        ("plan-item-reopen", item),
        ("plan-submit", plan),
        ("plan-start", plan.department),
    ):
        assert client.post(address(name, thing), item_form()).status_code == 403


@pytest.mark.parametrize("name", ["plan-detail", "plan-item-edit", "plan-start", "plan-submit"])
def test_what_there_is_not_is_absent(officer, name):
    assert officer.get(reverse(f"ethics_officers:{name}", args=[0])).status_code == 404
