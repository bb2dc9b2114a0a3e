"""Seats on an open page follow what others do, without loading it again."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from tests.clock import NOW
from tests.factories import PersonFactory, SessionFactory
from training import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_seats_of_an_open_session_page_follow_within_half_a_minute(visitor, reader):
    page = visitor.page
    session = SessionFactory(capacity=2)
    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(PersonFactory(user__language=reader.language))
        page.clock.install()
        visitor.open(reverse("training:session-detail", args=[session.pk]))
        button = page.locator("#place form button")
        expect(button).to_have_text(reader.words("Register"))
        asked = []
        page.on("request", lambda request: asked.append(request.url))

        for other in PersonFactory.create_batch(2):
            actions.register(session_id=session.pk, person=other, by=other.user, now=NOW)
        page.clock.fast_forward(20_000)
        assert asked == []
        page.clock.fast_forward(15_000)

        expect(button).to_have_text(reader.words("Join waiting list"))
        visitor.look()
        assert len(asked) == 1

        # Whoever is about to press is not disturbed.
        button.focus()
        page.clock.fast_forward(120_000)
        assert len(asked) == 1
