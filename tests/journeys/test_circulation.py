"""Staff circulate a publication; an officer opens the mail, reads, confirms: the number grows."""

import re

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from playwright.sync_api import expect

from notifications import emails
from notifications.models import Message
from people.roles import Role
from publications.actions import rounds
from publications.models import Acknowledgement, Circulation, Recipient
from tests.clock import NOW
from tests.factories import DepartmentFactory, PublicationFactory, person_with_role
from tests.publications.factories import RenditionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def department():
    return DepartmentFactory(name_en="Drainage Services Department", name_zh_hant="渠務署")


@pytest.fixture
def officer(reader, department):
    return person_with_role(
        Role.CIVIL_SERVANT, department, name_en="LI Ka-yan", user__language=reader.language
    )


@pytest.fixture
def staff(reader):
    return person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)


@pytest.fixture
def edition():
    publication = PublicationFactory(
        title_en="Gifts before the festival", title_zh_hant="節日前的禮物"
    )
    edition = publication.editions.get()
    for language, text in [("en", "<p>Decline it.</p>"), ("zh-hant", "<p>應予拒絕。</p>")]:
        RenditionFactory(edition=edition, language=language, format="html", link="", text=text)
    return edition


def test_from_the_draft_to_the_mail_to_the_proof(
    visitor, reader, department, officer, staff, edition
):
    page, words = visitor.page, reader.words

    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(staff)
        visitor.open(reverse("publications:circulation-list"))
        visitor.press(words("Circulate a publication"), role="link")
        page.locator("[name=edition]").select_option(str(edition.pk))
        page.locator("[name=scale][value=chosen]").check()
        page.locator(f"[name=departments][value='{department.pk}']").check()
        page.locator("[name=message_en]").fill("Please read it before the festival.")
        page.locator("[name=message_zh_hant]").fill("請於節日前閱讀。")
        visitor.press(words("Save, and see whom it reaches"))
        expect(page.locator(".figure-value").first).to_have_text("1")
        expect(page.get_by_text("LI Ka-yan")).to_be_visible()
        visitor.press(words("Send"))
        circulation = Circulation.objects.get()
        assert circulation.status == "planned"

        while rounds.send_batch(now=localtime()) is not None:
            pass
        message = Message.objects.select_related("recipient").get()
        [(_message, mail)] = emails.compose([message], localtime())
        assert reader.choose("Gifts before the festival", "節日前的禮物") in mail.subject
        address = re.search(re.escape(settings.BASE_URL) + r"(/publications/\d+/)", mail.text)[1]

        visitor.sign_in(officer)
        visitor.open(address)
        assert Recipient.objects.get().opened_at is not None
        expected = edition.renditions.get(language=reader.language)
        expect(page.locator("[name=read]:checked")).to_have_value(re.compile(f"^{expected.pk}-"))
        visitor.press(words("I have read and understood it"))
        acknowledgement = Acknowledgement.objects.get()
        assert acknowledgement.language == reader.language
        visitor.press(words("All you are asked to read"), role="link")
        expect(page.get_by_text(acknowledgement.sha256)).to_be_visible()

        visitor.sign_in(staff)
        visitor.open(reverse("publications:circulation-detail", args=[circulation.pk]))
        expect(page.locator(".figure-value").nth(2)).to_have_text("1")
