"""The pages on which copies are kept, ordered and shown where they hang."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEntry
from people.roles import Role
from publications.models import CopyOrder, PostedPhoto, Stock
from tests import uploads
from tests.clock import NOW
from tests.factories import DepartmentFactory, EditionFactory, person_with_role
from tests.pages import rows, words
from tests.publications.factories import CopyOrderFactory, PostedPhotoFactory, StockFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customs():
    return DepartmentFactory(name_en="Customs")


@pytest.fixture
def coordinator(sign_in, customs):
    return sign_in(person_with_role(Role.TRAINING_COORDINATOR, customs))


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def page(name, *things):
    return reverse(f"publications:{name}", args=[thing.pk for thing in things])


def typed(department, **values):
    given = {"department": department.pk, "copies": 10, "contact": "Miss Ho", "address": "Room 302"}
    return given | values


LISTS = {
    "stock-list": StockFactory,
    "copy-order-list": CopyOrderFactory,
    "posted-photo-list": PostedPhotoFactory,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_many_queries_for_one_row_as_for_three(staff, name):
    LISTS[name]()
    one = queries_of(staff, page(name))
    LISTS[name]()
    LISTS[name]()

    assert queries_of(staff, page(name)) == one


def test_what_can_be_ordered_takes_as_many_queries_for_one_row_as_for_three(coordinator, customs):
    CopyOrderFactory(department=customs)
    one = queries_of(coordinator, page("copies-to-order"))
    CopyOrderFactory.create_batch(2, department=customs)

    assert queries_of(coordinator, page("copies-to-order")) == one


def test_an_item_takes_as_many_queries_for_one_order_as_for_three(staff):
    stock = CopyOrderFactory().stock
    one = queries_of(staff, page("stock-detail", stock))
    CopyOrderFactory.create_batch(2, stock=stock)

    assert queries_of(staff, page("stock-detail", stock)) == one


# The department ---------------------------------------------------------------------------------


def test_a_coordinator_orders_from_the_list_of_what_there_is(coordinator, customs):
    stock = StockFactory()
    assert (
        page("copy-order-create", stock)
        in coordinator.get(page("copies-to-order")).content.decode()
    )

    response = coordinator.post(page("copy-order-create", stock), typed(customs))

    order = CopyOrder.objects.get()
    assert response.url == page("copy-order-detail", order)
    assert (order.department, order.copies, order.contact) == (customs, 10, "Miss Ho")


def test_who_has_ordered_an_item_is_led_to_the_order_and_not_to_a_form_in_vain(
    coordinator, customs
):
    order = CopyOrderFactory(department=customs)
    form = page("copy-order-create", order.stock)

    assert form not in coordinator.get(page("copies-to-order")).content.decode()
    response = coordinator.get(form, follow=True)

    assert response.redirect_chain == [(page("copy-order-detail", order), 302)]
    assert "Your department has an order of this already" in words(response)


def test_the_page_of_a_publication_leads_to_its_copies(coordinator):
    stock = StockFactory()

    shown = coordinator.get(page("publication-detail", stock.edition.publication))

    assert page("copy-order-create", stock) in shown.content.decode()


def test_an_order_above_the_limit_is_refused_with_what_was_typed(coordinator, customs):
    stock = StockFactory(limit_per_department=5)

    response = coordinator.post(page("copy-order-create", stock), typed(customs))

    assert response.status_code == 422
    assert "Order up to 5 copies." in words(response)
    assert 'value="Miss Ho"' in response.content.decode()


def test_nobody_orders_for_a_department_not_theirs(coordinator):
    response = coordinator.post(
        page("copy-order-create", StockFactory()), typed(DepartmentFactory())
    )

    assert response.status_code == 422
    assert CopyOrder.objects.count() == 0


def test_the_next_order_begins_with_the_last_address(coordinator, customs):
    CopyOrderFactory(department=customs, address="Room 1201")

    form = coordinator.get(page("copy-order-create", StockFactory())).context["form"]

    assert form.initial["address"] == "Room 1201"


def test_our_orders_are_those_of_our_department(coordinator, customs):
    CopyOrderFactory(department=customs, stock__edition__publication__title_en="Sources of finance")
    CopyOrderFactory()

    (row,) = rows(coordinator.get(page("own-copy-orders")))

    assert row[0].startswith("Sources of finance")
    assert row[-1] == "Waiting for copies"


def test_a_department_withdraws_its_order(coordinator, customs):
    order = CopyOrderFactory(department=customs)
    assert "10 copies" in words(coordinator.get(page("copy-order-withdraw", order)))

    coordinator.post(page("copy-order-withdraw", order))

    order.refresh_from_db()
    assert order.status == "withdrawn"


def test_the_department_confirms_receipt_and_shows_where_copies_hang(coordinator, customs):
    order = CopyOrderFactory(department=customs, was_sent=True)

    coordinator.post(page("copy-order-confirm", order))
    coordinator.post(
        page("posted-photo-add", order),
        {
            "photograph": uploads.photograph("board.jpg"),
            "place": "Canteen",
            "posted_on": "2026-11-20",
        },
    )

    order.refresh_from_db()
    photo = PostedPhoto.objects.get()
    assert (order.status, photo.place) == ("received", "Canteen")
    assert coordinator.get(page("posted-photo-file", photo))["Content-Type"] == "image/jpeg"
    assert "Canteen" in words(coordinator.get(page("posted-photo-list")))


def test_what_is_no_photograph_is_refused_in_place(coordinator, customs):
    order = CopyOrderFactory(department=customs, was_sent=True)

    response = coordinator.post(
        page("posted-photo-add", order),
        {"photograph": uploads.pdf(), "place": "Canteen", "posted_on": "2026-11-20"},
    )

    assert response.status_code == 422
    assert 'value="Canteen"' in response.content.decode()
    assert PostedPhoto.objects.count() == 0


def test_a_photograph_taken_off_is_gone_from_the_gallery(coordinator, customs):
    photo = PostedPhotoFactory(order__department=customs, place="Canteen")

    asked = coordinator.get(page("posted-photo-remove", photo))

    assert "The photograph of “Canteen” then no longer shows where copies hang." in words(asked)
    assert coordinator.get(page("posted-photo-file", photo)).status_code == 200
    coordinator.post(page("posted-photo-remove", photo))

    assert coordinator.get(page("posted-photo-file", photo)).status_code == 404


# Staff ------------------------------------------------------------------------------------------


def test_staff_keep_copies_of_an_edition(staff):
    edition = EditionFactory()
    values = {"edition": edition.pk, "language": "en", "copies": 300}
    terms = {"limit_per_department": 50, "low_limit": 20, "is_offered": "on"}

    response = staff.post(page("stock-create"), values | terms)

    stock = Stock.objects.get()
    assert response.url == page("stock-detail", stock)
    assert (stock.edition, stock.on_hand, stock.limit_per_department) == (edition, 300, 50)


def test_staff_receive_and_correct_copies(staff):
    stock = StockFactory()

    opened = staff.get(page("stock-receive", stock)).content.decode()
    assert 'name="seen" value="0"' in opened
    for _time in range(2):
        staff.post(page("stock-receive", stock), {"copies": 50, "note": "", "seen": 0})
        staff.post(page("stock-correct", stock), {"change": -30, "reason": "Wet.", "seen": 0})

    stock.refresh_from_db()
    assert stock.on_hand == 120


def test_writing_off_more_than_there_is_is_refused_in_place(staff):
    response = staff.post(page("stock-correct", StockFactory()), {"change": -101, "reason": "Wet."})

    assert response.status_code == 422
    assert "There are 100 copies" in words(response)


def test_the_shares_are_proposed_corrected_and_confirmed(staff):
    stock = StockFactory(on_hand=15)
    first, second = (CopyOrderFactory(stock=stock, copies=copies) for copies in (10, 20))
    form = staff.get(page("stock-allot", stock)).context["form"]
    assert [field.initial for field in form] == [5, 10]

    staff.post(page("stock-allot", stock), {f"copies_{first.pk}": 8, f"copies_{second.pk}": 7})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.allotted, second.allotted) == (8, 7)


def test_giving_out_more_than_is_free_is_refused_in_place(staff):
    stock = StockFactory(on_hand=15)
    order = CopyOrderFactory(stock=stock, copies=20)

    response = staff.post(page("stock-allot", stock), {f"copies_{order.pk}": 16})

    assert response.status_code == 422
    assert "You are giving out 16 copies, and 15 are free." in words(response)


def test_an_order_that_came_after_the_form_was_opened_keeps_waiting(staff):
    stock = StockFactory()
    seen, late = CopyOrderFactory.create_batch(2, stock=stock)

    staff.post(page("stock-allot", stock), {f"copies_{seen.pk}": 10})

    late.refresh_from_db()
    assert late.status == "waiting"


def test_staff_send_take_back_and_decline(staff):
    sent, back = CopyOrderFactory.create_batch(2, was_allotted=True)
    declined = CopyOrderFactory()

    staff.post(page("copy-order-send", sent))
    staff.post(page("copy-order-take-back", back))
    staff.post(page("copy-order-decline", declined), {"reason": "Out of print."})

    states = [CopyOrder.objects.get(pk=each.pk).status for each in (sent, back, declined)]
    assert states == ["sent", "waiting", "declined"]


def test_limits_changed_by_a_colleague_meanwhile_are_shown_and_not_overwritten(staff):
    stock = StockFactory()
    Stock.objects.update(version=2, low_limit=70)
    terms = {"version": 1, "limit_per_department": 50, "low_limit": 20, "is_offered": "on"}

    response = staff.post(page("stock-edit", stock), terms)

    assert response.status_code == 422
    assert "Save mine all the same" in words(response)
    stock.refresh_from_db()
    assert stock.low_limit == 70


@pytest.mark.parametrize(
    ("look", "expected"),
    [("low", "Low"), ("waiting", "Waited for"), ("not_offered", "Gone")],
)
def test_staff_filter_what_calls_for_them(staff, look, expected):
    StockFactory(edition__publication__title_en="Low", low_since=NOW)
    CopyOrderFactory(stock__edition__publication__title_en="Waited for")
    StockFactory(edition__publication__title_en="Gone", is_offered=False)

    (row,) = rows(staff.get(page("stock-list"), {"look": look}))

    assert row[0] == f"{expected} Edition 1"


def test_what_is_asked_for_beyond_what_is_free_is_called_short(staff):
    CopyOrderFactory(stock__on_hand=5)

    (row,) = rows(staff.get(page("stock-list")))

    assert row[2:] == ["5", "0", "5", "10", "Short"]


@pytest.mark.parametrize(
    ("name", "action"),
    [("stock-list", "stock_exported"), ("copy-order-list", "copy_orders_exported")],
)
def test_the_lists_are_exported_and_that_is_recorded(staff, name, action):
    CopyOrderFactory(stock__edition__publication__title_en="Sources of finance")

    response = staff.get(page(name), {"export": "csv"})

    assert "Sources of finance" in b"".join(response.streaming_content).decode()
    assert AuditEntry.objects.filter(action=f"publications.{action}").count() == 1


def test_a_reader_finds_no_way_to_printed_copies(as_role):
    reader = as_role(Role.CIVIL_SERVANT)
    stock = StockFactory()

    library = reader.get(page("library"))
    shown = reader.get(page("publication-detail", stock.edition.publication))

    assert "Printed copies" not in words(library)
    assert "Printed copies" not in words(shown)
