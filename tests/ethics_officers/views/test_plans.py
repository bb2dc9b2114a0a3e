"""The page of a work plan, the list of all plans, and what changed meanwhile."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers import actions
from ethics_officers.models import PlanItemSession
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.actions.plans import head_of, item_values, officer_of
from tests.ethics_officers.factories import (
    ActivityFactory,
    ActivityReachFactory,
    CentralPriorityFactory,
    PlanItemFactory,
    PlanItemSessionFactory,
    WorkPlanFactory,
)
from tests.factories import (
    DepartmentFactory,
    SessionFactory,
    TopicFactory,
    UserFactory,
    person_with_role,
)
from tests.files import csv_rows, xlsx_rows
from tests.pages import rows, words
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST = reverse("ethics_officers:plan-list")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan():
    return WorkPlanFactory(endorsed=True, department__name_en="Customs")


@pytest.fixture
def officer(sign_in, plan):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, plan.department))


def page_of(plan):
    return reverse("ethics_officers:plan-detail", args=[plan.pk])


def item_page_of(item):
    return reverse("ethics_officers:plan-item-detail", args=[item.pk])


def reach(item, attendances):
    ActivityReachFactory(
        activity__item=item, activity__department=item.plan.department, attendances=attendances
    )


def titles(response):
    return [row.item.title for row in response.context["rows"]]


# The page --------------------------------------------------------------------------------------


def test_page_shows_each_item_with_months_figure_and_state_in_words(officer, plan):
    year = {"starts_on": plan.starts_on, "ends_on": plan.ends_on}
    on_track = PlanItemFactory(plan=plan, title="Induction", target=400, **year)
    reach(on_track, 312)
    behind = PlanItemFactory(plan=plan, title="Workshop", three_a="action", levels=["middle"])
    reach(behind, 18)
    months = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 3, 1)}
    PlanItemFactory(plan=plan, title="Festival", target=None, three_a="assessment", **months)

    text = words(officer.get(page_of(plan)))

    assert "Endorsed by LEUNG Man-kit on 14 April 2026." in text
    assert "Induction Awareness Q1–Q4 312 of 400 On track" in text
    assert "Workshop Action · Middle managers Q3 18 of 90 Behind" in text
    assert "Festival Assessment Jan–Feb Starts January 2027 Planned" in text


def test_page_counts_what_is_done_reached_and_behind_and_each_figure_opens_its_items(officer, plan):
    by = UserFactory()
    PlanItemFactory(
        plan=plan, title="Done", status="done", closed_at=NOW, closed_by=by, told_result=50
    )
    PlanItemFactory(plan=plan, title="Behind")
    PlanItemFactory(plan=plan, title="Dropped", status="dropped")
    PlanItemFactory(
        plan=plan,
        title="Explained",
        status="explained",
        explanation="No.",
        priority=CentralPriorityFactory(),
    )

    response = officer.get(page_of(plan))

    figures = response.context["figures"]
    assert (figures.done, figures.planned, figures.behind) == (1, 2, 1)
    assert (response.context["reach"].attendances, figures.target) == (50, 180)
    assert (figures.priorities_answered, figures.priorities) == (1, 1)
    assert set(titles(response)) == {"Done", "Behind", "Explained"}
    for query, shown in (
        ("state=done", ["Done"]),
        ("state=behind", ["Behind"]),
        ("state=open", ["Behind"]),
        ("state=dropped", ["Dropped"]),
        ("only=priority", ["Explained"]),
    ):
        assert titles(officer.get(f"{page_of(plan)}?{query}")) == shown


def test_page_filters_by_the_three_as_and_by_level(officer, plan):
    PlanItemFactory(plan=plan, title="For all")
    PlanItemFactory(plan=plan, title="For juniors", levels=["junior"], three_a="action")

    def shown(query):
        return titles(officer.get(f"{page_of(plan)}?{query}"))

    assert shown("three_a=action") == ["For juniors"]
    assert shown("level=senior") == ["For all"]
    assert shown("level=junior") == ["For all", "For juniors"]
    assert shown("level=nobody") == []


def test_timeline_puts_each_item_in_its_months_with_its_state_in_words(officer, plan):
    PlanItemFactory(plan=plan, title="Workshop")

    response = officer.get(f"{page_of(plan)}?view=timeline")

    assert rows(response) == [["", "Behind , Q3", ""]]
    assert 'colspan="6"' in response.text
    assert 'colspan="3"' in response.text
    assert "view=timeline" in officer.get(f"{page_of(plan)}?view=timeline&only=result").text


def test_list_alone_answers_a_change_of_filters(officer, plan):
    response = officer.get(page_of(plan), headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="results"')


def test_page_says_attendances_and_persons_apart_and_opens_the_items_they_come_from(officer, plan):
    logged = PlanItemFactory(plan=plan, title="Quiz")
    ActivityReachFactory(activity__item=logged, attendances=40, persons=30)
    linked = PlanItemSessionFactory(item__plan=plan, item__title="Talks").item
    PlanItemFactory(plan=plan, title="Neither")

    response = officer.get(page_of(plan))

    assert "Attendances 40 of 270 planned" in words(response)
    assert "Persons reached 0 in sessions; the log tells of 30, without names" in words(response)
    assert set(titles(officer.get(f"{page_of(plan)}?only=counted"))) == {
        logged.title,
        linked.title,
    }


def test_page_has_the_latest_activities_of_the_department_beside_it(officer, plan):
    mine = ActivityFactory(department=plan.department, title="Talk at Kwai Chung Customhouse")
    ActivityFactory(department=DepartmentFactory(), title="Talk of others")

    for view in ("", "?view=timeline"):
        response = officer.get(page_of(plan) + view)
        assert list(response.context["activities"]) == [mine]
        assert "Activity log Talk at Kwai Chung Customhouse 19 November 2026" in words(response)
        assert "Talk of others" not in words(response)


def test_page_is_exported_with_figures_as_it_is_filtered(officer, plan):
    reach(PlanItemFactory(plan=plan, title="Workshop", levels=["middle", "junior"]), 18)
    PlanItemFactory(plan=plan, three_a="action")

    heading, *lines = csv_rows(officer.get(f"{page_of(plan)}?export=csv&three_a=awareness"))
    sheet = xlsx_rows(officer.get(f"{page_of(plan)}?export=xlsx&state=done"))

    [line] = [dict(zip(heading, line, strict=True)) for line in lines]
    assert (line["What is planned"], line["Levels"]) == (
        "Workshop",
        "Middle managers; Junior and front-line",
    )
    assert (line["Officers to reach"], line["Attendances"], line["State"]) == (
        "90",
        "18",
        "Behind",
    )
    assert len(sheet) == 1


def test_page_offers_each_what_they_may_do(sign_in, plan):
    PlanItemFactory(plan=plan)
    add = reverse("ethics_officers:plan-item-add", args=[plan.pk])
    comment = reverse("ethics_officers:plan-comment", args=[plan.pk])

    def offers(role):
        department = plan.department if role == Role.ETHICS_OFFICER else None
        text = sign_in(person_with_role(role, department)).get(page_of(plan)).text
        return (add in text, comment in text)

    assert offers(Role.ETHICS_OFFICER) == (True, True)
    assert offers(Role.PROGRAMME_STAFF) == (False, True)
    assert offers(Role.AUDITOR) == (False, False)


def test_page_offers_the_steps_of_its_state(sign_in):
    plan = WorkPlanFactory(submitted=True)
    officer = person_with_role(Role.ETHICS_OFFICER, plan.department)
    head = person_with_role(Role.HEAD_OF_DEPARTMENT, plan.department)

    assert "Record the endorsement" in sign_in(officer).get(page_of(plan)).text
    assert "Return with comments" in sign_in(head).get(page_of(plan)).text
    assert "Add an item" not in sign_in(officer).get(page_of(plan)).text


def test_page_shows_changes_since_endorsement_before_and_after(officer, plan):
    by, topic = officer_of(plan.department), TopicFactory(name_en="Outside work")
    [item] = actions.add_item(
        plan_id=plan.pk, values=item_values(levels=("junior",)), reason="New.", by=by, now=NOW
    )
    actions.change_item(
        item_id=item.pk,
        values=item_values(target=120, topic=topic, ends_on=dt.date(2026, 12, 1)),
        version=item.version,
        reason="Asked for.",
        by=by,
        now=NOW,
    )

    for url in (page_of(plan), item_page_of(item)):
        text = words(officer.get(url))

        assert "To: December 2026 → November 2026" in text
        assert "Officers to reach: 90 → 120" in text
        assert "Levels: Junior and front-line → –" in text
        assert "Topic: – → Outside work" in text
        assert f"Asked for. {by.person.name} · 22 Nov 2026, 12:00" in text


def test_page_takes_as_many_queries_for_three_items_as_for_one(officer, plan):
    def fill():
        by = officer_of(plan.department)
        [item] = actions.add_item(
            plan_id=plan.pk, values=item_values(topic=TopicFactory()), reason="x", by=by, now=NOW
        )
        actions.comment_on_plan(
            plan_id=plan.pk, item_id=item.pk, text="x", by=head_of(plan.department), now=NOW
        )
        PlanItemSession.objects.create(item=item, session=SessionFactory())
        reach(item, 5)

    fill()
    for_one = queries_of(officer, page_of(plan))
    fill()
    fill()

    assert queries_of(officer, page_of(plan)) == for_one


def test_item_page_opens_the_sessions_and_activities_behind_its_figure(officer, plan):
    item = PlanItemFactory(plan=plan)
    session = SessionFactory(title_en="Talk on gifts", starts_at=at("2026-12-01"))
    PlanItemSession.objects.create(item=item, session=session)
    reach(item, 64)

    text = words(officer.get(item_page_of(item)))

    assert "Talk on gifts 1 Dec 2026 · Published" in text
    assert "64 attendances Talk at Kwai Chung Customhouse 19 Nov 2026" in text


# News ------------------------------------------------------------------------------------------


def test_who_looks_at_a_plan_is_told_what_somebody_else_changed_meanwhile(officer, plan):
    news = reverse("ethics_officers:plan-news", args=[plan.pk])
    by = officer_of(plan.department)
    two_minutes_ago = NOW - dt.timedelta(minutes=2)
    actions.add_item(
        plan_id=plan.pk, values=item_values(title="Quiz"), reason="x", by=by, now=two_minutes_ago
    )

    told = officer.get(f"{news}?revision=0")

    assert f"{by.person.name} changed “Quiz” 2 minutes ago." in words(told).replace("\xa0", " ")
    assert officer.get(f"{news}?revision=1").status_code == 204
    assert officer.get(f"{news}?revision=x").status_code == 204


def test_nobody_is_told_of_what_they_changed_themselves(sign_in, plan):
    by = officer_of(plan.department)
    actions.add_item(plan_id=plan.pk, values=item_values(), reason="x", by=by, now=NOW)
    news = reverse("ethics_officers:plan-news", args=[plan.pk])

    assert sign_in(by.person).get(f"{news}?revision=0").status_code == 204


# All plans -------------------------------------------------------------------------------------


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF, posting__department=DepartmentFactory(name_en="ZZ"))


def listed(response):
    return [row[0].split(" 第")[0] for row in rows(response)]


def test_list_shows_each_department_with_the_state_of_its_plan(staff, plan):
    by = UserFactory()
    PlanItemFactory(plan=plan, status="done", closed_at=NOW, closed_by=by)
    PlanItemFactory(plan=plan, ends_on=dt.date(2026, 11, 1))
    PlanItemFactory(plan=plan, status="dropped")
    WorkPlanFactory(department__name_en="Drafting")

    lines = [row[1:] for row in rows(staff.get(LIST))]

    assert lines == [
        ["Endorsed", "1 of 2", "1", "0"],
        ["Not submitted yet", "–", "0", "0"],
        ["Not submitted yet", "–", "0", "0"],
    ]


def test_list_says_which_plans_are_stalled_and_filters_by_it(staff, plan):
    long_ago = {"starts_on": dt.date(2026, 4, 1), "ends_on": dt.date(2027, 4, 1)}
    PlanItemFactory(plan=plan, **long_ago)
    moving = WorkPlanFactory(endorsed=True, department__name_en="Moving")
    reach(PlanItemFactory(plan=moving, **long_ago), 5)
    WorkPlanFactory(submitted=True, department__name_en="Submitted")

    def shown(state):
        return listed(staff.get(f"{LIST}?state={state}"))

    assert "Endorsed Stalled" in words(staff.get(LIST))
    assert shown("stalled") == ["Customs"]
    assert shown("endorsed") == ["Customs", "Moving"]
    assert shown("submitted") == ["Submitted"]
    assert shown("none") == ["ZZ"]
    assert shown("changed") == []


def test_list_counts_changes_and_finds_by_them_and_by_name(staff, plan):
    by = officer_of(plan.department)
    actions.add_item(plan_id=plan.pk, values=item_values(), reason="x", by=by, now=NOW)

    assert listed(staff.get(f"{LIST}?state=changed")) == ["Customs"]
    assert listed(staff.get(f"{LIST}?q=zz")) == ["ZZ"]


def test_list_is_of_one_year_the_current_one_unless_asked(staff, plan):
    WorkPlanFactory(department=plan.department, year=2025, submitted=True)

    assert "Endorsed" in rows(staff.get(LIST))[0][1]
    assert "Submitted" in rows(staff.get(f"{LIST}?year=2025"))[0][1]
    assert "Endorsed" in rows(staff.get(f"{LIST}?year=no"))[0][1]


def test_list_is_exported_in_its_order(staff, plan):
    heading, *lines = csv_rows(staff.get(f"{LIST}?export=csv&sort=-name"))

    assert heading[-5:] == [
        "Items planned",
        "Items done",
        "Items overdue",
        "Changes since endorsement",
        "Stalled",
    ]
    assert [line[1] for line in lines] == ["ZZ", "Customs"]


def test_list_takes_as_many_queries_for_three_plans_as_for_one(staff, plan):
    for_one = queries_of(staff, LIST)
    WorkPlanFactory(endorsed=True)
    WorkPlanFactory(submitted=True)

    assert queries_of(staff, LIST) == for_one
