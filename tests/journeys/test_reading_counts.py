"""What is circulated is on Home; who reads it closes a plan item and is a figure in the return."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.models import PlanItem
from people.models import Level
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import (
    AnnualReturnFactory,
    DesignationFactory,
    PlanItemFactory,
    QuestionnaireFactory,
    ReturnQuestionFactory,
    publish,
)
from tests.factories import DepartmentFactory, PersonFactory, PublicationFactory, person_with_role
from tests.publications.factories import (
    CirculationFactory,
    RecipientFactory,
    RenditionFactory,
    RoundFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AFTER = NOW + dt.timedelta(days=11)


def test_from_home_to_the_item_closed_and_the_figure_of_the_return(visitor, reader):
    page, words = visitor.page, reader.words
    language = {"user__language": reader.language}
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    officer = PersonFactory(posting__department=customs, posting__level=Level.SENIOR, **language)
    DesignationFactory(department=customs, person=officer)
    colleague = person_with_role(Role.CIVIL_SERVANT, customs, **language)
    title = {"en": "Gifts before the festival", "zh-hant": "節日前的禮物"}
    publication = PublicationFactory(title_en=title["en"], title_zh_hant=title["zh-hant"])
    edition = publication.editions.get()
    for written, text in (("en", "<p>Decline it.</p>"), ("zh-hant", "<p>應予拒絕。</p>")):
        RenditionFactory(edition=edition, language=written, format="html", link="", text=text)
    out = RoundFactory(circulation=CirculationFactory(edition=edition))
    for person in (officer, colleague):
        RecipientFactory(round=out, person=person, department=customs)
    item = PlanItemFactory(
        plan__department=customs,
        plan__endorsed=True,
        title="Have it read",
        kind="circulation",
        target=None,
    )
    question = ReturnQuestionFactory(
        questionnaire=QuestionnaireFactory(year=2026, due_on=dt.date(2027, 6, 30)),
        kind="number",
        figure="readers",
    )
    annual_return = AnnualReturnFactory(
        questionnaire=publish(question.questionnaire), department=customs
    )

    with time_machine.travel(NOW, tick=True):
        # Home says what is to be read; the colleague reads and confirms it, and it is gone.
        visitor.sign_in(colleague)
        visitor.open("/")
        expect(page.get_by_text(words("To read"), exact=False).first).to_be_visible()
        visitor.press(title[reader.language], role="link")
        visitor.press(words("I have read and understood it"))
        visitor.open("/")
        expect(page.get_by_role("link", name=title[reader.language])).to_have_count(0)

        # The officer counts it for an item, which waits for those who have time left.
        visitor.sign_in(officer)
        visitor.open(reverse("ethics_officers:plan-item-detail", args=[item.pk]))
        visitor.press(words("Sessions and publications"), role="link")
        page.locator("[name=publication]").select_option(str(publication.pk))
        page.locator("form[action$='/publications/link/'] button").click()
        page.wait_for_load_state()
        visitor.look()
        visitor.open(reverse("ethics_officers:plan-item-close", args=[item.pk]))
        visitor.press(words("Close the item"))
        assert PlanItem.objects.get().status == "planned"

    with time_machine.travel(AFTER, tick=True):
        # Once nobody has time left, it asks only for a comment.
        visitor.sign_in(officer)
        visitor.open(reverse("ethics_officers:item-sessions", args=[item.pk]))
        visitor.press(words("Close the item"), role="link")
        expect(page.locator("[name=told_result]")).to_have_count(0)
        page.locator("[name=comment]").fill("One was on leave.")
        visitor.press(words("Close the item"))
        assert PlanItem.objects.get().closing_comment == "One was on leave."

        # The return counts who has read, and leads to who that is.
        visitor.open(reverse("ethics_officers:return-detail", args=[annual_return.pk]))
        page.locator("a.return-figure").click()
        visitor.look()
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.locator("tbody tr")).to_contain_text(
            colleague.name_en if reader.language == "en" else colleague.name_zh or colleague.name_en
        )
