"""Gaps by risk: where strategies see risks, and few are trained against them."""

import re

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from ethics_officers.models import RiskArea
from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import PlanItemFactory, WorkPlanFactory
from tests.ethics_officers.standing import DAY, strategy
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    TopicFactory,
    person_with_role,
)
from tests.files import csv_rows, xlsx_rows
from tests.pages import rows, words
from tests.queries import queries_of
from tests.reporting.covering import serving

pytestmark = pytest.mark.django_db

PAGE = reverse("reporting:gaps")
HOME = reverse("home")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(code="C&ED", name_en="Customs", name_zh_hant="海關")


@pytest.fixture
def topic():
    return TopicFactory(name_en="Inspection", name_zh_hant="規管執法")


@pytest.fixture
def course(topic):
    course = CourseFactory(title_en="On inspection", levels=["senior"])
    course.topics.add(topic)
    return course


def risk(department, topic=None, *, rating=(3, 5), levels=(), name="Control points", **fields):
    """Have the endorsed strategy of a department see a risk."""
    version = RiskArea.objects.filter(version__strategy__department=department).first()
    found = version.version if version else None
    if found is None:
        found = strategy(department, "draft", ends_on=TODAY + 365 * DAY, **fields)
    likelihood, impact = rating
    return RiskArea.objects.create(
        version=found,
        position=found.risk_areas.count() + 1,
        name=name,
        topic=topic,
        levels=list(levels),
        likelihood=likelihood,
        impact=impact,
    )


def endorse(*areas):
    for area in areas:
        version = area.version
        version.status, version.endorsed_on, version.endorser = "endorsed", TODAY, "LEUNG Man-kit"
        version.save()


@pytest.fixture
def officer(sign_in, customs):
    return sign_in(person_with_role(Role.ETHICS_OFFICER, customs))


def test_the_worst_come_first_the_risk_high_and_the_coverage_low(as_role, customs, topic, course):
    fire = DepartmentFactory(name_en="Fire Services", name_zh_hant="消防處")
    for department, trained in ((customs, 5), (fire, 0)):
        serving(department, Level.JUNIOR, 30, trained=trained, course=course)
        serving(department, Level.MIDDLE, 30, trained=0, course=course)
    endorse(
        risk(customs, topic, rating=(3, 5), levels=["junior"]),
        risk(fire, topic, rating=(5, 5), levels=["junior"]),
        risk(fire, topic, rating=(2, 4), levels=["middle"], name="Stores"),
    )

    found = rows(as_role(Role.PROGRAMME_STAFF).get(PAGE))

    assert [(row[0].split()[0], row[2], row[3], row[4]) for row in found] == [
        ("Fire", "Junior and front-line", "High risk 25 of 25", "0% 0 of 30"),
        ("Customs", "Junior and front-line", "High risk 15 of 25", "17% 5 of 30"),
        ("Fire", "Middle managers", "Medium risk 8 of 25", "0% 0 of 30"),
    ]


def test_a_level_trained_as_asked_is_no_gap(as_role, customs, topic, course):
    serving(customs, Level.JUNIOR, 20, trained=5, course=course)
    endorse(risk(customs, topic, levels=["junior"]))

    assert rows(as_role(Role.PROGRAMME_STAFF).get(PAGE)) == []


def test_training_on_another_topic_closes_no_gap(as_role, customs, topic, course):
    serving(customs, Level.JUNIOR, 20, trained=20)
    endorse(risk(customs, topic, levels=["junior"]))

    found = rows(as_role(Role.PROGRAMME_STAFF).get(PAGE))

    assert found[0][4] == "0% 0 of 20"


def test_two_risks_on_a_topic_are_one_gap_with_the_higher_rating(as_role, customs, topic, course):
    serving(customs, Level.JUNIOR, 20)
    first = risk(customs, topic, rating=(2, 2), levels=["junior"], name="Stores")
    endorse(first, risk(customs, topic, rating=(4, 4), levels=["junior"], name="Night work"))

    found = rows(as_role(Role.PROGRAMME_STAFF).get(PAGE))

    assert [(row[1], row[3]) for row in found] == [
        ("Inspection against: Night work, Stores", "High risk 16 of 25")
    ]


def test_drafts_and_strategies_that_are_over_tell_of_no_gap(as_role, customs, topic, course):
    serving(customs, Level.JUNIOR, 20)
    risk(customs, topic)

    page = as_role(Role.PROGRAMME_STAFF).get(PAGE)

    assert rows(page) == []
    assert "2 departments have no endorsed strategy with risk areas." in words(page)


def test_a_risk_without_a_topic_is_said_to_be_unknown(as_role, customs):
    serving(customs, Level.JUNIOR, 20)
    endorse(risk(customs))

    page = as_role(Role.PROGRAMME_STAFF).get(PAGE)

    assert rows(page) == []
    assert "1 risk area names no topic" in words(page)


def test_a_hidden_square_is_listed_whatever_it_holds(as_role, customs, topic, course):
    fire = DepartmentFactory(name_en="Fire Services")
    for department, junior in ((customs, 2), (fire, 18)):
        serving(department, Level.JUNIOR, 20, trained=junior, course=course)
        serving(department, Level.MIDDLE, 20, trained=9, course=course)
    endorse(risk(customs, topic, levels=["junior"]), risk(fire, topic, levels=["junior"]))

    page = as_role(Role.PROGRAMME_STAFF).get(PAGE)

    assert [row[4] for row in rows(page)] == ["hidden", "hidden"]
    assert "hidden: fewer than five persons trained" in words(page)


def test_gaps_are_found_by_risk_level_and_name(as_role, customs, topic, course):
    fire = DepartmentFactory(name_en="Fire Services", name_zh_hant="消防處")
    for department in (customs, fire):
        serving(department, Level.JUNIOR, 20)
        serving(department, Level.MIDDLE, 20)
    endorse(
        risk(customs, topic, rating=(5, 5), levels=["junior"]),
        risk(fire, topic, rating=(1, 2), levels=["middle"]),
    )
    client = as_role(Role.PROGRAMME_STAFF)

    def found(**asked):
        return [row[0].split()[0] for row in rows(client.get(PAGE, asked))]

    assert found() == ["Customs", "Fire"]
    assert found(risk="low") == ["Fire"]
    assert found(level="junior") == ["Customs"]
    assert found(q="消防") == ["Fire"]
    assert found(q="inspection customs") == ["Customs"]
    assert found(sort="-risk") == ["Fire", "Customs"]


def test_staff_schedule_a_session_for_the_gap_with_all_that_is_known_of_it(
    as_role, customs, topic, course
):
    serving(customs, Level.JUNIOR, 20)
    endorse(risk(customs, topic, levels=["junior"]))
    client = as_role(Role.PROGRAMME_STAFF)

    page = client.get(PAGE).text
    form = client.get(
        re.search(r'href="([^"]+)">Schedule for this gap<', page)[1].replace("&amp;", "&")
    )

    begun = form.context["form"].initial
    assert (begun["course"], begun["levels"], begun["departments"]) == (
        course,
        ["junior"],
        [customs],
    )
    assert (begun["title_en"], begun["title_zh_hant"]) == (
        "On inspection (Customs)",
        "督導人員：利益衝突（海關）",
    )


def test_where_no_course_is_about_the_topic_the_page_says_so(as_role, customs, topic):
    serving(customs, Level.JUNIOR, 20)
    endorse(risk(customs, topic, levels=["junior"]))

    page = as_role(Role.PROGRAMME_STAFF).get(PAGE)

    assert rows(page)[0][5] == "No course is about it. Add a course"


def test_who_may_not_schedule_is_offered_no_session(as_role, customs, topic, course):
    serving(customs, Level.JUNIOR, 20)
    endorse(risk(customs, topic, levels=["junior"]))

    assert rows(as_role(Role.AUDITOR).get(PAGE))[0][5] == ""


def test_an_officer_sees_the_gaps_of_the_own_department_exactly(officer, customs, topic, course):
    fire = DepartmentFactory(name_en="Fire Services")
    for department in (customs, fire):
        serving(department, Level.JUNIOR, 20, trained=2, course=course)
    endorse(risk(customs, topic, levels=["junior"]), risk(fire, topic, levels=["junior"]))

    page = officer.get(PAGE)

    assert [row[:4] for row in rows(page)] == [
        [
            "Inspection against: Control points",
            "Junior and front-line",
            "High risk 15 of 25",
            "10% 2 of 20",
        ]
    ]
    assert "Fire Services" not in page.text


def test_an_officer_finds_a_session_and_asks_for_a_talk_from_an_item_of_the_plan(
    officer, customs, topic
):
    serving(customs, Level.JUNIOR, 20)
    endorse(risk(customs, topic, levels=["junior"]))
    plan = WorkPlanFactory(department=customs)

    without_item = officer.get(PAGE)
    item = PlanItemFactory(plan=plan, topic=topic)
    with_item = officer.get(PAGE)

    assert rows(without_item)[0][4] == "Find a session Put it in the plan"
    assert reverse("ethics_officers:plan-item-add", args=[plan.pk]) in without_item.text
    assert rows(with_item)[0][4] == "Find a session Ask for a talk"
    assert reverse("ethics_officers:talk-request-create", args=[item.pk]) in with_item.text
    assert f"{reverse('training:session-list')}?topic={topic.pk}" in with_item.text


def test_home_of_an_officer_shows_the_three_worst_gaps(officer, customs):
    areas = []
    for number in range(4):
        topic = TopicFactory(name_en=f"Topic no. {number}")
        areas.append(risk(customs, topic, rating=(number + 1, 5), levels=["junior"]))
    serving(customs, Level.JUNIOR, 20)
    endorse(*areas)

    page = words(officer.get(HOME))

    assert page.index("Topic no. 3") < page.index("Topic no. 2") < page.index("Topic no. 1")
    assert "Topic no. 0" not in page
    assert "0 of 20 trained in twelve months, against: Control points" in page


def test_home_without_a_gap_says_nothing_of_gaps(officer, customs):
    assert "Gaps by risk" not in words(officer.get(HOME))


def test_a_coordinator_has_no_such_page(sign_in, customs):
    client = sign_in(person_with_role(Role.TRAINING_COORDINATOR, customs))

    assert client.get(PAGE).status_code == 403
    assert "Gaps by risk" not in words(client.get(reverse("reporting:overview")))


def test_the_gaps_are_taken_along_as_a_file_and_that_is_recorded(as_role, customs, topic, course):
    fire = DepartmentFactory(name_en="Fire Services")
    for department, junior in ((customs, 2), (fire, 18)):
        serving(department, Level.JUNIOR, 20, trained=junior, course=course)
        serving(department, Level.MIDDLE, 20, trained=9, course=course)
    serving(customs, Level.SENIOR, 20, course=course)
    endorse(risk(customs, topic, levels=["junior", "senior"]))
    client = as_role(Role.PROGRAMME_STAFF)

    table = xlsx_rows(client.get(PAGE, {"export": "xlsx"}))
    text = csv_rows(client.get(PAGE, {"export": "csv", "level": "senior"}))

    hidden = "hidden: small numbers"
    assert table[0][4:] == [
        "Level",
        "Risk",
        "Rating",
        "Risk areas",
        "Strength",
        "Persons",
        "Coverage, percent",
    ]
    assert table[1][4:] == ["Senior officers", "High risk", 15.0, "Control points", 20.0, 0.0, 0.0]
    assert table[2][4:] == [
        "Junior and front-line",
        "High risk",
        15.0,
        "Control points",
        *[hidden] * 3,
    ]
    assert len(text) == 2
    entry = AuditEntry.objects.filter(action="reporting.gaps_exported").latest("id")
    assert (entry.details["format"], entry.details["level"]) == ("csv", "senior")


def test_the_list_takes_as_many_queries_for_three_departments_as_for_one(
    as_role, customs, topic, course
):
    client = as_role(Role.PROGRAMME_STAFF)
    serving(customs, Level.JUNIOR, 6)
    endorse(risk(customs, topic, levels=["junior"]))
    client.get(PAGE)
    one = queries_of(client, PAGE)
    for _ in range(2):
        department = DepartmentFactory()
        serving(department, Level.JUNIOR, 6)
        endorse(risk(department, topic, levels=["junior"]))

    assert queries_of(client, PAGE) == one
