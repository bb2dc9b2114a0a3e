"""What the form for a new session proposes."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.models import GeneralHoliday
from people.roles import Role
from tests.clock import NOW
from tests.factories import CourseFactory

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
