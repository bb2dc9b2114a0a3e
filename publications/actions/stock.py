"""Keeping the stock of printed copies: what comes in, what is counted, what departments get."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from core import audit
from core.versions import check_is_current
from people.models import User
from publications.emails import copies as emails
from publications.models import CopyOrder, Edition, Movement, Stock
from publications.permissions import copies as permissions
from publications.rules import copies as rules


@dataclass(frozen=True, kw_only=True)
class StockTerms:
    """On what terms an item is kept and ordered."""

    limit_per_department: int
    low_limit: int
    is_offered: bool = True


@transaction.atomic
def keep_stock(
    *, edition: Edition, language: str, terms: StockTerms, copies: int, by: User, now: dt.datetime
) -> Stock:
    """Begin to keep printed copies of an edition in a language, with those that came first.

    Raises CopiesRefused if they are kept already.
    """
    permissions.check_can_manage_copies(by)
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    rules.check_is_new(Stock.objects.filter(edition=edition, language=language).first())

    stock = Stock(edition=edition, language=language, created_at=now, created_by=by)
    _apply(stock, terms)
    # Whoever begins below the limit knows; the warning is of a fall.
    stock.low_since = now if copies < terms.low_limit else None
    stock.save()
    if copies:
        _move(stock, Movement.Kind.RECEIVED, by=by, now=now, on_hand=copies)

    audit.record(by, "publications.stock_kept", stock, at=now, copies=copies)
    return stock


@transaction.atomic
def change_terms(
    *, stock_id: int, terms: StockTerms, version: int, by: User, now: dt.datetime
) -> Stock:
    """Change limits, or whether it is offered. Raises Stale if somebody else did meanwhile."""
    permissions.check_can_manage_copies(by)
    stock = locked_stock(stock_id)
    check_is_current(stock, version)

    _apply(stock, terms)
    stock.note_change(by=by, at=now)
    stock.save()
    _note_level(stock, now=now)

    audit.record(by, "publications.stock_terms_changed", stock, at=now)
    return stock


@transaction.atomic
def receive_copies(
    *,
    stock_id: int,
    copies: int,
    note: str = "",
    seen: int | None = None,
    by: User,
    now: dt.datetime,
) -> Stock:
    """Take copies in, such as from the printer.

    Safe to repeat: `seen` is the newest movement that was there when the form was opened, and the
    same once more after it is the form sent twice.
    """
    permissions.check_can_manage_copies(by)
    stock = locked_stock(stock_id)
    if _was_done(stock, Movement.Kind.RECEIVED, copies, note, by=by, seen=seen):
        return stock
    _move(stock, Movement.Kind.RECEIVED, by=by, now=now, on_hand=copies, reason=note)
    audit.record(by, "publications.copies_received", stock, at=now, copies=copies)
    return stock


@transaction.atomic
def correct_stock(
    *,
    stock_id: int,
    change: int,
    reason: str,
    seen: int | None = None,
    by: User,
    now: dt.datetime,
) -> Stock:
    """Add or take off copies after a count, for a reason: found, damaged, given away by hand.

    Safe to repeat, as `receive_copies` is. Raises CopiesRefused if there are not as many, or if
    they are promised to departments.
    """
    permissions.check_can_manage_copies(by)
    stock = locked_stock(stock_id)
    if _was_done(stock, Movement.Kind.CORRECTED, change, reason, by=by, seen=seen):
        return stock
    rules.check_correction(stock, change)
    _move(stock, Movement.Kind.CORRECTED, by=by, now=now, on_hand=change, reason=reason)
    audit.record(by, "publications.stock_corrected", stock, at=now, change=change)
    return stock


@transaction.atomic
def allot_copies(
    *, stock_id: int, shares: Mapping[int, int], by: User, now: dt.datetime
) -> list[CopyOrder]:
    """Set copies aside for orders that wait, all or none; `shares` are copies by order.

    Orders given nothing keep waiting. Raises CopiesRefused if one of the orders waits no more, or
    if there are fewer free than are given out.
    """
    permissions.check_can_manage_copies(by)
    stock = locked_stock(stock_id)
    given = {order_id: copies for order_id, copies in shares.items() if copies}
    orders = list(
        stock.orders.select_for_update(of=("self",))
        .select_related("department")
        .filter(pk__in=given)
        .order_by("pk")
    )
    rules.check_allotment(stock, orders, given)

    for order in orders:
        order.allotted = given[order.pk]
        order.status = CopyOrder.Status.ALLOTTED
        order.allotted_at, order.allotted_by = now, by
        order.save(update_fields=["allotted", "status", "allotted_at", "allotted_by"])
        _move(
            stock,
            Movement.Kind.ALLOTTED,
            by=by,
            now=now,
            allotted=given[order.pk],
            order=order,
        )

    audit.record(by, "publications.copies_allotted", stock, at=now, shares=given)
    for order in orders:
        emails.copies_allotted(order, now=now)
    return orders


@transaction.atomic
def take_back_allotment(*, order_id: int, by: User, now: dt.datetime) -> CopyOrder:
    """Let an order wait again; what was set aside for it is free. Safe to repeat."""
    permissions.check_can_manage_copies(by)
    stock, order = locked_order(order_id)
    if order.status == CopyOrder.Status.WAITING:
        return order
    rules.check_is_allotted(order)

    release(stock, order, by=by, now=now)
    order.status = CopyOrder.Status.WAITING
    order.save()

    audit.record(by, "publications.allotment_taken_back", order, at=now)
    return order


@transaction.atomic
def send_copies(*, order_id: int, by: User, now: dt.datetime) -> CopyOrder:
    """Send what was allotted to its department, which is told. Safe to repeat."""
    permissions.check_can_manage_copies(by)
    stock, order = locked_order(order_id)
    if order.status == CopyOrder.Status.SENT:
        return order
    rules.check_is_allotted(order)

    copies = order.allotted or 0
    order.status = CopyOrder.Status.SENT
    order.sent_at, order.sent_by = now, by
    order.save()
    _move(
        stock,
        Movement.Kind.DELIVERED,
        by=by,
        now=now,
        on_hand=-copies,
        allotted=-copies,
        order=order,
    )

    audit.record(by, "publications.copies_sent", order, at=now, copies=copies)
    emails.copies_sent(order, now=now)
    return order


@transaction.atomic
def decline_order(*, order_id: int, reason: str, by: User, now: dt.datetime) -> CopyOrder:
    """Give no copies to an order that waits, and tell the department why. Safe to repeat."""
    permissions.check_can_manage_copies(by)
    _stock, order = locked_order(order_id)
    if order.status == CopyOrder.Status.DECLINED:
        return order
    rules.check_is_waiting(order)

    order.status = CopyOrder.Status.DECLINED
    order.decline_reason = reason
    order.closed_at, order.closed_by = now, by
    order.save()

    audit.record(by, "publications.copy_order_declined", order, at=now)
    emails.order_declined(order, now=now)
    return order


# What orders share ------------------------------------------------------------------------------


def locked_stock(stock_id: int) -> Stock:
    """Lock an item: before anything of it is made scarcer, and before its orders."""
    stocks = Stock.objects.select_for_update(of=("self",))
    return stocks.select_related("edition__publication", "changed_by__person").get(pk=stock_id)


def locked_order(order_id: int) -> tuple[Stock, CopyOrder]:
    stock = locked_stock(CopyOrder.objects.values_list("stock", flat=True).get(pk=order_id))
    orders = CopyOrder.objects.select_for_update(of=("self",))
    return stock, orders.select_related("department").get(pk=order_id)


def release(stock: Stock, order: CopyOrder, *, by: User, now: dt.datetime) -> None:
    """Set free what was set aside for an order; the caller saves the order."""
    _move(
        stock,
        Movement.Kind.RELEASED,
        by=by,
        now=now,
        allotted=-(order.allotted or 0),
        order=order,
    )
    order.allotted = order.allotted_at = order.allotted_by = None


def _was_done(
    stock: Stock, kind: Movement.Kind, change: int, reason: str, *, by: User, seen: int | None
) -> bool:
    """Say whether this user did the same already, after the newest movement that they had seen."""
    if seen is None:
        return False
    same = stock.movements.filter(pk__gt=seen, kind=kind, on_hand_change=change)
    return same.filter(reason=reason, by=by).exists()


def _move(
    stock: Stock,
    kind: Movement.Kind,
    *,
    by: User,
    now: dt.datetime,
    on_hand: int = 0,
    allotted: int = 0,
    order: CopyOrder | None = None,
    reason: str = "",
) -> None:
    """Change a locked stock, write the movement, and warn if too few are free after it."""
    stock.on_hand += on_hand
    stock.allotted += allotted
    stock.save(update_fields=["on_hand", "allotted"])
    stock.movements.create(
        kind=kind,
        on_hand_change=on_hand,
        allotted_change=allotted,
        order=order,
        reason=reason,
        at=now,
        by=by,
    )
    _note_level(stock, now=now)


def _note_level(stock: Stock, *, now: dt.datetime) -> None:
    """Note a fall below the limit, and warn staff of it once; or that it is over."""
    is_low = stock.free < stock.low_limit
    if is_low == (stock.low_since is not None):
        return
    stock.low_since = now if is_low else None
    stock.save(update_fields=["low_since"])
    if is_low:
        emails.stock_low(stock, now=now)


def _apply(stock: Stock, terms: StockTerms) -> None:
    stock.limit_per_department = terms.limit_per_department
    stock.low_limit = terms.low_limit
    stock.is_offered = terms.is_offered
