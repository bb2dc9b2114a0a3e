"""Programme staff tend what others rely on: holidays, a wrong link, words on the board."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from core.days import day_of
from people.roles import Role
from tests.ethics_officers.network_factories import BoardAnswerFactory, BoardQuestionFactory
from tests.factories import SessionFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_staff_load_a_year_correct_a_link_and_withdraw_words(visitor, reader):
    page, words = visitor.page, reader.words
    year = day_of(timezone.now()).year + 2
    webinar = SessionFactory()
    webinar.meetings.update(link="https://meet.example/wrong")
    question = BoardQuestionFactory(title="Baskets")
    answer = BoardAnswerFactory(question=question, text="Ask Mr Lee.")
    visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))

    visitor.open(reverse("training:schedule"))
    visitor.press(words("General holidays"), role="link")
    visitor.look()
    page.locator(f'a[href="{reverse("training:holiday-year", args=[year])}"]').first.click()
    page.locator('[name="days-0-date"]').fill(f"{year}-01-01")
    page.locator('[name="days-0-name_en"]').fill("The first day of January")
    visitor.press(words("Save these days"))
    expect(page.locator('[role="alert"]').first).to_be_visible()  # The Chinese name is missing.
    visitor.look()
    page.locator('[name="days-0-name_zh_hant"]').fill("一月一日")
    visitor.press(words("Save these days"))
    expect(page.locator("main")).to_contain_text(str(year))

    visitor.open(reverse("training:session-links", args=[webinar.pk]))
    visitor.look()
    page.locator('input[type="url"]').fill("https://meet.example/right")
    visitor.press(words("Correct it and tell them"))
    expect(page.locator("main")).to_contain_text(
        words("The link is corrected. Who has a place is told by mail.")
    )

    visitor.open(reverse("ethics_officers:board-answer-withdraw", args=[answer.pk]))
    visitor.look()
    page.locator('[name="reason"]').fill("It names a person.")
    visitor.press(words("Withdraw the answer"))
    expect(page.locator("main")).not_to_contain_text("Ask Mr Lee.")
    expect(page.locator("main")).to_contain_text("It names a person.")
    visitor.look()
