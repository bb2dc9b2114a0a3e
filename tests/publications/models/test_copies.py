"""What the tables of printed copies refuse by themselves, and who sees which of their rows."""

import pytest
from django.db import InternalError, transaction

from people.roles import Role
from publications.models import CopyOrder, Movement, PostedPhoto, Stock
from tests.clock import NOW
from tests.factories import DepartmentFactory, EditionFactory, UserFactory, person_with_role
from tests.publications.factories import (
    CopyOrderFactory,
    PostedPhotoFactory,
    StockFactory,
    publication_for,
)
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def move(stock, **fields):
    given = {"kind": "received", "on_hand_change": 5, "at": NOW, "by": UserFactory()}
    return stock.movements.create(**(given | fields))


@pytest.mark.parametrize("counts", [{"on_hand": -1, "allotted": -1}, {"allotted": -1}])
def test_a_stock_never_goes_below_zero(counts):
    stock = StockFactory()

    with refused_by("publications_stock_never_below_zero"):
        Stock.objects.filter(pk=stock.pk).update(**counts)


def test_no_more_is_allotted_than_is_on_hand():
    stock = StockFactory()

    with refused_by("publications_stock_allots_what_is_on_hand"):
        Stock.objects.filter(pk=stock.pk).update(allotted=101)


def test_an_edition_is_kept_once_in_a_language():
    stock = StockFactory()

    with refused_by("publications_stock_once_for_an_edition_and_language"):
        StockFactory(edition=stock.edition)


def test_a_limit_lets_a_department_have_at_least_one():
    with refused_by("publications_stock_lets_departments_order"):
        StockFactory(limit_per_department=0)


@pytest.mark.parametrize("state", ["waiting", "was_allotted", "was_sent"])
def test_a_department_has_one_live_order_of_an_item(state):
    order = CopyOrderFactory(**({} if state == "waiting" else {state: True}))

    with refused_by("publications_copy_order_one_live_per_department"):
        CopyOrderFactory(stock=order.stock, department=order.department)


@pytest.mark.parametrize("state", ["was_received", "was_withdrawn"])
def test_a_department_orders_again_once_an_order_is_done(state):
    order = CopyOrderFactory(**{state: True})

    CopyOrderFactory(stock=order.stock, department=order.department)

    assert order.stock.orders.count() == 2


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("asks_for_some", {"copies": 0}),
        ("allotted_up_to_what_is_asked", {"was_allotted": True, "copies": 5, "allotted": 6}),
        ("allotted_up_to_what_is_asked", {"status": "allotted", "allotted": 0}),
        ("allotted_in_its_states", {"status": "allotted"}),
        ("allotted_in_its_states", {"allotted": 5}),
        ("allotted_by_and_when", {"was_allotted": True, "allotted_by": None}),
        ("sent_by_and_when", {"was_sent": True, "sent_by": None}),
        ("sent_in_its_states", {"was_allotted": True, "status": "sent"}),
        ("received_by_and_when", {"was_received": True, "received_by": None}),
        ("received_in_its_state", {"was_sent": True, "status": "received"}),
        ("closed_by_and_when", {"was_withdrawn": True, "closed_by": None}),
        ("closed_in_its_states", {"status": "withdrawn"}),
        ("declined_with_reason", {"was_withdrawn": True, "status": "declined"}),
        ("declined_with_reason", {"decline_reason": "There are none."}),
    ],
)
def test_an_order_is_as_its_state_says(constraint, fields):
    if fields.get("allotted") == 0:
        fields = fields | {"allotted_at": NOW, "allotted_by": UserFactory()}

    with refused_by(f"publications_copy_order_{constraint}"):
        CopyOrderFactory(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"on_hand_change": 0},
        {"on_hand_change": -5},
        {"kind": "corrected", "on_hand_change": 0, "reason": "Counted."},
        {"kind": "received", "allotted_change": 5},
    ],
)
def test_a_movement_changes_what_its_kind_says(fields):
    with refused_by("publications_movement_changes_what_its_kind_says"):
        move(StockFactory(), **fields)


@pytest.mark.parametrize(
    ("kind", "on_hand", "allotted"),
    [("allotted", 5, 5), ("released", 0, 5), ("delivered", -5, 0), ("delivered", 5, 5)],
)
def test_a_movement_of_an_order_changes_what_its_kind_says(kind, on_hand, allotted):
    order = CopyOrderFactory()

    with refused_by("publications_movement_changes_what_its_kind_says"):
        move(
            order.stock,
            kind=kind,
            on_hand_change=on_hand,
            allotted_change=allotted,
            order=order,
        )


def test_what_is_allotted_names_its_order():
    with refused_by("publications_movement_of_an_order_as_its_kind_says"):
        move(StockFactory(), kind="allotted", on_hand_change=0, allotted_change=5)


def test_a_correction_has_a_reason():
    with refused_by("publications_movement_corrected_with_reason"):
        move(StockFactory(), kind="corrected", on_hand_change=-5)


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_a_movement_is_never_changed_or_deleted(deed):
    movement = move(StockFactory())
    rows = Movement.objects.filter(pk=movement.pk)

    with pytest.raises(InternalError, match="Cannot update or delete rows"), transaction.atomic():
        rows.update(on_hand_change=6) if deed == "update" else rows.delete()


def test_a_photograph_says_where_the_copies_hang():
    with refused_by("publications_posted_photo_says_where"):
        PostedPhotoFactory(place="")


def test_who_takes_a_photograph_off_and_when_are_both_known():
    with refused_by("publications_posted_photo_removed_by_and_when"):
        PostedPhotoFactory(removed_at=NOW)


# Who sees what -----------------------------------------------------------------------------------


def test_staff_see_all_items_and_those_who_order_what_is_offered_to_them():
    staff = person_with_role(Role.PROGRAMME_STAFF).user
    coordinator = person_with_role(Role.TRAINING_COORDINATOR).user
    offered = StockFactory()
    others = [
        StockFactory(is_offered=False),
        StockFactory(edition__in_the_making=True),
        StockFactory(edition=publication_for(DepartmentFactory()).editions.get()),
    ]

    assert set(Stock.objects.visible_to(staff)) == {offered, *others}
    assert list(Stock.objects.visible_to(coordinator)) == [offered]


def test_an_earlier_edition_is_not_offered_any_more():
    coordinator = person_with_role(Role.TRAINING_COORDINATOR).user
    stock = StockFactory()
    EditionFactory(
        publication=stock.edition.publication,
        number=2,
        change="material",
        what_changed_en="New rules.",
    )

    assert list(Stock.objects.visible_to(coordinator)) == []


def test_civil_servants_see_no_printed_copies():
    reader = person_with_role(Role.CIVIL_SERVANT).user
    StockFactory()

    assert list(Stock.objects.visible_to(reader)) == []


def test_orders_and_photographs_are_seen_by_their_department_and_by_staff():
    photo = PostedPhotoFactory()
    PostedPhotoFactory()
    ours = person_with_role(Role.ASSISTANT_ETHICS_OFFICER, photo.order.department).user
    staff = person_with_role(Role.ICAC_STAFF).user

    assert list(CopyOrder.objects.visible_to(ours)) == [photo.order]
    assert list(PostedPhoto.objects.visible_to(ours)) == [photo]
    assert CopyOrder.objects.visible_to(staff).count() == 2
    assert PostedPhoto.objects.visible_to(staff).count() == 2


def test_movements_are_for_staff():
    move(StockFactory())
    coordinator = person_with_role(Role.TRAINING_COORDINATOR).user

    assert list(Movement.objects.visible_to(coordinator)) == []
    assert Movement.objects.visible_to(person_with_role(Role.AUDITOR).user).count() == 1
