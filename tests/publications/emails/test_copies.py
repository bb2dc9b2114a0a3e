"""Letters about printed copies, as they are read."""

import pytest

from notifications import emails
from notifications.models import Message
from people.models import User
from people.roles import Role
from publications.actions import stock as actions
from publications.models import Stock
from tests.clock import NOW
from tests.factories import RoleAssignmentFactory, person_with_role
from tests.publications.factories import CopyOrderFactory, StockFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def coordinator():
    return person_with_role(Role.TRAINING_COORDINATOR)


@pytest.fixture
def order(coordinator):
    return CopyOrderFactory(
        department=coordinator.postings.get().department,
        ordered_by=coordinator.user,
        stock__edition__publication__title_en="Sources of finance",
    )


def written(kind):
    messages = list(Message.objects.filter(kind=f"publications.{kind}").select_related("recipient"))
    return [composed for _message, composed in emails.compose(messages, NOW)]


def allot(order, copies, by):
    actions.allot_copies(stock_id=order.stock_id, shares={order.pk: copies}, by=by, now=NOW)


def test_the_department_reads_how_many_copies_are_set_aside(order, staff):
    allot(order, 6, staff)

    (mail,) = written("copies_allotted")

    assert mail.subject == "Copies are set aside for you: Sources of finance"
    assert "6 of the 10 copies you ordered are set aside for your department." in mail.text
    assert f"/publications/copies/orders/{order.pk}/" in mail.text


def test_the_department_reads_that_copies_were_sent(order, staff):
    allot(order, 6, staff)
    actions.send_copies(order_id=order.pk, by=staff, now=NOW)

    (mail,) = written("copies_sent")

    assert "6 copies were sent to your department." in mail.text


def test_what_was_sent_is_not_announced_as_set_aside(order, staff):
    allot(order, 6, staff)
    actions.send_copies(order_id=order.pk, by=staff, now=NOW)

    (unwanted,) = written("copies_allotted")

    assert str(unwanted.reason) == "The order has moved on, and a later message says so."


def test_the_department_reads_why_it_gets_none(order, staff):
    actions.decline_order(order_id=order.pk, reason="It is out of print.", by=staff, now=NOW)

    (mail,) = written("copy_order_declined")

    assert "The reason given: It is out of print." in mail.text


def test_who_orders_for_the_department_no_more_is_told_nothing(order, staff, coordinator):
    allot(order, 6, staff)
    coordinator.user.role_assignments.update(ends_on=NOW.date())

    (unwanted,) = written("copies_allotted")

    assert str(unwanted.reason) == "The reader no longer orders for this department."


def test_whoever_orders_now_is_told_once_the_one_who_ordered_left(order, staff, coordinator):
    coordinator.user.role_assignments.update(ends_on=NOW.date())
    follower = RoleAssignmentFactory(
        role=Role.TRAINING_COORDINATOR, department=order.department
    ).user

    allot(order, 6, staff)

    assert [message.recipient for message in Message.objects.all()] == [follower]


def test_whoever_orders_now_is_told_once_the_account_that_ordered_is_closed(
    order, staff, coordinator
):
    User.objects.filter(pk=coordinator.user.pk).update(is_active=False)
    follower = RoleAssignmentFactory(
        role=Role.TRAINING_COORDINATOR, department=order.department
    ).user

    allot(order, 6, staff)

    assert [message.recipient for message in Message.objects.all()] == [follower]


def test_staff_read_that_copies_run_low_until_there_are_enough_again(staff):
    stock = StockFactory(low_limit=50, edition__publication__title_en="Sources of finance")
    actions.correct_stock(stock_id=stock.pk, change=-60, reason="Wet.", by=staff, now=NOW)

    (mail,) = written("stock_low")
    Stock.objects.update(low_since=None)
    (unwanted,) = written("stock_low")

    assert mail.subject == "Copies run low: Sources of finance"
    assert "40 copies are free, fewer than the 50 at which you asked to be warned." in mail.text
    assert str(unwanted.reason) == "There are enough copies again."
