"""What Home tells programme staff of the integrity work of departments."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from tests.clock import NOW, TODAY
from tests.ethics_officers.factories import (
    PlanItemFactory,
    TalkRequestFactory,
    WorkPlanFactory,
)
from tests.ethics_officers.standing import DAY, annual_return
from tests.factories import DepartmentFactory, person_with_role

pytestmark = pytest.mark.django_db

HOME = reverse("home")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_each_figure_is_the_number_of_rows_of_the_list_it_opens(as_role):
    annual_return(DepartmentFactory(), due_on=TODAY - DAY)
    annual_return(DepartmentFactory(), due_on=TODAY)
    PlanItemFactory(plan=WorkPlanFactory(endorsed=True), starts_on=dt.date(2026, 6, 1))
    TalkRequestFactory()
    staff = as_role(Role.PROGRAMME_STAFF)

    response = staff.get(HOME)

    watch = response.context["watch"]
    assert (watch.late, watch.stalled, watch.unanswered) == (1, 1, 1)
    figures = {
        "return-list": watch.late,
        "oversight": watch.stalled,
        "talk-request-list": watch.unanswered,
    }
    for name, number in figures.items():
        page = reverse(f"ethics_officers:{name}")
        address = re.search(rf'href="({page}\?[^"]*)"', response.content.decode())[1]
        shown = staff.get(address).content.decode()
        assert len(re.findall(r"<tr |<tr>", shown.split("<tbody>")[1])) == number, name


def test_who_works_for_a_department_is_told_of_no_other(sign_in):
    officer = sign_in(person_with_role(Role.ETHICS_OFFICER, DepartmentFactory()))

    assert "watch" not in officer.get(HOME).context
