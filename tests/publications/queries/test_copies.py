"""What is read of printed copies: proposals, and the ledger."""

import datetime as dt

import pytest

from people.models import Department
from people.roles import Role
from publications.actions import stock as actions
from publications.queries import copies as queries
from tests.clock import NOW
from tests.factories import DepartmentFactory, person_with_role
from tests.publications.factories import CopyOrderFactory, StockFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


def test_what_is_short_is_proposed_in_proportion_the_oldest_order_first():
    stock = StockFactory(on_hand=15)
    late = CopyOrderFactory(stock=stock, copies=20)
    early = CopyOrderFactory(stock=stock, copies=10, ordered_at=NOW - dt.timedelta(days=1))
    CopyOrderFactory(stock=stock, was_withdrawn=True)

    assert queries.shares_proposed(stock) == [(early, 5), (late, 10)]


def test_the_ledger_says_what_was_on_hand_after_each_movement(staff):
    stock = StockFactory(on_hand=0)
    actions.receive_copies(stock_id=stock.pk, copies=50, by=staff, now=NOW)
    actions.correct_stock(
        stock_id=stock.pk, change=-8, reason="Wet.", by=staff, now=NOW + dt.timedelta(hours=1)
    )

    found = [(each.on_hand_change, each.on_hand_then) for each in queries.ledger(stock)]

    assert found == [(-8, 42), (50, 50)]


def test_a_department_is_told_how_many_more_it_can_order():
    stock = StockFactory(limit_per_department=30)
    order = CopyOrderFactory(stock=stock, copies=20, was_received=True, allotted=12)
    departments = Department.objects.order_by("name_en")
    other = DepartmentFactory(name_en="Zoo")

    assert queries.left_for(stock, departments.filter(pk__in=[order.department_id, other.pk])) == [
        (order.department, 18),
        (other, 30),
    ]


def test_staff_are_told_what_waits_for_them(staff):
    CopyOrderFactory()
    CopyOrderFactory(was_allotted=True)
    StockFactory(low_since=NOW)

    assert queries.counts_for_staff(staff) == {"waiting": 1, "to_send": 1, "low": 1}
