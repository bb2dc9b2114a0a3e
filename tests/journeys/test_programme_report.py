"""The programme report: frozen with one press, read as a page, taken along as a document."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from tests.clock import at
from tests.factories import CourseFactory, person_with_role
from tests.reporting.queries.test_legislature import held

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_freeze_the_figures_of_a_year_and_take_the_report_along(visitor, reader):
    held(CourseFactory(), at("2025-05-01"), came=6, absent=5)
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    page = visitor.page

    visitor.sign_in(staff)
    visitor.open(reverse("reporting:programme-report-list"))
    page.get_by_label(reader.words("Period"), exact=True).select_option("fy-2025")
    visitor.press(reader.words("Freeze the figures"))

    expect(page.locator("h1")).to_have_text(reader.words("Integrity programme report"))
    charts = page.locator(".paper img")
    expect(charts).to_have_count(4)
    assert charts.evaluate_all("images => images.every(image => image.naturalWidth > 0)")
    page.locator("#mark-1").click()
    expect(page).to_have_url(re.compile("#note-1$"))
    name = f"{reader.choose('English', '繁體中文')}, PDF"
    with page.expect_download() as downloaded:
        page.get_by_role("link", name=name).click()
    assert downloaded.value.suggested_filename.endswith(f"-{reader.language}.pdf")
