"""Staff schedule a series, in two tabs, in two languages, and lose nothing on the way."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from core.days import day_of
from core.models import GeneralHoliday
from people.roles import Role
from tests.clock import NOW, at
from tests.factories import CourseFactory, VenueFactory, person_with_role
from training import actions
from training.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEEKS = 4


@pytest.fixture
def staff(reader):
    return person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)


@pytest.fixture(autouse=True)
def _christmas(transactional_db):
    GeneralHoliday.objects.create(
        date="2026-12-25", name_en="Christmas Day", name_zh_hant="聖誕節", name_zh_hans="圣诞节"
    )


def test_staff_schedule_a_series(visitor, reader, staff):
    page, words = visitor.page, reader.words
    CourseFactory(title_en="Conflict of interest", title_zh_hant="利益衝突")
    venue = VenueFactory(name_en="Lecture Theatre")

    with time_machine.travel(NOW, tick=True):
        # From the course to the first session, saved to be repeated.
        visitor.sign_in(staff)
        visitor.open(reverse("training:course-list"))
        page.locator("td a", has_text=words("Schedule a session")).click()
        expect(page.locator("[name=title_en]")).to_have_value("Conflict of interest")
        page.locator("[name=meetings-0-date]").fill("2026-12-11")
        page.locator("[name=meetings-0-venue]").select_option(str(venue.pk))
        page.locator("#checks .agenda").wait_for()
        visitor.press(words("Save and repeat as a series"))

        # Every Friday: Christmas is struck out; another date is changed, and said to clash no more.
        page.locator("[name=first]").fill("2026-12-18")
        page.locator("[name=count]").fill(str(WEEKS))
        visitor.press(words("Show the dates"))
        expect(page.locator(".series li")).to_have_count(WEEKS)
        expect(page.locator("[name=days-1-keep]")).not_to_be_checked()
        expect(page.locator(".series s")).to_have_count(1)
        page.locator("[name=days-2-day]").fill("2026-12-25")
        page.locator("[name=days-2-day]").blur()
        expect(page.locator(".series s")).to_have_count(2)
        visitor.look()
        page.locator("[name=days-2-day]").fill("2027-01-04")
        page.locator("[name=days-2-day]").blur()
        expect(page.locator(".series s")).to_have_count(1)
        visitor.press(words("Schedule these as drafts"))

        # The first and three more; one of them is published, and one is not wanted after all.
        first, *series = Session.objects.order_by("starts_at")
        days = ["2026-12-18", "2027-01-04", "2027-01-08"]
        assert [str(day_of(session.starts_at)) for session in series] == days
        visitor.open(reverse("training:session-manage", args=[series[0].pk]))
        visitor.press(words("Publish"))
        expect(page.locator(".tag-green", has_text=words("Published"))).to_be_visible()
        visitor.open(reverse("training:session-manage", args=[series[2].pk]))
        visitor.press(words("Discard"), role="link")
        visitor.press(words("Discard the draft"))
        expect(page.locator("tbody tr")).to_have_count(3)
        states = Session.objects.order_by("starts_at").values_list("status", flat=True)
        assert list(states) == ["draft", "published", "draft", "discarded"]
        assert first.starts_at == at("2026-12-11")


def test_two_tabs_and_two_languages_lose_nothing_that_was_typed(visitor, reader, staff):
    page, words = visitor.page, reader.words
    other_button = reader.choose("繁體中文", "English")
    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(staff)
        visitor.open(f"{reverse('training:session-create')}?course={CourseFactory().pk}")
        page.locator("[name=title_en]").fill("Before the language")
        page.locator(f"button[aria-label='{other_button}']").click()
        expect(page.locator("[name=title_en]")).to_have_value("Before the language")
        visitor.look()
        own_button = reader.choose("English", "繁體中文")
        page.locator(f"button[aria-label='{own_button}']").click()
        expect(page.locator("[name=title_en]")).to_have_value("Before the language")
        page.locator("[name=title_en]").fill("After it")
        visitor.press(words("Save draft"))

        # A colleague publishes it while it is open here.
        session = Session.objects.get()
        visitor.open(reverse("training:session-edit", args=[session.pk]))
        page.locator("[name=title_en]").fill("My title")
        page.locator("[name=meetings-0-date]").fill("2026-12-21")
        page.locator("[name=meetings-0-link]").fill("https://meet.gov.example/1")
        visitor.press(words("Save draft"))
        visitor.open(reverse("training:session-edit", args=[session.pk]))
        page.locator("[name=title_en]").fill("My last title")
        page.locator("[name=meetings-0-date]").fill("2026-12-22")
        colleague = person_with_role(Role.PROGRAMME_STAFF).user
        actions.publish_session(session_id=session.pk, by=colleague, now=NOW)
        visitor.press(words("Save draft"))

        # What differs is shown; the title is saved all the same, and the date stands.
        expect(page.locator(".stale tbody tr")).to_have_count(2)
        expect(page.locator("[name=title_en]")).to_have_value("My last title")
        visitor.press(words("Save mine all the same"))
        session.refresh_from_db()
        assert (session.title_en, session.status) == ("My last title", "published")
        assert session.starts_at == at("2026-12-21")
