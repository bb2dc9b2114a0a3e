"""The attendance board as it is used at the door, and from a spreadsheet."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from people.roles import Role
from tests.clock import NOW
from tests.factories import PersonFactory, SessionFactory, person_with_role
from training import actions
from training.models import Attendance, Registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PRESENT, _PARTLY, EXCUSED, ABSENT = range(4)


@pytest.fixture
def session():
    return SessionFactory(title_en="Conflict of interest", capacity=3)


@pytest.fixture
def meeting(session):
    return session.meetings.get()


@pytest.fixture
def early(session):
    person = PersonFactory(name_en="CHAN Siu-ming", name_zh="陳小明")
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


@pytest.fixture
def late(session):
    person = PersonFactory(name_en="HO Ka-yan", name_zh="何家欣")
    return actions.register(session_id=session.pk, person=person, by=person.user, now=NOW)


@pytest.fixture
def staff(reader):
    return person_with_role(Role.PROGRAMME_STAFF, user__language=reader.language)


def row(page, name):
    return page.locator(".rows > li", has_text=name)


def tap(page, name, mark):
    row(page, name).locator(".btn-group label").nth(mark).click()


def expect_count(page, number, count):
    expect(page.locator(".attendance-counts dd").nth(number)).to_have_text(str(count))


def test_taps_are_saved_at_once_undone_and_walk_ins_let_in(
    visitor, reader, meeting, early, late, staff
):
    page, words = visitor.page, reader.words
    guest = PersonFactory(name_en="LAU Wing", name_zh="劉榮")

    with time_machine.travel(meeting.starts_at, tick=True):
        visitor.sign_in(staff)
        visitor.open(reverse("training:attendance-board", args=[meeting.pk]))
        tap(page, "CHAN Siu-ming", PRESENT)
        expect_count(page, PRESENT, 1)
        tap(page, "HO Ka-yan", ABSENT)
        expect_count(page, ABSENT, 1)
        visitor.look()
        assert late.attendances.get().status == "absent"

        visitor.press(words("Undo"))
        expect_count(page, ABSENT, 0)
        assert list(Attendance.objects.values_list("registration", "status")) == [
            (early.pk, "present")
        ]

        page.locator("[name=q]").fill("劉榮")
        expect(page.locator(".btn-door")).to_have_count(1)
        visitor.look()
        page.locator(".btn-door").click()
        page.wait_for_load_state()
        visitor.look()
        expect_count(page, PRESENT, 2)
    assert Registration.objects.get(person=guest).attendances.get().status == "present"


def test_a_tap_that_does_not_reach_us_goes_back_and_says_so(visitor, reader, meeting, early, staff):
    page = visitor.page

    with time_machine.travel(meeting.starts_at, tick=True):
        visitor.sign_in(staff)
        visitor.open(reverse("training:attendance-board", args=[meeting.pk]))
        page.context.set_offline(True)
        tap(page, "CHAN Siu-ming", PRESENT)
        expect(page.locator("#messages .alert-danger")).to_be_visible()
        expect(page.locator(".btn-check:checked")).to_have_count(0)
        page.context.set_offline(False)
        visitor.faults.clear()  # The browser reports the lost connection, too.
        tap(page, "CHAN Siu-ming", EXCUSED)
        expect_count(page, EXCUSED, 1)

    assert early.attendances.get().status == "excused"


def test_a_correction_of_a_held_session_is_refused_without_a_reason_and_saved_with_one(
    visitor, reader, session, meeting, early, staff
):
    page = visitor.page

    with time_machine.travel(session.ends_at, tick=True):
        actions.conclude_session(session_id=session.pk, by=staff.user, now=session.ends_at)
        visitor.sign_in(staff)
        visitor.open(reverse("training:attendance-board", args=[meeting.pk]))
        tap(page, "CHAN Siu-ming", PRESENT)
        expect(row(page, "CHAN Siu-ming").get_by_role("alert")).to_be_visible()
        visitor.look()
        page.locator("#id_reason").fill("Signed the paper list.")
        tap(page, "CHAN Siu-ming", PRESENT)
        expect_count(page, PRESENT, 1)
        visitor.look()

    assert early.attendances.get().reason == "Signed the paper list."


def test_a_spreadsheet_is_shown_before_it_is_saved(visitor, reader, meeting, early, late, staff):
    page = visitor.page
    table = f"E-mail,Attendance\n{early.person.user.email},Present\nnobody@gov.example,Absent\n"

    with time_machine.travel(meeting.starts_at, tick=True):
        visitor.sign_in(staff)
        visitor.open(reverse("training:attendance-import", args=[meeting.pk]))
        page.locator("[name=file]").set_input_files(
            {"name": "attendance.csv", "mimeType": "text/csv", "buffer": table.encode()}
        )
        page.locator("main form button[type=submit]").click()
        expect(page.locator("tbody tr")).to_have_count(2)
        visitor.look()
        assert not Attendance.objects.exists()
        page.locator("main form button[type=submit]").click()
        expect_count(page, PRESENT, 1)

    assert early.attendances.get().status == "present"
