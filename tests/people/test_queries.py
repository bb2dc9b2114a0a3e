"""Whom the sample offers to sign in as."""

import pytest

from people.queries import sample_people
from people.roles import Role
from tests.clock import TODAY
from tests.factories import person_with_role

pytestmark = pytest.mark.django_db


def test_sample_people_are_the_first_of_each_role_in_the_order_of_roles():
    first = {role: person_with_role(role, user__is_sample=True) for role in reversed(Role)}
    for role in Role:
        person_with_role(role, user__is_sample=True)

    offered = sample_people(TODAY)

    assert [each.role for each in offered] == list(Role)
    assert {each.role: each.person for each in offered} == first
    assert all(each.posting == each.person.postings.get() for each in offered)


def test_sample_people_are_never_real_ones():
    for role in Role:
        person_with_role(role)

    assert sample_people(TODAY) == []
