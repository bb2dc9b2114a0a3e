"""A word is found in a PDF, whatever script it is written in, and the PDF opens at its page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.chinese import fold
from publications.models import Passage
from tests import uploads
from tests.factories import PersonFactory, PublicationFactory
from tests.publications.factories import rendition_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_simplified_word_finds_the_page_of_a_pdf_filed_in_english(visitor, reader):
    publication = PublicationFactory(title_en="Handbook for managers", year=2020)
    PublicationFactory(title_en="Something else")
    handbook = rendition_of(uploads.pdf(), edition=publication.editions.get(), language="zh-hant")
    for page, text in ((1, "誠信手冊"), (7, "人員須避免任何利益衝突，並及早申報。")):
        Passage.objects.create(
            rendition=handbook,
            language="zh-hant",
            page=page,
            text=text,
            search_text=fold(text),
        )
    visitor.sign_in(PersonFactory(user__language=reader.language))
    visitor.open(reverse("publications:library"))

    visitor.page.locator("#id_q").fill("利益冲突")
    rows = visitor.page.locator(".library > li")
    expect(rows).to_have_count(1)
    visitor.look()

    expect(rows.locator("h2")).to_contain_text("Handbook for managers")
    expect(rows.locator("mark")).to_have_text("利益衝突")
    expect(visitor.page).to_have_url(re.compile("q=%E5%88%A9"))
    link = rows.locator(".findings a")
    expect(link).to_have_attribute("href", f"/publications/files/{handbook.pk}/#page=7")
    answer = visitor.page.request.get(visitor.address + link.get_attribute("href").split("#")[0])
    assert answer.headers["content-type"] == "application/pdf"
