"""The page on which the cost of a session is entered."""

from decimal import Decimal

import pytest
from django.urls import reverse

from people.roles import Role
from tests.factories import SessionFactory
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(status="held")


def page(session):
    return reverse("training:session-cost", args=[session.pk])


def test_cost_is_entered_and_shown_on_the_page_of_the_session(as_role, session):
    client = as_role(Role.PROGRAMME_STAFF)

    response = client.post(page(session), {"cost": "1200.5"}, follow=True)

    session.refresh_from_db()
    assert session.cost == Decimal("1200.50")
    assert "Cost HK$1 200.50 Correct the cost" in words(response)


def test_page_of_a_session_held_asks_for_its_cost(as_role, session):
    response = as_role(Role.PROGRAMME_STAFF).get(
        reverse("training:session-manage", args=[session.pk])
    )

    assert "Cost Not entered Enter the cost" in words(response)


def test_form_holds_the_cost_entered_before(as_role, session):
    client = as_role(Role.PROGRAMME_STAFF)
    client.post(page(session), {"cost": "8"})

    assert 'value="8.00"' in client.get(page(session)).text


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        ("much", "Write a sum in digits, such as 1200.50."),
        ("-1", "Write what it cost in dollars, 0 or more."),
        ("1.234", "Write cents with two digits, such as 1200.50."),
        ("123456789", "This is too much: write 99999999.99 or less."),
    ],
)
def test_cost_that_is_none_is_refused_with_a_sentence(as_role, session, cost, sentence):
    response = as_role(Role.PROGRAMME_STAFF).post(page(session), {"cost": cost})

    assert response.status_code == 422
    assert sentence in words(response)
    assert f'value="{cost}"' in response.text


def test_cost_of_a_session_that_was_not_held_is_refused_on_its_page(as_role):
    response = as_role(Role.PROGRAMME_STAFF).post(page(SessionFactory()), {"cost": "8"})

    assert response.status_code == 422
    assert "Mark the session as held first" in words(response)
