"""An Ethics Officer's last day, and the first of the next: what was open is taken over."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.models import HandoverAcknowledgement
from people.roles import Role
from tests.clock import TODAY, at
from tests.ethics_officers.factories import (
    DesignationFactory,
    EvidenceFactory,
    PlanItemFactory,
    StrategyVersionFactory,
    WorkPlanFactory,
)
from tests.ethics_officers.network_factories import BoardQuestionFactory
from tests.ethics_officers.standing import annual_return
from tests.factories import DepartmentFactory, person_with_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOMORROW = TODAY + dt.timedelta(days=1)
A4 = {"width": 794, "height": 1123}


def open_work(department, by):
    """Something open of each kind, begun by an officer."""
    plan = WorkPlanFactory(department=department, endorsed=True, started_by=by)
    return {
        "plan-items": PlanItemFactory(plan=plan, title="Talks at Lo Wu").title,
        "drafts": str(StrategyVersionFactory(strategy__department=department).number),
        "returns": str(annual_return(department).questionnaire.year_name),
        "questions": BoardQuestionFactory(
            department=department, asked_by=by, title="Fruit baskets"
        ).title,
        "evidence": EvidenceFactory(activity__department=department),
    }


def test_successor_finds_what_was_open_and_acknowledges(visitor, reader):
    page, words = visitor.page, reader.words
    department = DepartmentFactory(name_en="Customs", name_zh_hant="海關")
    leaving = DesignationFactory(department=department, ends_on=TOMORROW)
    coming = DesignationFactory(department=department, starts_on=TOMORROW)
    staff = person_with_role(Role.PROGRAMME_STAFF)
    for person in (leaving.person, coming.person, staff):
        person.user.language = reader.language
        person.user.save()
    work = open_work(department, leaving.person.user)
    handover = reverse("ethics_officers:handover", args=[department.pk])
    acknowledge = page.get_by_role("button", name=words("I have taken over"), exact=True)

    def open_from_officers_page():
        visitor.open(reverse("ethics_officers:department-detail", args=[department.pk]))
        visitor.press(words("Handover"), role="link")

    with time_machine.travel(at("2026-11-22", "17:30"), tick=True):
        # On the last day the officer looks through what is left behind; nobody has taken over yet.
        visitor.sign_in(leaving.person)
        open_from_officers_page()
        expect(page.locator("main")).to_contain_text(coming.person.name_en)
        expect(page.locator("#plan-items")).to_contain_text(work["plan-items"])
        expect(acknowledge).to_have_count(0)

    with time_machine.travel(at("2026-11-23", "09:00"), tick=True):
        # The access of the one ended at midnight; the other finds all of it, on paper, too.
        visitor.sign_in(leaving.person)
        assert page.goto(visitor.address + handover).status == 403
        visitor.sign_in(coming.person)
        open_from_officers_page()
        for kind in ("plan-items", "drafts", "returns", "questions"):
            expect(page.locator(f"#{kind}")).to_contain_text(work[kind])
        expect(page.locator(".figures")).to_contain_text("1")
        screen = page.viewport_size
        page.emulate_media(media="print")
        page.set_viewport_size(A4)
        visitor.look()
        expect(acknowledge).to_be_hidden()
        expect(page.locator("#plan-items")).to_be_visible()
        page.emulate_media(media="screen")
        page.set_viewport_size(screen)

        # What is listed opens, and is acknowledged once.
        visitor.press(work["plan-items"], role="link")
        expect(page.locator("h1")).to_contain_text(work["plan-items"])
        visitor.open(handover)
        visitor.press(words("I have taken over"))
        expect(acknowledge).to_have_count(0)

        # Staff see who took over and when; both names stay on what they did.
        visitor.sign_in(staff)
        open_from_officers_page()
        said = HandoverAcknowledgement.objects.get()
        assert (said.designation, said.acknowledged_by) == (coming, coming.person.user)
        expect(page.locator("main")).to_contain_text(
            reader.choose("23 November 2026, 09:0", "2026年11月23日")
        )
        expect(page.locator("main")).to_contain_text(leaving.person.name_en)

    # Chromium reports the refusal as an error; it is what this is about.
    refusals = [fault for fault in visitor.faults if "status of 403" in fault]
    assert len(refusals) == 1
    visitor.faults = [fault for fault in visitor.faults if fault not in refusals]
