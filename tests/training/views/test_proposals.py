"""What the form for a new session proposes."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import GeneralHoliday
from people.roles import Role
from tests.clock import NOW
from tests.factories import CourseFactory, DepartmentFactory, SessionFactory
from tests.pages import words
from tests.training.views.forms import session_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("day", "holidays", "days_before"),
    [
        ("2026-12-09", [], 2),  # a Wednesday: on the Monday
        ("2026-12-08", [], 4),  # a Tuesday: not on the Sunday, but the Friday
        ("2026-12-07", [], 3),  # a Monday: not on the Saturday
        ("2026-12-08", ["2026-12-04"], 5),  # nor on a general holiday
    ],
)
def test_registration_is_proposed_to_close_on_a_working_day(as_role, day, holidays, days_before):
    for date in holidays:
        GeneralHoliday.objects.create(date=date, name_en="Holiday", name_zh_hant="假期")
    asked = {"course": CourseFactory().pk, "date": day}

    page = as_role(Role.PROGRAMME_STAFF).get(reverse("training:session-create"), asked)

    closes = page.context["form"].initial["closes"]
    assert closes == {"kind": "days", "days": days_before, "at": dt.time(17, 0)}


@pytest.mark.parametrize(
    ("loaded", "said"),
    [
        ("2026-12-25", "a working day"),
        ("2025-12-25", "perhaps a general holiday: those of 2026 are not loaded yet"),
    ],
)
def test_the_check_calls_no_day_a_working_day_while_its_year_has_no_holidays(as_role, loaded, said):
    GeneralHoliday.objects.create(date=loaded, name_en="Christmas Day", name_zh_hant="聖誕節")
    staff = as_role(Role.PROGRAMME_STAFF)

    page = words(staff.get(reverse("training:session-check"), session_form()))

    assert f"Tuesday 1 December 2026, {said}" in page


def test_the_dates_of_a_series_say_where_holidays_are_not_loaded(as_role):
    GeneralHoliday.objects.create(date="2026-12-25", name_en="Christmas", name_zh_hant="聖誕節")
    address = reverse("training:series-create", args=[SessionFactory().pk])
    pattern = {"frequency": "weekly", "first": "2026-12-29", "count": "2"}

    page = words(as_role(Role.PROGRAMME_STAFF).get(address, pattern))

    assert page.count("not loaded yet") == 1
    assert "general holidays of 2027 not loaded yet" in page


def proposed(as_role, **asked):
    page = as_role(Role.PROGRAMME_STAFF).get(reverse("training:session-create"), asked)
    return page.context["form"].initial


def test_a_session_is_proposed_for_the_department_and_levels_of_the_address(as_role):
    customs = DepartmentFactory(name_en="Customs", name_zh_hant="海關", name_zh_hans="海关")
    course = CourseFactory(title_en="Gifts", title_zh_hant="饋贈", levels=["senior"])

    begun = proposed(as_role, course=course.pk, department=customs.pk, level=["junior", "middle"])

    assert (begun["departments"], begun["levels"]) == ([customs], ["junior", "middle"])
    assert (begun["title_en"], begun["title_zh_hant"]) == ("Gifts (Customs)", "饋贈（海關）")


def test_for_several_departments_the_title_is_that_of_the_course(as_role):
    departments = [DepartmentFactory(), DepartmentFactory()]
    course = CourseFactory(title_en="Gifts")

    begun = proposed(as_role, course=course.pk, department=[each.pk for each in departments])

    assert (begun["departments"], begun["title_en"]) == (departments, "Gifts")


def test_a_title_that_would_be_too_long_stays_that_of_the_course(as_role):
    course = CourseFactory(title_en="G" * 195)

    begun = proposed(as_role, course=course.pk, department=DepartmentFactory().pk)

    assert begun["title_en"] == "G" * 195


def test_what_the_address_cannot_mean_is_not_proposed(as_role):
    gone = DepartmentFactory(ends_on=NOW.date())
    course = CourseFactory(levels=["senior"])

    begun = proposed(as_role, course=course.pk, department=[gone.pk, "x"], level="<b>")

    assert "departments" not in begun
    assert begun["levels"] == ["senior"]
