"""What tests of work plans share: its people, and values of items."""

import datetime as dt

import pytest

from ethics_officers.actions import ItemValues
from people.roles import Role
from tests.factories import person_with_role


def officer_of(department):
    return person_with_role(Role.ETHICS_OFFICER, department).user


def head_of(department):
    return person_with_role(Role.HEAD_OF_DEPARTMENT, department).user


def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def item_values(**changes):
    """A workshop from October to December 2026 for 90 officers."""
    values = {
        "title": "Supervisory accountability workshop",
        "three_a": "action",
        "kind": "workshop",
        "starts_on": dt.date(2026, 10, 1),
        "ends_on": dt.date(2027, 1, 1),
        "target": 90,
    }
    return ItemValues(**{**values, **changes})


def refusal_of(refused, act, /, **arguments):
    """The sentence with which a deed is refused."""
    with pytest.raises(refused) as caught:
        act(**arguments)
    return str(caught.value)
