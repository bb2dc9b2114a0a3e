"""Reads of printed copies that span tables."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import (
    Count,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Window,
)
from django.db.models.functions import Coalesce

from people.models import Department, RoleAssignment, User
from people.roles import PERMISSIONS, Permission, Role
from publications.models import Body, CopyOrder, Edition, PostedPhoto, Stock
from publications.queries.people import holders
from publications.shares import in_proportion

# Whose staff keep what a body has printed.
_STAFF = {Body.CSB: Role.PROGRAMME_STAFF, Body.ICAC: Role.ICAC_STAFF}


def staff_to_warn(stock: Stock, day: dt.date) -> list[int]:
    """Give the staff of the body whose publication it is or, if there are none, of the other."""
    body = Body(stock.edition.publication.body)
    for each in (body, body.other):
        if found := holders(RoleAssignment.objects.current(day).filter(role=_STAFF[each])):
            return found
    return []


def people_to_tell(order: CopyOrder, day: dt.date) -> list[int]:
    """Give who is told of an order: whoever ordered, or all who order for the department now."""
    roles = [role for role in Role if Permission.ORDER_COPIES in PERMISSIONS[role]]
    held = RoleAssignment.objects.current(day).filter(
        department=order.department_id, role__in=roles
    )
    return holders(held.filter(user=order.ordered_by_id)) or holders(held)


def with_orders(stocks: QuerySet[Stock]) -> QuerySet[Any]:
    """Read with each item how many copies are free, and how many its waiting orders ask for."""
    waiting = CopyOrder.objects.waiting().order_by().values("stock").filter(stock=OuterRef("pk"))
    return stocks.select_related("edition__publication").annotate(
        free_now=F("on_hand") - F("allotted"),
        waiting_orders=Coalesce(Subquery(waiting.annotate(number=Count("pk")).values("number")), 0),
        waiting_copies=Coalesce(
            Subquery(waiting.annotate(number=Sum("copies")).values("number")),
            0,
            output_field=IntegerField(),
        ),
    )


def shares_proposed(stock: Stock) -> list[tuple[CopyOrder, int]]:
    """Give the orders that wait for an item, the oldest first, each with its share of what is free.

    The shares are in proportion to what is asked, in whole copies, and never exceed what is free.
    """
    orders = list(stock.orders.waiting().select_related("department").order_by("ordered_at", "pk"))
    shares = in_proportion(stock.free, {order.pk: order.copies for order in orders})
    return [(order, shares[order.pk]) for order in orders]


def ledger(stock: Stock) -> QuerySet[Any]:
    """Give the movements of an item, the latest first, with what was on hand after each."""
    return (
        stock.movements.select_related("order__department", "by__person")
        .annotate(
            on_hand_then=Window(Sum("on_hand_change"), order_by=[F("at").asc(), F("pk").asc()])
        )
        .order_by("-at", "-pk")
    )


def newest_movement(stock: Stock) -> int:
    """Give the id of the newest movement of an item; 0 if there is none."""
    newest: int | None = stock.movements.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def printed_of(user: User, edition: Edition | None) -> list[Stock]:
    """Give the printed items of an edition that a user may order or keep."""
    if edition is None or not (
        user.has(Permission.VIEW_LIBRARY) or user.has(Permission.ORDER_COPIES)
    ):
        return []
    return list(Stock.objects.visible_to(user).filter(edition=edition).order_by("language"))


def to_order(user: User) -> QuerySet[Any]:
    """Give what a user can order for their departments."""
    return (
        Stock.objects.visible_to(user)
        .filter(is_offered=True)
        .select_related("edition__publication")
        .annotate(free_now=F("on_hand") - F("allotted"))
        .order_by("edition__publication__title_en", "edition__publication", "language")
    )


def departments_to_order_for(user: User, day: dt.date) -> QuerySet[Department]:
    mine = user.departments_with(Permission.ORDER_COPIES)
    return Department.objects.current(day).filter(pk__in=mine).order_by("name_en")


def left_for(stock: Stock, departments: QuerySet[Department]) -> list[tuple[Department, int]]:
    """Give how many copies of an item each of these departments may still order."""
    taken = stock.orders.filter(department__in=departments).copies_by_department()
    return [
        (department, max(stock.limit_per_department - taken.get(department.pk, 0), 0))
        for department in departments
    ]


def photographs(user: User) -> QuerySet[PostedPhoto]:
    """Give where copies hang, the latest photograph first."""
    return (
        PostedPhoto.objects.visible_to(user)
        .standing()
        .select_related(
            "stored", "order__department", "order__stock__edition__publication", "added_by__person"
        )
        .order_by("-added_at", "-pk")
    )


def counts_for_staff(user: User) -> Mapping[str, int]:
    """Give what calls for staff: orders that wait, copies to send, and items that run low."""
    orders = CopyOrder.objects.visible_to(user).aggregate(
        waiting=Count("pk", filter=Q(status=CopyOrder.Status.WAITING)),
        to_send=Count("pk", filter=Q(status=CopyOrder.Status.ALLOTTED)),
    )
    return {**orders, "low": Stock.objects.visible_to(user).low().count()}
