"""The annex of a year: made from the coverage page, written, sent, approved, taken along."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from reporting.models import Document
from tests.clock import NOW, at
from tests.ethics_officers.test_figures import session, was_there
from tests.factories import PersonFactory, person_with_role
from tests.reporting.documents import template
from training.models import SessionNote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_annex_is_made_written_sent_approved_and_taken_along(visitor, reader):
    page, words = visitor.page, reader.words
    language = {"user__language": reader.language}
    staff = person_with_role(Role.PROGRAMME_STAFF, **language)
    icac = person_with_role(Role.ICAC_STAFF, **language)
    template(
        training=("{attendances} attendances.", "出席達{attendances}人次。"),
        lessons="{gathered_lessons}",
        challenges=("Few were released.", "人手不足。"),
    )
    held = session(at("2026-05-04"))
    for _ in range(6):
        was_there(PersonFactory(), held, "present")
    SessionNote.objects.create(
        session=held, lessons="Quizzes work.", written_at=NOW, written_by=staff.user
    )

    with time_machine.travel(NOW, tick=True):
        # One click from the coverage page.
        visitor.sign_in(staff)
        visitor.open(reverse("reporting:coverage") + "?period=fy-2026")
        visitor.press(words("UNCAC art. 7(1)(d) annex"))
        document = Document.objects.get()
        assert document.span.starts_on.isoformat() == "2026-04-01"
        expect(page.locator("#training")).to_contain_text(
            reader.choose("6[1] attendances.", "出席達6[1]人次。")
        )

        # It can't be sent: nothing was learned in Chinese yet.
        visitor.press(words("Send for review"))
        expect(page.get_by_role("alert")).to_be_visible()

        # Lessons in Chinese; how they will read is beside, and the note is added to them.
        visitor.open(reverse("reporting:document-detail", args=[document.pk]) + "?language=zh-hant")
        page.locator("#lessons a.btn").click()
        visitor.look()
        page.locator("[name=text]").fill("– 測驗有效，{attendances}人次。")
        expect(page.locator("#preview")).to_contain_text("測驗有效，6[1]人次。")
        page.locator("[name=words]").fill("quizzes")
        expect(page.locator("#gathered li")).to_have_count(1)
        page.locator("#gathered button").click()
        expect(page.locator("[name=text]")).to_have_value(
            "– 測驗有效，{attendances}人次。\n– Quizzes work."
        )
        page.locator("[name=text]").fill("– 測驗有效，{attendances}人次。")
        visitor.press(words("Save"))
        expect(page.locator("#lessons")).to_contain_text("測驗有效，6[2]人次。")

        # Sent; its author can't approve it, somebody of ICAC does.
        visitor.press(words("Send for review"))
        expect(page.get_by_role("button", name=words("Approve"), exact=True)).to_have_count(0)
        visitor.sign_in(icac)
        visitor.open(reverse("reporting:document-list"))
        page.locator(f"a[href$='/documents/{document.pk}/']").click()
        visitor.look()
        visitor.press(words("Approve"))
        document.refresh_from_db()
        assert (document.status, document.approved_by) == ("approved", icac.user)
        expect(page.locator("#lessons a.btn")).to_have_count(0)

        # Taken along in each language.
        for name in ("en.docx", "en.pdf", "zh-hant.docx", "zh-hant.pdf"):
            with page.expect_download() as taken:
                page.locator(f"a[href$='/{name}']").click()
            assert taken.value.suggested_filename == f"annex-2026-04-01-{name}"
