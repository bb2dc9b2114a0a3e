"""The race for the last copies: first shown without the lock, then gone with it."""

import threading

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from people.roles import Role
from publications.actions import copies as orders
from publications.actions import stock as actions
from publications.models import CopyOrder, Stock
from tests.clock import NOW
from tests.concurrency.test_last_seats import at_once
from tests.factories import DepartmentFactory, person_with_role
from tests.publications.factories import CopyOrderFactory, StockFactory

pytestmark = pytest.mark.django_db(transaction=True)

COLLEAGUES = 4


def staff():
    return [person_with_role(Role.PROGRAMME_STAFF).user for _ in range(COLLEAGUES)]


def test_without_the_lock_the_last_copies_are_promised_more_than_once():
    """Why the lock is there: look, then act, as several members of staff would."""
    stock = StockFactory(on_hand=10)
    given = CopyOrderFactory.create_batch(COLLEAGUES, stock=stock)
    looked = threading.Barrier(COLLEAGUES)

    def look_then_act(order):
        with transaction.atomic():
            seen = Stock.objects.get(pk=stock.pk)
            looked.wait(timeout=30)
            if seen.free >= 10:
                Stock.objects.filter(pk=stock.pk).update(allotted=seen.allotted + 10)
                CopyOrder.objects.filter(pk=order.pk).update(
                    status="allotted", allotted=10, allotted_at=NOW, allotted_by=order.ordered_by
                )

    assert at_once(look_then_act, given) == [None] * COLLEAGUES

    stock.refresh_from_db()
    promised = sum(order.allotted for order in CopyOrder.objects.allotted())
    assert (stock.on_hand, promised) == (10, 10 * COLLEAGUES)


def test_beneath_it_the_database_lets_no_stock_fall_below_zero():
    """Even if somebody forgot the lock: who takes off what another took is refused."""
    stock = StockFactory(on_hand=10)
    looked = threading.Barrier(COLLEAGUES)

    def take(_number):
        with transaction.atomic():
            seen = Stock.objects.get(pk=stock.pk)
            looked.wait(timeout=30)
            if seen.on_hand >= 10:
                Stock.objects.filter(pk=stock.pk).update(on_hand=F("on_hand") - 10)

    results = at_once(take, range(COLLEAGUES))

    assert [type(each) for each in results if each] == [IntegrityError] * (COLLEAGUES - 1)
    stock.refresh_from_db()
    assert stock.on_hand == 0


def test_the_last_copies_go_to_one_order_however_many_staff_allot_at_once():
    stock = StockFactory(on_hand=10)
    given = CopyOrderFactory.create_batch(COLLEAGUES, stock=stock)

    def allot(pair):
        by, order = pair
        return actions.allot_copies(stock_id=stock.pk, shares={order.pk: 10}, by=by, now=NOW)

    results = at_once(allot, list(zip(staff(), given, strict=True)))

    refused = [each for each in results if not isinstance(each, list)]
    assert [type(each).__name__ for each in refused] == ["CopiesRefused"] * (COLLEAGUES - 1)
    stock.refresh_from_db()
    assert (stock.on_hand, stock.allotted, stock.free) == (10, 10, 0)
    assert CopyOrder.objects.allotted().count() == 1


def test_a_count_and_an_allotment_at_once_never_leave_less_than_nothing():
    stock = StockFactory(on_hand=10)
    order = CopyOrderFactory(stock=stock)
    one, two, *_ = staff()
    deeds = [
        lambda: actions.allot_copies(stock_id=stock.pk, shares={order.pk: 10}, by=one, now=NOW),
        lambda: actions.correct_stock(
            stock_id=stock.pk, change=-10, reason="Wet.", by=two, now=NOW
        ),
    ]

    results = at_once(lambda deed: deed(), deeds)

    assert [type(each).__name__ for each in results].count("CopiesRefused") == 1
    stock.refresh_from_db()
    assert stock.free == 0


def test_an_order_sent_twice_at_once_leaves_the_store_once():
    order = CopyOrderFactory(was_allotted=True)

    results = at_once(lambda by: actions.send_copies(order_id=order.pk, by=by, now=NOW), staff())

    assert {type(each) for each in results} == {CopyOrder}
    assert [each.on_hand_change for each in order.movements.all()] == [-10]


def test_two_people_of_a_department_who_order_at_once_make_one_order():
    stock = StockFactory()
    department = DepartmentFactory()
    people = [
        person_with_role(role, department).user
        for role in (Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER)
    ]
    wish = orders.CopyWish(department=department, copies=5, contact="Miss Ho", address="Room 302")

    results = at_once(
        lambda by: orders.order_copies(stock_id=stock.pk, wish=wish, by=by, now=NOW), people
    )

    assert sorted(type(each).__name__ for each in results) == ["CopiesRefused", "CopyOrder"]
    assert stock.orders.count() == 1
