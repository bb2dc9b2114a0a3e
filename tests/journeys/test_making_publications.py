"""A leaflet from its draft through the other body's review to its readers, and outside."""

import re

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from notifications.tasks import send_due_messages
from people.roles import Role
from publications.models import Edition, EditionReview, OutsiderLink, Publication
from tests import uploads
from tests.clock import NOW
from tests.factories import TopicFactory, person_with_role
from tests.mail import smtp_sink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "Typeset anew in spring."


def test_leaflet_from_its_draft_to_its_readers(visitor, reader, settings):
    page, words = visitor.page, reader.words
    author, reviewer, civil_servant = (
        person_with_role(role, user__language=reader.language)
        for role in (Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.CIVIL_SERVANT)
    )
    TopicFactory(name_en="Advantages", name_zh_hant="接受利益")

    with time_machine.travel(NOW, tick=True), smtp_sink(settings) as sink:
        # The author adds a title; without words it is refused, and nothing typed is lost.
        visitor.sign_in(author)
        visitor.open(reverse("publications:making-list"))
        visitor.press(words("New publication"), role="link")
        page.locator("[name=reference]").fill("CSB 9/2026")
        page.locator("[name=kind]").select_option("leaflet")
        visitor.press(words("Save draft"))
        expect(page.locator("[name=reference]")).to_have_value("CSB 9/2026")
        page.locator("[name=title_en]").fill("Fruit baskets")
        page.locator("[name=title_zh_hant]").fill("節日果籃")
        visitor.press(words("Save draft"))
        publication = Publication.objects.get()

        # It gets its file, which keeps some readers out: that is said, and a reason given.
        visitor.press(words("Add a file, link or text"), role="link")
        page.locator("[name=upload]").set_input_files(
            {"name": "fruit.pdf", "mimeType": "application/pdf", "buffer": uploads.pdf().read()}
        )
        page.get_by_role("button", name=words("Add it")).click()
        expect(page.get_by_text(words("It is added."))).to_be_visible()
        visitor.look()
        visitor.press(words("Publish it all the same"), role="link")
        page.locator("[name=reason]").fill(REASON)
        visitor.press(words("Save"))
        expect(page.get_by_text(REASON)).to_be_visible()

        # ICAC is asked, and comes by the link of the mail.
        visitor.press(words("Send for review"), role="link")
        page.locator("[name=due_on]").fill("2026-12-01")
        page.locator("[name=note]").fill("Is page 1 right?")
        visitor.press(words("Send it"))
        send_due_messages()
        mail = _mail_to(sink, reviewer)
        visitor.sign_in(reviewer)
        visitor.open(re.search(r"/publications/reviews/\d+/", mail)[0])
        expect(page.get_by_text("Is page 1 right?")).to_be_visible()

        # A return wants a comment; it comes back changed, and is approved.
        page.locator("[name=answer][value=returned]").check()
        visitor.press(words("Send the answer"))
        expect(page.locator(".error-summary")).to_be_visible()
        page.locator("[name=comment]").fill("Say who is asked.")
        page.locator("[name=answer][value=returned]").check()
        visitor.press(words("Send the answer"))
        send_due_messages()
        assert "Say who is asked." in _mail_to(sink, author)
        visitor.sign_in(author)
        visitor.open(reverse("publications:publication-detail", args=[publication.pk]))
        visitor.press(words("Send for review"), role="link")
        visitor.press(words("Send it"))
        visitor.sign_in(reviewer)
        again = EditionReview.objects.pending().get()
        visitor.open(reverse("publications:review-answer", args=[again.pk]))
        expect(page.get_by_text("Say who is asked.")).to_be_visible()
        page.locator("[name=answer][value=approved]").check()
        visitor.press(words("Send the answer"))

        # It is published; readers have it, and an outsider by a link, until that is revoked.
        visitor.sign_in(author)
        visitor.open(reverse("publications:publication-detail", args=[publication.pk]))
        visitor.press(words("Publish"), role="link")
        page.locator("[name=when][value=now]").check()
        visitor.press(words("Publish it"))
        assert Edition.objects.get().publish_at is not None
        visitor.open(reverse("publications:outsider-links", args=[publication.pk]))
        page.locator("[name=purpose]").fill("Printer")
        visitor.press(words("Make a link"))
        outside = page.locator("input[readonly]").input_value().replace(settings.BASE_URL, "")
        visitor.sign_in(civil_servant)
        visitor.open(reverse("publications:publication-detail", args=[publication.pk]))
        title = reader.choose("Fruit baskets", "節日果籃")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.context.clear_cookies()
        visitor.open(outside)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert OutsiderLink.objects.get().openings == 1


def _mail_to(sink, person):
    """The text of the last mail to somebody."""
    mails = [mail for mail in sink.mails() if mail["To"] and person.user.email in mail["To"]]
    body = mails[-1].get_body(preferencelist=("plain",))
    return body.get_content()
