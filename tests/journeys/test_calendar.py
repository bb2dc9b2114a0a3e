"""Planning from the calendar, and taking a list along as a file."""

import csv
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from tests.clock import NOW
from tests.factories import CourseFactory, SessionFactory, VenueFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_plan_from_the_calendar_and_take_the_list_along(visitor, reader):
    page, words = visitor.page, reader.words
    staff = person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)
    venue = VenueFactory(name_en="Lecture Theatre", name_zh_hant="演講廳")
    course = CourseFactory(title_en="Ethical leadership")
    SessionFactory(course__title_en="Conflict of interest", meeting__venue=venue)
    SessionFactory(course__title_en="Prudent finance", draft=True, meeting__venue=venue)

    with time_machine.travel(NOW, tick=True):
        # The month, then the week of a day; the draft says that it clashes.
        visitor.sign_in(staff)
        visitor.open(reverse("training:schedule"))
        visitor.press(words("Calendar"), role="link")
        visitor.open(reverse("training:calendar") + "?date=2026-12-01")
        visitor.press(words("Week"), role="link")
        expect(page.locator(".calendar-clash")).to_have_count(1)

        # The filters follow as they change and are in the address.
        page.locator("[name=venue]").select_option(str(venue.pk))
        expect(page.locator(".calendar-week tbody tr")).to_have_count(1)
        visitor.look()
        assert f"venue={venue.pk}" in page.url

        # The plus begins a session there and then; a course fills in the rest.
        page.locator("td:not(.is-free) .calendar-new").click()
        expect(page.locator("[name=meetings-0-date]")).to_have_value("2026-12-01")
        page.locator("[name=course]").select_option(str(course.pk))
        expect(page.locator("[name=title_en]")).to_have_value("Ethical leadership")
        expect(page.locator("[name=meetings-0-date]")).to_have_value("2026-12-01")
        expect(page.locator("[name=meetings-0-venue]")).to_have_value(str(venue.pk))
        visitor.look()

        # The file holds what the filters of the list leave.
        visitor.open(reverse("training:schedule"))
        page.locator("[name=status]").select_option("draft")
        expect(page.locator("#export-links a[href$=csv]")).to_have_attribute(
            "href", "?q=&when=upcoming&status=draft&kind=&starts_from=&starts_to=&export=csv"
        )
        with page.expect_download() as download:
            page.locator("#export-links a[href$=csv]").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        assert download.value.suggested_filename == "schedule-2026-11-22.csv"
        assert [row[2] for row in list(csv.reader(text.splitlines()))[1:]] == ["Prudent finance"]
