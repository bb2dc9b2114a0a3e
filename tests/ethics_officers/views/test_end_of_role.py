"""The role ends with the designation: at midnight in Hong Kong, everywhere, open tabs too."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from ethics_officers import permissions
from ethics_officers.models import Activity, Designation
from people.models import Audience
from people.queries import account
from people.roles import Permission, Role
from tests.clock import TODAY, at
from tests.ethics_officers.factories import (
    ActivityFactory,
    DesignationFactory,
    EvidenceFactory,
    PlanItemFactory,
)

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)
LAST_SECOND = at("2026-11-22", "23:59:59")
MIDNIGHT = at("2026-11-23", "00:00:00")


@pytest.fixture(params=Designation.Capacity)
def held(request):
    """A designation whose last day is today."""
    return DesignationFactory(capacity=request.param, ends_on=TOMORROW)


def test_account_holds_the_role_on_the_last_day_and_not_on_the_day_after(held):
    last, after = (account(held.person.user_id, day) for day in (TODAY, TOMORROW))

    role = held.role_assignment.role
    assert list(last.roles_today()) == [
        (role, held.department_id),
        (Role.CIVIL_SERVANT, None),
    ]
    assert last.departments_with(Permission.MANAGE_OWN_PROGRAMME) == {held.department_id}
    assert list(after.roles_today()) == [(Role.CIVIL_SERVANT, None)]
    assert after.departments_with(Permission.VIEW_OWN_PROGRAMME) == frozenset()
    assert not permissions.can_view_programme_of(after, held.department)


def test_pages_open_until_the_last_second_and_are_refused_from_midnight_on(sign_in, held):
    item = PlanItemFactory(plan__department=held.department)
    activity = ActivityFactory(department=held.department)
    client = sign_in(held.person)
    pages = [
        reverse("ethics_officers:plan-detail", args=[item.plan_id]),
        reverse("ethics_officers:activity-list", args=[held.department_id]),
        reverse("ethics_officers:activity-create", args=[held.department_id]),
        reverse("ethics_officers:activity-detail", args=[activity.pk]),
        reverse("ethics_officers:activity-edit", args=[activity.pk]),
        reverse("ethics_officers:department-detail", args=[held.department_id]),
        reverse("ethics_officers:good-practice-list"),
        reverse("people:person-list"),
    ]

    with time_machine.travel(LAST_SECOND, tick=False):
        before = [client.get(page).status_code for page in pages]
    with time_machine.travel(MIDNIGHT, tick=False):
        after = [client.get(page).status_code for page in pages]

    assert before == [200] * len(pages)
    assert after == [403] * len(pages)


def test_file_address_kept_from_before_is_refused_from_midnight_on(sign_in, held):
    evidence = EvidenceFactory(activity__department=held.department)
    client = sign_in(held.person)
    address = reverse("ethics_officers:evidence-file", args=[evidence.pk])

    with time_machine.travel(MIDNIGHT, tick=False):
        assert client.get(address).status_code == 403


def test_form_opened_before_midnight_writes_nothing_after_it(sign_in, held):
    client = sign_in(held.person)
    address = reverse("ethics_officers:activity-create", args=[held.department_id])
    with time_machine.travel(LAST_SECOND, tick=False):
        values = {
            name: value
            for name, value in client.get(address).context["form"].initial.items()
            if value is not None
        }

    with time_machine.travel(MIDNIGHT, tick=False):
        response = client.post(address, {**values, "title": "Talk", "kind": "talk"})

    assert response.status_code == 403
    assert Activity.objects.count() == 0


def test_home_and_navigation_forget_the_department_at_midnight(sign_in, held):
    client = sign_in(held.person)

    def areas():
        return [str(area["label"]) for area in client.get("/").context["areas"]]

    with time_machine.travel(LAST_SECOND, tick=False):
        before = areas()
    with time_machine.travel(MIDNIGHT, tick=False):
        after = areas()

    assert "Our department" in before
    assert "Our department" not in after


def test_audience_of_the_role_ends_at_midnight_too(held):
    audience = Audience.objects.create(roles=[held.role_assignment.role])

    assert list(audience.persons(TODAY)) == [held.person]
    assert list(audience.persons(TOMORROW)) == []
    for day, found in ((TODAY, [audience]), (TOMORROW, [])):
        person = account(held.person.user_id, day).person
        assert list(Audience.objects.including(person)) == found


def test_officer_of_another_department_keeps_that_one_at_midnight(sign_in, held):
    other = DesignationFactory(person=held.person)
    client = sign_in(held.person)
    addresses = [
        reverse("ethics_officers:activity-list", args=[department])
        for department in (held.department_id, other.department_id)
    ]

    with time_machine.travel(LAST_SECOND, tick=False):
        before = [client.get(address).status_code for address in addresses]
    with time_machine.travel(MIDNIGHT, tick=False):
        after = [client.get(address).status_code for address in addresses]

    assert (before, after) == ([200, 200], [404, 200])
