"""Ordering printed copies for a department, having them, and showing where they hang."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, files
from core.days import day_of
from core.files import FileKind
from people.models import Department, User
from publications.actions.stock import locked_order, locked_stock, release
from publications.models import CopyOrder, PostedPhoto
from publications.permissions import copies as permissions
from publications.rules import copies as rules


@dataclass(frozen=True, kw_only=True)
class CopyWish:
    """How many copies a department would like, and where they are to go."""

    department: Department
    copies: int
    contact: str
    address: str
    telephone: str = ""
    note: str = ""


@transaction.atomic
def order_copies(*, stock_id: int, wish: CopyWish, by: User, now: dt.datetime) -> CopyOrder:
    """Order copies for a department; it waits until staff allot some, however few there are.

    Raises CopiesRefused above the limit of the department, or while another order of it is live.
    """
    permissions.check_can_order_for(by, wish.department)
    stock = locked_stock(stock_id)
    rules.check_department_goes_on(wish.department.ends_on, day_of(now))
    rules.check_can_be_ordered(stock, now)
    ours = stock.orders.filter(department=wish.department)
    rules.check_no_live_order(ours.live().first())
    rules.check_within_limit(
        stock, ours.copies_by_department().get(wish.department.pk, 0), wish.copies
    )

    order = stock.orders.create(
        department=wish.department,
        copies=wish.copies,
        contact=wish.contact,
        telephone=wish.telephone,
        address=wish.address,
        note=wish.note,
        ordered_at=now,
        ordered_by=by,
    )
    audit.record(by, "publications.copies_ordered", order, at=now, copies=wish.copies)
    return order


@transaction.atomic
def withdraw_order(*, order_id: int, by: User, now: dt.datetime) -> CopyOrder:
    """Want the copies no longer; what was set aside for the order is free. Safe to repeat."""
    stock, order = locked_order(order_id)
    permissions.check_can_order_for(by, order.department)
    if order.status == CopyOrder.Status.WITHDRAWN:
        return order
    rules.check_can_be_withdrawn(order)

    if order.status == CopyOrder.Status.ALLOTTED:
        release(stock, order, by=by, now=now)
    order.status = CopyOrder.Status.WITHDRAWN
    order.closed_at, order.closed_by = now, by
    order.save()

    audit.record(by, "publications.copy_order_withdrawn", order, at=now)
    return order


@transaction.atomic
def confirm_receipt(*, order_id: int, by: User, now: dt.datetime) -> CopyOrder:
    """Say on behalf of the department that the copies have come. Safe to repeat."""
    _stock, order = locked_order(order_id)
    permissions.check_can_order_for(by, order.department)
    if order.status == CopyOrder.Status.RECEIVED:
        return order
    rules.check_was_sent(order)

    order.status = CopyOrder.Status.RECEIVED
    order.received_at, order.received_by = now, by
    order.save()

    audit.record(by, "publications.copies_confirmed", order, at=now)
    return order


@transaction.atomic
def show_where_posted(
    *,
    order_id: int,
    upload: UploadedFile,
    place: str,
    posted_on: dt.date,
    by: User,
    now: dt.datetime,
) -> PostedPhoto:
    """Keep a photograph of where copies hang. Raises FileRefused if it is no photograph."""
    _stock, order = locked_order(order_id)
    permissions.check_can_order_for(by, order.department)
    rules.check_can_be_shown(order)

    stored = files.store(upload, kinds=[FileKind.IMAGE], by=by, now=now)
    photo = order.photos.create(
        stored=stored, place=place, posted_on=posted_on, added_at=now, added_by=by
    )
    audit.record(by, "publications.posted_photo_added", photo, at=now)
    return photo


@transaction.atomic
def remove_photo(*, photo_id: int, by: User, now: dt.datetime) -> PostedPhoto:
    """Show a photograph no longer, such as for the faces in it. Safe to repeat."""
    photos = PostedPhoto.objects.select_for_update(of=("self",))
    photo = photos.select_related("order__department").get(pk=photo_id)
    permissions.check_can_remove_photo(by, photo)
    if photo.removed_at is not None:
        return photo
    photo.removed_at, photo.removed_by = now, by
    photo.save(update_fields=["removed_at", "removed_by"])
    audit.record(by, "publications.posted_photo_removed", photo, at=now)
    return photo
