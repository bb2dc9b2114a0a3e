"""Keeping printed copies: what comes in, what is corrected, allotted and sent."""

import datetime as dt

import pytest
from django.db.models import Sum

from core.errors import PermissionRefused
from core.versions import Stale
from notifications.models import Message
from people.roles import Role
from publications.actions import copies as orders
from publications.actions import stock as actions
from publications.models import CopyOrder, Movement, Stock
from publications.rules.copies import CopiesRefused
from tests.clock import NOW
from tests.factories import EditionFactory, person_with_role
from tests.publications.factories import CopyOrderFactory, StockFactory

pytestmark = pytest.mark.django_db

TERMS = actions.StockTerms(limit_per_department=50, low_limit=20)


@pytest.fixture
def staff():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def stock(staff):
    """A hundred copies, whose ledger tells where they came from."""
    return actions.keep_stock(
        edition=EditionFactory(), language="en", terms=TERMS, copies=100, by=staff, now=NOW
    )


def counts(stock):
    stock.refresh_from_db()
    return stock.on_hand, stock.allotted, stock.free


def told(kind):
    return Message.objects.filter(kind=f"publications.{kind}")


def test_the_first_copies_come_in_with_the_item(stock):
    assert counts(stock) == (100, 0, 100)
    movement = stock.movements.get()
    assert (movement.kind, movement.on_hand_change) == ("received", 100)


def test_an_edition_is_kept_once_in_a_language(stock, staff):
    with pytest.raises(CopiesRefused, match="kept already"):
        actions.keep_stock(
            edition=stock.edition, language="en", terms=TERMS, copies=5, by=staff, now=NOW
        )


def test_an_item_that_begins_low_is_marked_and_nobody_is_warned(staff):
    stock = actions.keep_stock(
        edition=EditionFactory(), language="en", terms=TERMS, copies=0, by=staff, now=NOW
    )

    assert (stock.low_since, told("stock_low").count()) == (NOW, 0)


def test_terms_are_changed_from_the_version_that_was_opened(stock, staff):
    terms = actions.StockTerms(limit_per_department=10, low_limit=5, is_offered=False)

    actions.change_terms(stock_id=stock.pk, terms=terms, version=1, by=staff, now=NOW)

    stock.refresh_from_db()
    assert (stock.limit_per_department, stock.low_limit, stock.is_offered) == (10, 5, False)
    with pytest.raises(Stale):
        actions.change_terms(stock_id=stock.pk, terms=TERMS, version=1, by=staff, now=NOW)


def test_copies_that_come_add_to_the_stock(stock, staff):
    actions.receive_copies(stock_id=stock.pk, copies=50, note="Note 17", by=staff, now=NOW)

    assert counts(stock) == (150, 0, 150)


def test_a_count_corrects_the_stock_for_a_reason(stock, staff):
    actions.correct_stock(stock_id=stock.pk, change=-12, reason="Wet.", by=staff, now=NOW)

    assert counts(stock) == (88, 0, 88)
    assert stock.movements.get(kind="corrected").reason == "Wet."


def test_what_is_sent_twice_from_one_form_counts_once_and_again_from_the_next(stock, staff):
    received = {"stock_id": stock.pk, "copies": 50, "by": staff, "now": NOW}
    corrected = {"stock_id": stock.pk, "change": -5, "reason": "Wet.", "by": staff, "now": NOW}
    for _time in range(2):
        actions.receive_copies(seen=0, **received)
        actions.correct_stock(seen=0, **corrected)

    assert counts(stock) == (145, 0, 145)

    seen = stock.movements.first().pk
    actions.receive_copies(seen=seen, **received)
    actions.correct_stock(seen=seen, **corrected)

    assert counts(stock) == (190, 0, 190)


def test_no_more_is_written_off_than_there_is(stock, staff):
    with pytest.raises(CopiesRefused, match="There are 100 copies"):
        actions.correct_stock(stock_id=stock.pk, change=-101, reason="Wet.", by=staff, now=NOW)


def test_what_is_promised_is_not_written_off(stock, staff):
    order = CopyOrderFactory(stock=stock, copies=90)
    actions.allot_copies(stock_id=stock.pk, shares={order.pk: 90}, by=staff, now=NOW)

    with pytest.raises(CopiesRefused, match="90 copies are allotted"):
        actions.correct_stock(stock_id=stock.pk, change=-11, reason="Wet.", by=staff, now=NOW)


def test_allotting_sets_copies_aside_and_tells_the_departments(stock, staff):
    person = person_with_role(Role.TRAINING_COORDINATOR)
    department = person.postings.get().department
    mine = CopyOrderFactory(stock=stock, department=department, copies=40, ordered_by=person.user)
    waiting = CopyOrderFactory(stock=stock)

    actions.allot_copies(stock_id=stock.pk, shares={mine.pk: 30, waiting.pk: 0}, by=staff, now=NOW)

    assert counts(stock) == (100, 30, 70)
    mine.refresh_from_db()
    waiting.refresh_from_db()
    assert (mine.status, mine.allotted, mine.allotted_by) == ("allotted", 30, staff)
    assert (waiting.status, waiting.allotted) == ("waiting", None)
    assert [message.recipient for message in told("copies_allotted")] == [person.user]


def test_no_more_is_allotted_than_is_free_and_then_nothing_is(stock, staff):
    first, second = CopyOrderFactory.create_batch(2, stock=stock, copies=60)

    with pytest.raises(CopiesRefused, match="giving out 120 copies, and 100 are free"):
        actions.allot_copies(
            stock_id=stock.pk, shares={first.pk: 60, second.pk: 60}, by=staff, now=NOW
        )

    assert counts(stock) == (100, 0, 100)
    assert stock.orders.waiting().count() == 2


def test_no_order_gets_more_than_it_asks_for(stock, staff):
    order = CopyOrderFactory(stock=stock, copies=10)

    with pytest.raises(CopiesRefused, match="asks for 10 copies"):
        actions.allot_copies(stock_id=stock.pk, shares={order.pk: 11}, by=staff, now=NOW)


def test_an_order_of_something_else_gets_nothing_here(stock, staff):
    with pytest.raises(CopiesRefused, match="not of this item"):
        actions.allot_copies(
            stock_id=stock.pk, shares={CopyOrderFactory().pk: 1}, by=staff, now=NOW
        )


def test_giving_nobody_anything_is_refused(stock, staff):
    order = CopyOrderFactory(stock=stock)

    with pytest.raises(CopiesRefused, match="at least one department"):
        actions.allot_copies(stock_id=stock.pk, shares={order.pk: 0}, by=staff, now=NOW)


def test_an_order_withdrawn_meanwhile_gets_nothing(stock, staff):
    order = CopyOrderFactory(stock=stock, was_withdrawn=True)

    with pytest.raises(CopiesRefused, match="does not wait any more"):
        actions.allot_copies(stock_id=stock.pk, shares={order.pk: 5}, by=staff, now=NOW)


def test_an_allotment_taken_back_lets_the_order_wait_again(stock, staff):
    order = CopyOrderFactory(stock=stock)
    actions.allot_copies(stock_id=stock.pk, shares={order.pk: 10}, by=staff, now=NOW)

    for _press in range(2):
        order = actions.take_back_allotment(order_id=order.pk, by=staff, now=NOW)

    assert counts(stock) == (100, 0, 100)
    assert (order.status, order.allotted, order.allotted_by) == ("waiting", None, None)


def test_what_is_sent_leaves_the_store_once_and_the_department_is_told(stock, staff):
    person = person_with_role(Role.ETHICS_OFFICER)
    order = CopyOrderFactory(
        stock=stock, department=person.postings.get().department, ordered_by=person.user
    )
    actions.allot_copies(stock_id=stock.pk, shares={order.pk: 10}, by=staff, now=NOW)

    for _press in range(2):
        order = actions.send_copies(order_id=order.pk, by=staff, now=NOW)

    assert (order.status, order.sent_by) == ("sent", staff)
    assert counts(stock) == (90, 0, 90)
    assert [message.recipient for message in told("copies_sent")] == [person.user]


def test_only_what_is_allotted_can_be_sent(stock, staff):
    order = CopyOrderFactory(stock=stock)

    with pytest.raises(CopiesRefused, match="No copies are set aside"):
        actions.send_copies(order_id=order.pk, by=staff, now=NOW)


def test_an_order_is_declined_with_a_reason_that_is_told(stock, staff):
    person = person_with_role(Role.TRAINING_COORDINATOR)
    order = CopyOrderFactory(
        stock=stock, department=person.postings.get().department, ordered_by=person.user
    )

    for _press in range(2):
        order = actions.decline_order(order_id=order.pk, reason="No more.", by=staff, now=NOW)

    assert (order.status, order.decline_reason) == ("declined", "No more.")
    assert told("copy_order_declined").count() == 1


def test_staff_are_warned_once_for_each_fall_below_the_limit(stock, staff):
    def take(number, at):
        actions.correct_stock(stock_id=stock.pk, change=-number, reason="Gone.", by=staff, now=at)

    take(81, NOW)  # 19 left, of a limit of 20
    take(1, NOW + dt.timedelta(hours=1))
    assert [message.recipient for message in told("stock_low")] == [staff]

    later = NOW + dt.timedelta(days=1)
    actions.receive_copies(stock_id=stock.pk, copies=50, by=staff, now=later)
    stock.refresh_from_db()
    assert stock.low_since is None

    take(60, later + dt.timedelta(hours=1))
    assert told("stock_low").count() == 2


def test_allotting_warns_as_well(stock, staff):
    order = CopyOrderFactory(stock=stock, copies=90)

    actions.allot_copies(stock_id=stock.pk, shares={order.pk: 90}, by=staff, now=NOW)

    assert told("stock_low").count() == 1


def test_staff_of_icac_are_warned_of_what_icac_publishes(staff):
    icac = person_with_role(Role.ICAC_STAFF).user
    stock = StockFactory(edition__publication__body="icac", low_limit=100)

    actions.correct_stock(stock_id=stock.pk, change=-1, reason="Gone.", by=staff, now=NOW)

    assert [message.recipient for message in told("stock_low")] == [icac]


def test_the_ledger_adds_up_to_the_stock(stock, staff):
    first, second = CopyOrderFactory.create_batch(2, stock=stock, copies=30)
    actions.allot_copies(stock_id=stock.pk, shares={first.pk: 30, second.pk: 20}, by=staff, now=NOW)
    actions.send_copies(order_id=first.pk, by=staff, now=NOW)
    actions.take_back_allotment(order_id=second.pk, by=staff, now=NOW)
    actions.correct_stock(stock_id=stock.pk, change=-5, reason="Wet.", by=staff, now=NOW)

    sums = Movement.objects.filter(stock=stock).aggregate(
        on_hand=Sum("on_hand_change"), allotted=Sum("allotted_change")
    )

    assert counts(stock) == (65, 0, 65)
    assert sums == {"on_hand": 65, "allotted": 0}


@pytest.mark.parametrize("role", [Role.TRAINING_COORDINATOR, Role.AUDITOR, Role.CIVIL_SERVANT])
def test_the_stock_is_kept_by_staff_alone(role):
    by = person_with_role(role).user
    order = CopyOrderFactory()
    stock_id = order.stock_id
    deeds = [
        lambda: actions.keep_stock(
            edition=order.stock.edition, language="zh-hant", terms=TERMS, copies=1, by=by, now=NOW
        ),
        lambda: actions.change_terms(stock_id=stock_id, terms=TERMS, version=1, by=by, now=NOW),
        lambda: actions.receive_copies(stock_id=stock_id, copies=1, by=by, now=NOW),
        lambda: actions.correct_stock(stock_id=stock_id, change=1, reason="?", by=by, now=NOW),
        lambda: actions.allot_copies(stock_id=stock_id, shares={order.pk: 1}, by=by, now=NOW),
        lambda: actions.take_back_allotment(order_id=order.pk, by=by, now=NOW),
        lambda: actions.send_copies(order_id=order.pk, by=by, now=NOW),
        lambda: actions.decline_order(order_id=order.pk, reason="?", by=by, now=NOW),
    ]

    for deed in deeds:
        with pytest.raises(PermissionRefused):
            deed()

    assert (Stock.objects.count(), CopyOrder.objects.waiting().count()) == (1, 1)


def test_a_withdrawn_order_frees_what_was_set_aside(stock, staff):
    person = person_with_role(Role.TRAINING_COORDINATOR)
    order = CopyOrderFactory(stock=stock, department=person.postings.get().department)
    actions.allot_copies(stock_id=stock.pk, shares={order.pk: 10}, by=staff, now=NOW)

    for _press in range(2):
        order = orders.withdraw_order(order_id=order.pk, by=person.user, now=NOW)

    assert order.status == "withdrawn"
    assert counts(stock) == (100, 0, 100)
