"""Staff make a draft thematic; officers are invited, also the one designated later, and find it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.tasks import invite_to_thematic_sessions
from notifications.tasks import send_due_messages
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import DesignationFactory
from tests.ethics_officers.network_factories import ThematicSessionFactory
from tests.factories import SessionFactory, person_with_role
from tests.mail import smtp_sink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOMORROW = TODAY + dt.timedelta(days=1)


def test_draft_becomes_the_next_workshop_of_the_programme(visitor, reader, settings):
    page, words = visitor.page, reader.words
    ThematicSessionFactory(number=21, theme_en="Government procurement")
    draft = SessionFactory(
        draft=True, title_en="Supervisory accountability", title_zh_hant="督導問責"
    )
    title = reader.choose(draft.title_en, draft.title_zh_hant)
    leaving = DesignationFactory(ends_on=TOMORROW)
    coming = DesignationFactory(department=leaving.department, starts_on=TOMORROW)
    staff = person_with_role(Role.PROGRAMME_STAFF)
    for person in (leaving.person, coming.person, staff):
        person.user.language = reader.language
        person.user.save()
    thematic = reverse("ethics_officers:thematic-session-list")

    with time_machine.travel(NOW, tick=True), smtp_sink(settings) as today:
        # The session's own page offers it, with the next number; one that is taken is refused.
        visitor.sign_in(staff)
        visitor.open(reverse("training:session-manage", args=[draft.pk]))
        visitor.press(words("Make it thematic, for Ethics Officers"), role="link")
        expect(page.locator("[name=number]")).to_have_value("22")
        page.locator("[name=number]").fill("21")
        visitor.press(words("Make it thematic"))
        expect(page.locator(".error-summary")).to_contain_text("Government procurement")
        page.locator("[name=number]").fill("22")
        visitor.press(words("Make it thematic"))
        expect(page.locator("main")).to_contain_text("22")
        visitor.press(words("Publish"))

        # Who is an officer is invited within the hour, and finds it in the list.
        invite_to_thematic_sessions()
        send_due_messages()
        visitor.sign_in(leaving.person)
        visitor.open(thematic)
        expect(page.locator(".timeline")).to_contain_text(title)
        visitor.press(words("Open the session"), role="link", exact=False)
        expect(page.locator("h1")).to_contain_text(title)

    with (
        time_machine.travel(NOW + dt.timedelta(days=1), tick=True),
        smtp_sink(settings) as later,
    ):
        # The next day the successor is invited, and staff correct the number.
        invite_to_thematic_sessions()
        send_due_messages()
        visitor.sign_in(coming.person)
        visitor.open(thematic)
        expect(page.locator(".timeline")).to_contain_text(title)
        visitor.sign_in(staff)
        visitor.open(thematic)
        visitor.press(words("Number and audience"), role="link", exact=False)
        page.locator("[name=number]").fill("23")
        visitor.press(words("Save"))
        expect(page.locator(".timeline")).to_contain_text("23")

    assert [mail["To"] for mail in today.mails()] == [leaving.person.user.email]
    assert [mail["To"] for mail in later.mails()] == [coming.person.user.email]
