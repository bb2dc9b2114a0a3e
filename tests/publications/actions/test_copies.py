"""Ordering copies for a department, having them, and showing where they hang."""

import datetime as dt

import pytest

from core.errors import PermissionRefused
from core.files import FileRefused
from people.roles import Role
from publications.actions import copies as actions
from publications.models import CopyOrder
from publications.rules.copies import CopiesRefused
from tests import uploads
from tests.clock import NOW, TODAY
from tests.factories import DepartmentFactory, person_with_role
from tests.publications.factories import CopyOrderFactory, PostedPhotoFactory, StockFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def coordinator(department):
    return person_with_role(Role.TRAINING_COORDINATOR, department).user


def order(stock, department, by, copies=10):
    wish = actions.CopyWish(
        department=department, copies=copies, contact="Miss Ho", address="Room 302"
    )
    return actions.order_copies(stock_id=stock.pk, wish=wish, by=by, now=NOW)


@pytest.mark.parametrize(
    "role", [Role.TRAINING_COORDINATOR, Role.ETHICS_OFFICER, Role.ASSISTANT_ETHICS_OFFICER]
)
def test_those_who_look_after_a_department_order_for_it(role, department):
    by = person_with_role(role, department).user

    placed = order(StockFactory(), department, by)

    assert (placed.status, placed.copies, placed.ordered_by) == ("waiting", 10, by)


@pytest.mark.parametrize(
    "role", [Role.CIVIL_SERVANT, Role.HEAD_OF_DEPARTMENT, Role.PROGRAMME_STAFF]
)
def test_others_do_not(role, department):
    by = person_with_role(role, department).user

    with pytest.raises(PermissionRefused):
        order(StockFactory(), department, by)


def test_nobody_orders_for_another_department(coordinator):
    with pytest.raises(PermissionRefused):
        order(StockFactory(), DepartmentFactory(), coordinator)


def test_more_than_is_free_may_be_ordered_and_waits(department, coordinator):
    placed = order(StockFactory(on_hand=5), department, coordinator, copies=50)

    assert placed.status == CopyOrder.Status.WAITING


def test_a_second_order_waits_until_the_first_is_done(department, coordinator):
    stock = StockFactory()
    order(stock, department, coordinator)

    with pytest.raises(CopiesRefused, match="has an order of this already"):
        order(stock, department, coordinator)


def test_no_department_orders_more_than_its_limit(department, coordinator):
    with pytest.raises(CopiesRefused, match="Order up to 20 copies"):
        order(StockFactory(limit_per_department=20), department, coordinator, copies=21)


def test_what_a_department_had_counts_towards_its_limit(department, coordinator):
    stock = StockFactory(limit_per_department=20)
    CopyOrderFactory(stock=stock, department=department, copies=50, was_received=True, allotted=15)
    CopyOrderFactory(stock=stock, department=department, copies=9, was_withdrawn=True)
    CopyOrderFactory(stock=stock, copies=20, was_received=True)  # of somebody else

    with pytest.raises(CopiesRefused, match="Order up to 5 copies"):
        order(stock, department, coordinator, copies=6)
    assert order(stock, department, coordinator, copies=5).copies == 5


def test_a_department_that_had_its_limit_is_told_so(department, coordinator):
    stock = StockFactory(limit_per_department=20)
    CopyOrderFactory(stock=stock, department=department, copies=20, was_received=True)

    with pytest.raises(CopiesRefused, match="yours has had them"):
        order(stock, department, coordinator, copies=1)


@pytest.mark.parametrize(
    "fields",
    [{"is_offered": False}, {"edition__in_the_making": True}, {"edition__expires_at": NOW}],
)
def test_what_is_not_offered_is_not_ordered(fields, department, coordinator):
    with pytest.raises(CopiesRefused, match="not offered any more"):
        order(StockFactory(**fields), department, coordinator)


def test_a_department_that_has_ended_orders_nothing(department, coordinator):
    department.ends_on = TODAY
    department.save()

    with pytest.raises(CopiesRefused, match="has ended"):
        order(StockFactory(), department, coordinator)


def test_what_was_sent_is_not_withdrawn(department, coordinator):
    sent = CopyOrderFactory(department=department, was_sent=True)

    with pytest.raises(CopiesRefused, match="marked “sent”"):
        actions.withdraw_order(order_id=sent.pk, by=coordinator, now=NOW)


def test_the_department_confirms_that_its_copies_came(department, coordinator):
    sent = CopyOrderFactory(department=department, was_sent=True)

    for _press in range(2):
        came = actions.confirm_receipt(order_id=sent.pk, by=coordinator, now=NOW)

    assert (came.status, came.received_by) == ("received", coordinator)


def test_nothing_comes_that_was_not_sent(department, coordinator):
    waiting = CopyOrderFactory(department=department)

    with pytest.raises(CopiesRefused, match="not been sent yet"):
        actions.confirm_receipt(order_id=waiting.pk, by=coordinator, now=NOW)


def show(placed, by, upload=None):
    return actions.show_where_posted(
        order_id=placed.pk,
        upload=upload or uploads.photograph("board.jpg"),
        place="Notice board, 3/F",
        posted_on=TODAY - dt.timedelta(days=1),
        by=by,
        now=NOW,
    )


def test_a_photograph_shows_where_copies_hang(department, coordinator):
    photo = show(CopyOrderFactory(department=department, was_received=True), coordinator)

    assert (photo.place, photo.stored.content_type) == ("Notice board, 3/F", "image/jpeg")


def test_nothing_hangs_before_it_is_sent(department, coordinator):
    with pytest.raises(CopiesRefused, match="once they have been sent"):
        show(CopyOrderFactory(department=department), coordinator)


def test_only_a_photograph_shows_where_copies_hang(department, coordinator):
    with pytest.raises(FileRefused):
        show(CopyOrderFactory(department=department, was_sent=True), coordinator, uploads.pdf())


def test_a_photograph_is_taken_off_by_its_department_or_staff(department, coordinator):
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    for by in (coordinator, staff):
        photo = PostedPhotoFactory(order__department=department)

        for _press in range(2):
            photo = actions.remove_photo(photo_id=photo.pk, by=by, now=NOW)

        assert photo.removed_by == by


def test_others_neither_tend_an_order_nor_its_photographs(department):
    stranger = person_with_role(Role.ETHICS_OFFICER).user
    photo = PostedPhotoFactory(order__department=department)
    waiting = CopyOrderFactory(department=department)
    deeds = [
        lambda: actions.withdraw_order(order_id=waiting.pk, by=stranger, now=NOW),
        lambda: actions.confirm_receipt(order_id=waiting.pk, by=stranger, now=NOW),
        lambda: show(photo.order, stranger),
        lambda: actions.remove_photo(photo_id=photo.pk, by=stranger, now=NOW),
    ]

    for deed in deeds:
        with pytest.raises(PermissionRefused):
            deed()
