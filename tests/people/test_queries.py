"""Reads of people that span models."""

import pytest

from people.queries import sample_people, users_named
from people.roles import Role
from tests.clock import TODAY
from tests.factories import PersonFactory, person_with_role

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


@pytest.mark.parametrize("words", ["lam wai", "林慧", "Wai-yee.Lam@csb.gov.example "])
def test_users_are_named_by_the_words_of_their_name_or_by_their_address(words):
    lam = PersonFactory(
        name_en="LAM Wai-yee", name_zh="林慧儀", user__email="wai-yee.lam@csb.gov.example"
    )
    PersonFactory()

    assert list(users_named(words)) == [lam.user]
