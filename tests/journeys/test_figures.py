"""From the overview to a figure, to the rows behind a number, and back with a file."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from people.roles import Role
from tests.browser import Browser
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.reporting.figures.holding import held, takes_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def customs():
    """A department of which seven were at a session last week and eight were not, and another."""
    customs = DepartmentFactory(
        name_en="Customs and Excise Department", name_zh_hant="香港海關", name_zh_hans="香港海关"
    )
    session = held(timezone.now() - dt.timedelta(days=7), capacity=30)
    for department, number in ((customs, 7), (DepartmentFactory(), 12)):
        for _ in range(number):
            person = PersonFactory(posting__department=department)
            takes_place(person, session, "present")
    PersonFactory.create_batch(8, posting__department=customs)
    return customs


def test_staff_go_from_the_overview_to_those_whom_a_number_counts(visitor, reader, customs):
    page, words = visitor.page, reader.words
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    visitor.open(reverse("reporting:overview"))
    expect(page.locator(".chart-box:visible canvas")).to_have_count(4)
    page.get_by_text(words("The numbers as a table")).first.click()
    expect(page.locator("figure table").first).to_be_visible()
    visitor.look()

    visitor.press(words("Figures"), role="link")
    page.get_by_label(words("Figures"), exact=True).select_option("places")
    page.get_by_role("link", name=words("Attended"), exact=True).click()
    expect(page.locator("#by-department")).to_be_visible()
    visitor.look()
    page.locator("#by-department").get_by_role("link", name="7", exact=True).click()

    expect(page.locator("tbody tr")).to_have_count(7)
    expect(
        page.get_by_text(reader.choose("Customs and Excise Department", "香港海關"))
    ).to_be_visible()
    visitor.look()


def test_pages_of_figures_are_printed_with_their_tables(visitor, reader, customs):
    page = visitor.page
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))
    visitor.open(reverse("reporting:figure-detail", args=["places_attended"]))
    expect(page.locator("details:not([data-menu])").first).not_to_have_attribute("open", "")

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    expect(page.locator("figure table").first).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("figure table").first).to_be_hidden()


def test_charts_are_tables_without_javascript(browser, reader, live_server, customs):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    Browser(page, live_server.url).sign_in(
        person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    )

    page.goto(live_server.url + reverse("reporting:overview"))

    expect(page.locator("figure table")).to_have_count(4)
    expect(page.locator("figure table").first).to_be_visible()
    expect(page.locator("canvas:visible")).to_have_count(0)
    context.close()


def test_co_ordinator_sees_the_own_department_beside_the_whole_service(visitor, reader, customs):
    page = visitor.page
    visitor.sign_in(
        person_with_role(
            Role.TRAINING_COORDINATOR, department=customs, user__language=reader.language
        )
    )

    visitor.open(reverse("reporting:figure-list") + "?group=places")
    row = page.locator("tbody tr").nth(2).locator("td")
    expect(row.nth(1)).to_have_text("7")
    expect(row.nth(3)).to_have_text("19")
    row.nth(0).get_by_role("link").click()
    visitor.look()
    expect(page.locator("#by-department tbody tr")).to_have_count(1)
