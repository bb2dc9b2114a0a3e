"""Officers ask the network; ICAC answers; the one who asked is told, another gets the news."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.models import BoardSubscription, SharedFile
from ethics_officers.tasks import plan_board_digests
from notifications.tasks import send_due_messages
from people.roles import Role
from tests import uploads
from tests.clock import NOW
from tests.ethics_officers.factories import ActivityFactory, DesignationFactory
from tests.factories import TopicFactory, person_with_role
from tests.mail import smtp_sink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_question_from_asking_to_the_news_of_it(visitor, reader, settings):
    page, words = visitor.page, reader.words
    asker, colleague = DesignationFactory().person, DesignationFactory().person
    icac = person_with_role(Role.ICAC_STAFF)
    for person in (asker, colleague, icac):
        person.user.language = reader.language
        person.user.save()
    TopicFactory(code="AAN", name_en="Advantages", name_zh_hant="接受利益")
    ActivityFactory(title="Quiz", shared_at=NOW, shared_by=colleague.user)

    with time_machine.travel(NOW, tick=True), smtp_sink(settings) as sink:
        # A colleague wants the news of every day, and looks somebody up.
        visitor.sign_in(colleague)
        visitor.open(reverse("ethics_officers:board-subscription"))
        page.locator("[name=rhythm][value=daily]").check()
        visitor.press(words("Save"))
        assert BoardSubscription.objects.get().user == colleague.user
        visitor.open(reverse("ethics_officers:directory") + f"?q={asker.name_en.split()[-1]}")
        expect(page.get_by_role("link", name=asker.user.email)).to_be_visible()

        # An officer asks; without words nothing is asked, and nothing typed is lost.
        visitor.sign_in(asker)
        visitor.open(reverse("ethics_officers:network"))
        visitor.press(words("Ask the network"), role="link", exact=False)
        page.locator("[name=title]").fill("節日果籃 Fruit baskets")
        visitor.press(words("Ask", "on the board"))
        expect(page.locator("[name=title]")).to_have_value("節日果籃 Fruit baskets")
        page.locator("[name=text]").fill("Do you return them?")
        visitor.press(words("Ask", "on the board"))

        # ICAC finds the question in the other script and answers.
        visitor.sign_in(icac)
        visitor.open(reverse("ethics_officers:board") + "?q=节日果篮")
        visitor.press("節日果籃 Fruit baskets", role="link")
        page.locator("[name=text]").fill("Return them with a short note.")
        visitor.press(words("Answer", "on the board"))
        expect(page.locator(".answer-icac .tag")).to_have_text(words("ICAC"))

        # The officer is told, closes the question and shares the letter.
        send_due_messages()
        visitor.sign_in(asker)
        visitor.open(reverse("ethics_officers:board") + "?state=answered")
        visitor.press("節日果籃 Fruit baskets", role="link")
        visitor.press(words("Close the question"))
        visitor.open(reverse("ethics_officers:shared-file-create"))
        upload = uploads.pdf("letter.pdf")
        page.locator("[name=upload]").set_input_files(
            {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": upload.read()}
        )
        visitor.press(words("Share it"))
        expect(page.locator("form", has_text="letter.pdf")).to_be_visible()
        page.locator("[name=title]").fill("Letter to contractors")
        visitor.press(words("Share it"))
        assert SharedFile.objects.get().title == "Letter to contractors"
        visitor.open(reverse("ethics_officers:good-practice-list"))

    with time_machine.travel(NOW + dt.timedelta(days=1), tick=True), smtp_sink(settings) as morning:
        plan_board_digests()
        send_due_messages()

    [answer] = sink.mails()
    assert answer["To"] == asker.user.email
    [news] = morning.mails()
    assert news["To"] == colleague.user.email
