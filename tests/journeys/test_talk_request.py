"""A strategy endorsed, a talk asked for, accepted, held: the figure is there."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from ethics_officers.models import PlanItem, StrategyVersion, TalkRequest
from people.models import Level
from people.roles import Role
from tests.clock import NOW
from tests.ethics_officers.factories import PlanItemFactory, organisation
from tests.factories import (
    CourseFactory,
    PersonFactory,
    SpeakerFactory,
    TopicFactory,
    person_with_role,
)
from training import actions as training
from training.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def item():
    return PlanItemFactory(
        plan__endorsed=True,
        plan__department__name_en="Customs and Excise Department",
        title="Talks for front-line staff",
        topic=TopicFactory(name_en="Advantages"),
        target=2,
    )


@pytest.fixture
def department(item):
    return item.plan.department


@pytest.fixture
def officer(reader, department):
    return person_with_role(Role.ETHICS_OFFICER, department, user__language=reader.language)


@pytest.fixture
def head(reader, department):
    return person_with_role(Role.HEAD_OF_DEPARTMENT, department, user__language=reader.language)


@pytest.fixture
def staff(reader):
    return person_with_role(
        Role.ICAC_STAFF, posting__department=organisation("ICAC"), user__language=reader.language
    )


def page_of(name, thing):
    return reverse(f"ethics_officers:{name}", args=[thing.pk])


def test_a_strategy_is_written_and_endorsed(visitor, reader, department, officer, head):
    page, words = visitor.page, reader.words

    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(officer)
        visitor.open(page_of("strategy-of-department", department))
        visitor.press(words("Begin a strategy"), role="link")
        visitor.press(words("Begin"))
        page.locator("[name=needs]").fill("Officers work alone and at night.")
        page.locator("#add-risks").click()
        expect(page.locator("[name=risks-0-name]")).to_be_visible()
        page.locator("[name=risks-0-name]").fill("Clearance at control points")
        page.locator("[name=risks-0-likelihood]").select_option("4")
        page.locator("[name=risks-0-impact]").select_option("5")
        visitor.look()
        visitor.press(words("Save"))
        expect(page.locator(".risk-matrix strong")).to_have_text("1")
        visitor.press(words("Submit to the head"))

        visitor.sign_in(head)
        visitor.open(page_of("strategy-of-department", department))
        visitor.press(words("Endorse"))

    assert StrategyVersion.objects.get().endorser == str(head)


def test_from_the_plan_to_the_session_and_back_to_the_figure(
    visitor, reader, item, department, officer, staff
):
    page, words = visitor.page, reader.words
    CourseFactory(title_en="Advantages for the front line").topics.add(item.topic)
    speaker = SpeakerFactory()
    people = PersonFactory.create_batch(
        2, posting__department=department, posting__level=Level.JUNIOR
    )

    with time_machine.travel(NOW, tick=True):
        visitor.sign_in(officer)
        visitor.open(page_of("item-sessions", item))
        visitor.press(words("Ask for a talk"), role="link")
        page.get_by_label(reader.choose("The ICAC", "ICAC"), exact=True).check()
        for number, day in enumerate(["2026-12-08", "2026-12-12", "2026-12-15"], start=1):
            page.locator(f"[name=date_{number}]").fill(day)
        expect(page.locator("#asked-dates .tag")).to_have_count(1)  # A Saturday.
        page.locator("[name=place]").fill("Conference Room, 31/F")
        visitor.look()
        visitor.press(words("Ask"))
        talk = TalkRequest.objects.get()

        visitor.sign_in(staff)
        visitor.open(reverse("ethics_officers:talk-request-list"))
        visitor.press(item.title, role="link")
        visitor.press(words("Accept"), role="link")
        page.locator("[name=speaker]").select_option(str(speaker.pk))
        visitor.press(words("Accept and publish"))
    session = Session.objects.get()
    assert (session.status, session.organiser) == ("published", talk.asked_of)

    for person in people:
        training.register(session_id=session.pk, person=person, by=person.user, now=NOW)
    with time_machine.travel(session.ends_at, tick=True):
        meeting = session.meetings.get()
        marks = {each.pk: "present" for each in session.registrations.all()}
        training.mark_attendance(
            meeting_id=meeting.pk, marks=marks, by=staff.user, now=session.ends_at
        )
        training.conclude_session(session_id=session.pk, by=staff.user, now=session.ends_at)

        visitor.sign_in(officer)
        visitor.open(page_of("talk-requests-of-department", department))
        expect(page.locator(".rows .details").first).to_contain_text("2")
        page.locator(".rows .btn").first.click()
        page.wait_for_load_state()
        visitor.look()
        page.locator("[name=comment]").fill("Well received.")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()

    item = PlanItem.objects.get()
    assert (item.status, item.closing_comment) == ("done", "Well received.")
