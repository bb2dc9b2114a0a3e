"""Rows that hold from a day to a day, shown with roles and with the posts that people hold."""

import datetime as dt

import pytest

from people.models import Person, RoleAssignment
from tests.clock import TODAY
from tests.factories import LONG_AGO, PostingFactory, RoleAssignmentFactory, UserFactory

YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


def test_row_is_in_force_from_its_first_day_until_the_day_it_ends():
    role = RoleAssignmentFactory(starts_on=TODAY, ends_on=TOMORROW)

    found = [list(RoleAssignment.objects.current(day)) for day in (YESTERDAY, TODAY, TOMORROW)]

    assert found == [[], [role], []]


def test_row_without_an_end_stays_in_force():
    role = RoleAssignmentFactory(starts_on=LONG_AGO)

    assert list(RoleAssignment.objects.current(TOMORROW)) == [role]


def test_rows_overlapping_a_span_are_those_with_a_day_in_it():
    user = UserFactory()
    before = RoleAssignmentFactory(user=user, starts_on=LONG_AGO, ends_on=TODAY)
    within = RoleAssignmentFactory(user=user, starts_on=TODAY, ends_on=TOMORROW)
    after = RoleAssignmentFactory(user=user, starts_on=TOMORROW)
    roles = RoleAssignment.objects.order_by("starts_on")

    assert list(roles.overlapping(TODAY, TOMORROW)) == [within]
    assert list(roles.overlapping(TODAY, None)) == [within, after]
    assert list(roles.overlapping(LONG_AGO, TOMORROW)) == [before, within]


def test_row_of_another_table_is_read_with_what_is_in_force_that_day():
    person = PostingFactory(starts_on=LONG_AGO, ends_on=TODAY).person
    now = PostingFactory(person=person, starts_on=TODAY)

    assert Person.objects.with_posting_on(TODAY).get().posting_then == now
    assert Person.objects.with_posting_on(YESTERDAY).get().posting_then == person.postings.last()
