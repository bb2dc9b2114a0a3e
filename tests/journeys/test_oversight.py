"""Programme staff look for the departments that need them, and open what is behind a signal."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.days import day_of
from people.roles import Role
from tests.ethics_officers.factories import DesignationFactory
from tests.ethics_officers.standing import DAY, annual_return
from tests.factories import DepartmentFactory, person_with_role

SQUARE_OF_RETURN = 4  # the first cell counts the signals

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_find_the_late_returns_on_the_map_and_open_one(visitor, reader):
    page, words = visitor.page, reader.words
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    audit = DepartmentFactory(name_en="Audit Commission", name_zh_hant="審計署")
    DesignationFactory(department=audit)
    annual_return(customs, due_on=day_of(timezone.now()) - DAY)
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    visitor.open("/")
    visitor.press(words("Ethics Officers"), role="link")
    visitor.press(words("Oversight"), role="link")
    expect(page.locator(".heat-map .raised a").first).to_be_visible()

    # From the figure to the departments it counts.
    page.locator(".figure-tile", has_text=words("Late return")).get_by_role("link").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(
        f"{visitor.address}{reverse('ethics_officers:oversight')}?signal=return"
    )
    visitor.look()

    # And from a square to what is behind it.
    page.locator("tbody td").nth(SQUARE_OF_RETURN).get_by_role("link").click()
    expect(page).to_have_url(
        visitor.address + reverse("ethics_officers:return-of-department", args=[customs.pk])
    )
    visitor.look()


def test_an_officer_sees_the_department_beside_all_others(visitor, reader):
    page, words = visitor.page, reader.words
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    for _ in range(5):
        DesignationFactory()
    visitor.sign_in(person_with_role(Role.ETHICS_OFFICER, customs, user__language=reader.language))

    visitor.open("/")
    visitor.press(words("Our department"), role="link")
    visitor.press(words("Overview"), role="link")
    expect(page.locator("tbody tr")).to_have_count(6)

    page.locator("tbody").get_by_role("link").last.click()
    expect(page.locator("h1")).to_have_text(words("Days without an Ethics Officer"))
    visitor.look()
