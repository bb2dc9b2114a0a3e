"""A question of the legislature: from the period to sentences to paste, and to documents."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from tests.clock import at
from tests.factories import CourseFactory, person_with_role
from tests.reporting.queries.test_legislature import held

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_copy_the_answer_and_take_it_as_a_document(visitor, reader):
    course = CourseFactory(
        title_en="Gifts", title_zh_hant="禮物", summary_en="What to refuse.", summary_zh_hant="收受"
    )
    held(course, at("2025-05-01"), came=6, absent=5)
    held(CourseFactory(title_en="Leadership", title_zh_hant="領導"), at("2025-06-01"), came=7)
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    visitor.sign_in(staff)
    visitor.open(reverse("reporting:overview"))
    visitor.press(reader.words("Legislature"), role="link")
    page.get_by_label(reader.words("Period"), exact=True).select_option("fy-2025")
    page.get_by_text(reader.words("Choose courses"), exact=True).click()
    page.get_by_label(reader.choose("Gifts", "禮物"), exact=True).check()
    visitor.press(reader.words("Show"))

    expect(page.locator("#words-en p")).to_have_count(1)
    expect(page.locator("#words-zh-hant p")).to_have_count(1)
    page.locator("[data-copy=words-en]").click()
    expect(page.locator("#words-en-status")).to_have_text(reader.words("Copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("From 1 April 2025 to 31 March 2026, 1 session of “Gifts” was held.")
    for kind in ("Word", "PDF"):
        with page.expect_download() as downloaded:
            page.get_by_role("link", name=f"{reader.choose('English', '繁體中文')}, {kind}").click()
        name = downloaded.value.suggested_filename
        ending = {"Word": "docx", "PDF": "pdf"}[kind]
        assert name == f"programmes-fy-2025-{reader.language}.{ending}"
