"""A department's year as it is planned, endorsed, changed and done, by those who do so."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers import actions
from ethics_officers.models import PlanItem, WorkPlan
from people.models import Level
from people.roles import Role
from tests.ethics_officers.actions.plans import staff
from tests.ethics_officers.factories import CentralPriorityFactory, PlanItemFactory, WorkPlanFactory
from tests.factories import DepartmentFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = {"name_en": "Customs and Excise Department", "name_zh_hant": "香港海關"}


@pytest.fixture
def customs():
    return DepartmentFactory(**NAME)


@pytest.fixture
def officer(customs, reader):
    return person_with_role(
        Role.ETHICS_OFFICER,
        customs,
        name_en="LAM Wai-yee",
        name_zh="林慧儀",
        posting__level=Level.SENIOR,
        user__language=reader.language,
    )


@pytest.fixture
def head(customs, reader):
    return person_with_role(
        Role.HEAD_OF_DEPARTMENT,
        customs,
        name_en="LEUNG Man-kit",
        name_zh="梁文傑",
        user__language=reader.language,
    )


def test_a_plan_is_begun_filled_submitted_endorsed_changed_and_its_items_closed(
    visitor, reader, customs, officer, head
):
    page, words = visitor.page, reader.words
    CentralPriorityFactory(
        year=WorkPlanFactory.year, title_en="Supervisors", title_zh_hant="督導人員"
    )
    visitor.sign_in(officer)
    visitor.open("/")
    visitor.press(words("Our department"), role="link")
    visitor.press(words("Begin the plan"), role="link")
    page.select_option("#id_year", "2026")
    visitor.press(words("Begin the plan"))
    plan = WorkPlan.objects.get()
    expect(page.locator(".plan-row")).to_have_count(1)

    page.get_by_role("link", name=words("Add an item")).click()
    page.fill("#id_title", "Talks for recruits")
    page.fill("#id_target", "400")
    page.select_option("#id_every", "quarter")
    page.select_option("#id_first_month", "2026-04-01")
    page.select_option("#id_last_month", "2027-03-01")
    visitor.look()
    visitor.press(words("Plan it"))
    expect(page.locator(".plan-row")).to_have_count(5)

    visitor.press(words("Timeline"), role="link")
    expect(page.locator(".timeline tbody tr")).to_have_count(5)
    visitor.press(words("By quarter"), role="link")
    visitor.press(words("Submit"), role="link")
    visitor.press(words("Submit"))

    visitor.sign_in(head)
    visitor.open(reverse("ethics_officers:plan-detail", args=[plan.pk]))
    visitor.press(words("Endorse"), role="link")
    visitor.press(words("Endorse"))
    plan.refresh_from_db()
    assert plan.status == "endorsed"

    visitor.sign_in(officer)
    visitor.open(reverse("ethics_officers:plan-detail", args=[plan.pk]))
    item = plan.items.filter(recurrence__isnull=False).order_by("starts_on").first()
    row = page.locator(f"#item-{item.pk}")
    row.get_by_role("link", name=words("Edit")).click()
    expect(row.locator("#id_title")).to_be_visible()
    row.locator("#id_target").fill("450")
    visitor.look()
    row.get_by_role("button", name=words("Save")).click()
    expect(row.locator("[role=alert]")).to_be_visible()
    expect(row.locator("#id_target")).to_have_value("450")
    row.locator("#id_reason").fill("A second intake.")
    row.get_by_role("button", name=words("Save")).click()
    expect(row.locator(".tag", has_text=words("Changed since endorsement"))).to_be_visible()
    visitor.look()

    visitor.open(reverse("ethics_officers:plan-item-close", args=[item.pk]))
    page.fill("#id_told_result", "430")
    visitor.press(words("Close the item"))
    visitor.open(reverse("ethics_officers:plan-item-detail", args=[item.pk]))
    item.refresh_from_db()
    assert (item.status, item.target, item.told_result) == ("done", 450, 430)


def test_who_edits_what_a_colleague_changed_meanwhile_sees_both_and_loses_nothing(
    visitor, reader, customs, officer
):
    page, words = visitor.page, reader.words
    item = PlanItemFactory(plan__department=customs, title="Talk")
    colleague = person_with_role(Role.ASSISTANT_ETHICS_OFFICER, customs, name_zh="楊志輝")
    visitor.sign_in(officer)
    visitor.open(reverse("ethics_officers:plan-detail", args=[item.plan_id]))
    row = page.locator(f"#item-{item.pk}")
    row.get_by_role("link", name=words("Edit")).click()
    row.locator("#id_title").fill("Mine")
    with_other_title = {**vars(actions.values_of(item)), "title": "Theirs"}
    actions.change_item(
        item_id=item.pk,
        values=actions.ItemValues(**with_other_title),
        version=1,
        by=colleague.user,
        now=item.plan.started_at,
    )

    row.get_by_role("button", name=words("Save"), exact=True).click()
    expect(row.locator(".stale")).to_contain_text(colleague.name_en)
    expect(row.locator(".stale")).to_contain_text("Theirs")
    expect(row.locator("#id_title")).to_have_value("Mine")
    visitor.look()
    row.get_by_role("button", name=words("Save mine all the same")).click()
    expect(row.locator("#id_title")).to_have_count(0)

    assert PlanItem.objects.get().title == "Mine"


def test_staff_set_a_priority_and_see_where_nothing_moves(visitor, reader, customs):
    page, words = visitor.page, reader.words
    WorkPlanFactory(department=customs, endorsed=True)
    user = staff()
    user.language = reader.language
    user.save()
    visitor.sign_in(user.person)

    visitor.open(reverse("ethics_officers:priority-create"))
    page.select_option("#id_basis", "financial")
    page.select_option("#id_year", "2026")
    page.fill("#id_title_en", "Supervisors")
    page.fill("#id_title_zh_hant", "督導人員")
    page.select_option("#id_three_a", "awareness")
    page.select_option("#id_kind", "workshop")
    visitor.press(words("Save"))
    page.locator(".rows .btn-primary").click()
    visitor.look()
    visitor.press(words("Publish"))
    visitor.open(reverse("ethics_officers:plan-list") + "?year=2026&state=changed")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a").click()
    page.wait_for_load_state()
    visitor.look()
    expect(page.locator(".plan-row")).to_have_count(1)
