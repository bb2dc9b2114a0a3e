"""A year's return: asked for, written, signed, read by staff, reopened, filed again."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.models import AnnualReturn, FiledReturn
from people.models import Level
from people.roles import Role
from tests.clock import NOW, at
from tests.ethics_officers.factories import DesignationFactory
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import DepartmentFactory, PersonFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_return_is_asked_for_written_filed_reopened_and_filed_again(visitor, reader):
    page, words = visitor.page, reader.words
    language = {"user__language": reader.language}
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")
    staff = person_with_role(Role.PROGRAMME_STAFF, **language)
    officer, assistant = (
        PersonFactory(posting__department=customs, posting__level=Level.SENIOR, **language)
        for _ in range(2)
    )
    DesignationFactory(department=customs, person=officer)
    DesignationFactory(department=customs, person=assistant, capacity="assistant")
    was_there(officer, session(at("2025-09-01")), "present")

    with time_machine.travel(NOW, tick=True):
        # Staff write a questionnaire and publish it.
        visitor.sign_in(staff)
        visitor.open(reverse("ethics_officers:questionnaire-create"))
        page.locator("[name=year]").fill("2025")
        page.locator("[name=due_on]").fill("2026-12-31")
        visitor.press(words("Make the draft"))
        for kind, text, figure in (
            ("number", "How many were trained?", "persons_trained"),
            ("choice", "Was it reviewed?", ""),
            ("text", "What worked well?", ""),
        ):
            visitor.press(words("Add a question"), role="link")
            page.locator("[name=kind]").select_option(kind)
            page.locator("[name=text_en]").fill(text)
            page.locator("[name=text_zh_hant]").fill(f"問題：{text}")
            page.locator("[name=figure]").select_option(figure)
            if kind == "choice":
                page.locator("[name=choices]").fill("Yes | 有\nNo | 沒有")
            visitor.press(words("Save the question"))
        visitor.press(words("As the officer sees it"), role="link")
        page.go_back()
        visitor.press(words("Publish"), role="link")
        visitor.press(words("Publish"))
        annual_return = AnnualReturn.objects.get(department=customs)

        # The assistant writes; the figure is there, and leads to whom it counts.
        visitor.sign_in(assistant)
        visitor.open(reverse("ethics_officers:return-of-department", args=[customs.pk]))
        visitor.press("2025–26", role="link")
        page.locator("a.return-figure").click()
        visitor.look()
        expect(page.locator("tbody tr")).to_have_count(1)
        page.go_back()
        page.locator("select").first.select_option("1")
        visitor.press(words("Save draft"))
        expect(page.locator(".return-progress")).to_contain_text("2")

        # The officer is told what is missing, writes it, signs and files.
        visitor.sign_in(officer)
        visitor.open(reverse("ethics_officers:return-file", args=[annual_return.pk]))
        page.locator("[name=is_declared]").check()
        visitor.press(words("Sign and file"))
        page.locator(".alert a[href*='#question-3']").first.click()
        visitor.look()
        page.locator("form textarea[name^=question]").fill("Briefings at shift change.")
        visitor.press(words("Save draft"))
        visitor.press(words("Check and sign"), role="link")
        page.locator("[name=is_declared]").check()
        visitor.press(words("Sign and file"))
        expect(page.locator(".return-hash")).to_have_text(FiledReturn.objects.get().sha256)

        # Later somebody else is marked as present: the figure stands, and what it is now is told.
        was_there(assistant, session(at("2025-10-01")), "present")
        visitor.sign_in(staff)
        visitor.open(reverse("ethics_officers:return-list"))
        page.locator(f"a[href$='/returns/{annual_return.pk}/']").click()
        visitor.look()
        expect(page.locator(".return-now")).to_contain_text("+1")
        page.locator("a[href*='footnotes']").click()
        page.locator("[name=text]").fill("Two: one was marked late.")
        visitor.press(words("Add the footnote"))
        expect(page.locator(".return-footnote")).to_contain_text("Two: one was marked late.")
        visitor.press(words("Reopen"), role="link")
        page.locator("[name=reason]").fill("Please tell of the second session.")
        page.locator("[name=due_on]").fill("2026-12-20")
        visitor.press(words("Reopen the return"))

        # Filed again: both filings are there, each as it was.
        visitor.sign_in(officer)
        visitor.open(reverse("ethics_officers:return-file", args=[annual_return.pk]))
        page.locator("[name=is_declared]").check()
        visitor.press(words("Sign and file"))
        expect(page.locator(".return-figure")).to_have_text(f"2: {words('what it counts')}")
        filed = FiledReturn.objects.order_by("number")
        assert [each.content["answers"][0]["value"] for each in filed] == [1, 2]
