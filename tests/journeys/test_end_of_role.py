"""An officer's last day ends while a form of the department is still open in the browser."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers.models import Activity
from tests.clock import TODAY, at
from tests.ethics_officers.factories import DesignationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_tab_open_over_midnight_of_the_last_day_neither_writes_nor_reads(visitor, reader):
    page, words = visitor.page, reader.words
    held = DesignationFactory(ends_on=TODAY + dt.timedelta(days=1))
    held.person.user.language = reader.language
    held.person.user.save()
    log = reverse("ethics_officers:activity-list", args=[held.department_id])

    with time_machine.travel(at("2026-11-22", "23:58"), tick=True):
        visitor.sign_in(held.person)
        visitor.open(log)
        visitor.press(words("Log an activity"), role="link", exact=False)
        page.locator("[name=title]").fill("Talk at Lo Wu")
        page.locator("[name=junior_attendances]").fill("64")

    with time_machine.travel(at("2026-11-23", "00:00"), tick=True):
        with page.expect_navigation() as answered:
            page.get_by_role("button", name=words("Log the activity"), exact=True).click()
        assert answered.value.status == 403
        visitor.look()
        assert page.goto(visitor.address + log).status == 403
        visitor.open("/")
        assert page.get_by_role("link", name=words("Our department")).count() == 0

    assert Activity.objects.count() == 0
    # Chromium reports the two refusals as errors; they are what this is about.
    refusals = [fault for fault in visitor.faults if "status of 403" in fault]
    assert len(refusals) == 2
    visitor.faults = [fault for fault in visitor.faults if fault not in refusals]
