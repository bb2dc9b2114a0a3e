"""How far a circulation reached: from bars to names, and a reminder in one's own words."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.days import day_of
from notifications.models import Message
from people.roles import Role
from publications.models import Chaser
from tests.factories import DepartmentFactory, PersonFactory, person_with_role
from tests.publications.factories import RecipientFactory, RoundFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def departments():
    customs = DepartmentFactory(
        name_en="Customs and Excise Department",
        name_zh_hant="香港海關",
        strength=20,
        strength_basis="establishment",
        strength_as_at=dt.date(2026, 3, 31),
    )
    return customs, DepartmentFactory(name_en="Audit Commission", name_zh_hant="審計署")


@pytest.fixture
def out(departments):
    """Six of one department and ten of another: a few have acknowledged it, one is late."""
    customs, audit = departments
    now = timezone.now()
    asked = now - dt.timedelta(days=12)
    out = RoundFactory(
        starts_at=asked,
        begun_at=asked,
        finished_at=asked,
        circulation__starts_at=asked,
        circulation__edition__publication__title_en="Gifts before the festival",
        circulation__edition__publication__title_zh_hant="節日前的禮物",
    )
    due = {"asked_at": asked, "due_on": day_of(now) + dt.timedelta(days=2)}

    def person(department):
        return PersonFactory(posting__department=department)

    for department, done, opened, unopened in ((customs, 3, 1, 1), (audit, 5, 5, 0)):
        for _ in range(done):
            read = {"opened_at": now, "acknowledged_at": now}
            RecipientFactory(round=out, person=person(department), **read, **due)
        for _ in range(opened):
            RecipientFactory(round=out, person=person(department), opened_at=now, **due)
        for _ in range(unopened):
            RecipientFactory(round=out, person=person(department), **due)
    late = {**due, "due_on": day_of(now) - dt.timedelta(days=1)}
    RecipientFactory(round=out, person=person(customs), **late)
    return out


def test_staff_go_from_the_bars_to_the_names_and_remind_the_late(visitor, reader, out):
    page, words = visitor.page, reader.words
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    visitor.open(reverse("publications:circulation-detail", args=[out.circulation_id]))
    visitor.press(words("Reach by department"), role="link")
    expect(page.locator(".reach-bars li")).to_have_count(2)
    expect(page.locator("tbody tr")).to_have_count(2)

    # From a number to those it counts.
    page.locator("tbody tr").nth(1).get_by_role("link").last.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    visitor.look()

    page.go_back()
    visitor.press(words("Remind those who have not read it"), role="link")
    page.get_by_label(words("How far")).select_option("late")
    visitor.press(words("Show"))
    expect(page.locator(".figure-value").first).to_have_text("1")
    page.get_by_label(words("Your words, English")).fill("Please read it today.")
    visitor.press(words("Send the reminder"))
    assert Message.objects.count() == 0

    page.get_by_label(words("Your words, Traditional Chinese")).fill("請於今天閱讀。")
    visitor.press(words("Send the reminder"))
    expect(page).to_have_url(
        visitor.address + reverse("publications:circulation-reach", args=[out.circulation_id])
    )
    assert Chaser.objects.get().told == Message.objects.count() == 1


def test_an_officer_sees_the_department_beside_all_others(visitor, reader, out, departments):
    page, words = visitor.page, reader.words
    officer = person_with_role(Role.ETHICS_OFFICER, departments[0], user__language=reader.language)
    visitor.sign_in(officer)

    visitor.open(reverse("publications:circulation-reach", args=[out.circulation_id]))
    expect(page.locator(".reach-bars li")).to_have_count(2)
    expect(page.locator(".reach-others .reach-name")).to_have_text(
        words("All other departments together")
    )
    expect(page.locator("tbody tr")).to_have_count(1)

    visitor.press(words("Remind those who have not read it"), role="link")
    expect(page.locator(".figure-value").first).to_have_text("3")
