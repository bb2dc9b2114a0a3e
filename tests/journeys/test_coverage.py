"""Who has been trained and who has not: from the map to people, from a gap to a session."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.days import day_of
from ethics_officers.models import RiskArea
from people.models import Level
from people.roles import Role
from tests.ethics_officers.standing import DAY, strategy
from tests.factories import CourseFactory, DepartmentFactory, TopicFactory, person_with_role
from tests.reporting.covering import serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOW = "select[name=show]"


@pytest.fixture
def topic():
    return TopicFactory(name_en="Inspection", name_zh_hant="規管執法")


@pytest.fixture
def customs(topic):
    """A department in which 6 of 20 at the front line are trained, and its strategy sees a risk."""
    today = day_of(timezone.now())
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    course = CourseFactory(title_en="On inspection", title_zh_hant="規管執法的誠信")
    course.topics.add(topic)
    lately = (today - 20 * DAY).isoformat()
    serving(customs, Level.JUNIOR, 20, trained=6, on=lately)
    serving(customs, Level.MIDDLE, 12, trained=5, course=course, on=lately)
    version = strategy(customs, "draft", starts_on=today - DAY, ends_on=today + 300 * DAY)
    RiskArea.objects.create(
        version=version,
        position=1,
        name="Control points",
        topic=topic,
        levels=[Level.JUNIOR],
        likelihood=4,
        impact=5,
    )
    version.status, version.endorsed_on, version.endorser = "endorsed", today, "LEUNG Man-kit"
    version.save()
    return customs


def test_staff_go_from_the_map_to_who_is_not_trained_yet(visitor, reader, customs):
    page, words = visitor.page, reader.words
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    visitor.open("/")
    visitor.press(words("Reports"), role="link")
    visitor.press(words("Coverage"), role="link")
    square = page.locator("tr", has_text=reader.choose("Customs", "香港海關")).locator("a").nth(1)
    expect(square).to_have_text("30%")

    # What the squares show is in the address, and the file follows.
    page.select_option(SHOW, "persons")
    expect(square).to_have_text("6")
    expect(page).to_have_url(re.compile("show=persons"))
    visitor.look()

    square.click()
    expect(page.locator("tbody tr")).to_have_count(6)
    visitor.look()
    page.select_option("select[name=side]", "untrained")
    expect(page.locator("tbody tr")).to_have_count(14)
    visitor.look()


def test_staff_schedule_a_session_for_the_worst_gap(visitor, reader, customs):
    page, words = visitor.page, reader.words
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    visitor.open(reverse("reporting:overview"))
    visitor.press(words("Gaps by risk"), role="link")
    expect(page.locator("tbody tr")).to_have_count(1)
    visitor.press(words("Schedule for this gap"), role="link")

    expect(page.locator("#id_title_en")).to_have_value("On inspection (Customs)")
    expect(page.locator(f"input[name=departments][value='{customs.pk}']")).to_be_checked()
    expect(page.locator("input[name=levels][value=junior]")).to_be_checked()
    expect(page.locator("input[name=levels][value=middle]")).not_to_be_checked()


def test_an_officer_sees_the_own_department_by_topic_and_its_gaps(visitor, reader, customs, topic):
    page, words = visitor.page, reader.words
    visitor.sign_in(person_with_role(Role.ETHICS_OFFICER, customs, user__language=reader.language))

    visitor.open("/")
    expect(page.get_by_role("heading", name=words("Gaps by risk"))).to_be_visible()
    visitor.press(words("Reports"), role="link")
    visitor.press(words("Coverage"), role="link")
    of_topic = page.locator("tr", has_text=reader.choose(topic.name_en, topic.name_zh_hant))
    expect(of_topic.locator("a").nth(1)).to_have_text("0%")

    of_topic.locator("a").nth(1).click()
    expect(page.locator("tbody tr")).to_have_count(0)
    visitor.look()
    page.select_option("select[name=side]", "untrained")
    expect(page.locator("tbody tr")).to_have_count(20)
    visitor.look()
