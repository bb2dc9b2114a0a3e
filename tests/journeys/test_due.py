"""A course is required: who is to complete it finds a session; who is late, the department sees."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from people.models import Level
from people.roles import Role
from tests.clock import NOW, TODAY
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    PersonFactory,
    RequirementFactory,
    SessionFactory,
    person_with_role,
)
from training import actions
from training.models import Attendance, Registration, Requirement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs", name_zh_hant="香港海關")


def test_what_staff_require_of_recruits_is_found_and_completed(visitor, reader, customs):
    page, words = visitor.page, reader.words
    course = CourseFactory(title_en="Integrity for recruits", title_zh_hant="新人誠信")
    session = SessionFactory(course=course, title_en="Recruits, December", title_zh_hant="十二月班")
    recruit = PersonFactory(
        user__language=reader.language, posting__level=Level.RECRUIT, posting__department=customs
    )

    with time_machine.travel(NOW, tick=True):
        # Staff are told whom it touches before they require it.
        visitor.sign_in(person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language))
        visitor.open(reverse("training:requirement-create"))
        page.locator("[name=course]").select_option(str(course.pk))
        page.locator("[name=basis]").select_option("by_date")
        page.locator("[name=due_on]").fill("2026-12-31")
        page.locator("[name=levels][value=recruit]").check()
        visitor.press(words("See how many it touches"))
        visitor.press(words("Require it"))
        assert Requirement.objects.get().course == course

        # The recruit sees it first thing, and takes a place in a session with seats.
        visitor.sign_in(recruit)
        visitor.open("/")
        due = page.locator("section", has_text=words("Training due for me"))
        due.locator("a", has_text=words("Find a session")).click()
        visitor.look()
        page.get_by_role("link", name=reader.choose("Recruits, December", "十二月班")).first.click()
        visitor.look()
        visitor.press(words("Register"))
        registration = Registration.objects.get(person=recruit, session=session)

    # Once attended, nothing is due any more.
    after = session.ends_at + dt.timedelta(hours=1)
    Attendance.objects.create(
        meeting=session.meetings.get(),
        registration=registration,
        status=Attendance.Status.PRESENT,
        marked_at=after,
        marked_by=session.owner,
    )
    with time_machine.travel(after, tick=True):
        visitor.sign_in(recruit)
        visitor.open("/")
        expect(page.get_by_text(words("Training due for me"))).to_have_count(0)


def test_an_ethics_officer_goes_from_home_to_who_is_overdue(visitor, reader, customs):
    page, words = visitor.page, reader.words
    course = CourseFactory(title_en="Integrity for recruits", title_zh_hant="新人誠信")
    RequirementFactory(course=course, due_on=YESTERDAY)
    PersonFactory(name_en="Wong Siu-fan", name_zh="黃小芬", posting__department=customs)
    officer = person_with_role(
        Role.TRAINING_COORDINATOR, department=customs, user__language=reader.language
    )

    with time_machine.travel(NOW, tick=True):
        actions.count_due(now=NOW)
        visitor.sign_in(officer)
        visitor.open("/")
        card = page.locator("section", has_text=words("Training due in the department"))
        card.get_by_role(
            "link", name=reader.choose("Integrity for recruits", "新人誠信")
        ).first.click()
        visitor.look()
        expect(page.get_by_text(reader.choose("Wong Siu-fan", "黃小芬")).first).to_be_visible()

        visitor.open(reverse("reporting:due"))
        visitor.open(reverse("reporting:due-sessions", args=[course.pk]))
