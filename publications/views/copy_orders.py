"""Orders of printed copies: what can be ordered, the department's orders, and what staff do."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part, posted, told
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications.actions import copies as actions
from publications.actions import stock as stock_actions
from publications.exports import copy_order_columns
from publications.filters import CopyOrderFilter
from publications.forms.copies import (
    CopyOrderForm,
    DeclineOrderForm,
    PostedPhotoForm,
    values_of_last_order,
)
from publications.models import CopyOrder, CopyOrderQuerySet
from publications.permissions import copies as permissions
from publications.queries import copies as queries
from publications.rules.copies import OverLimit
from publications.tables import CopyOrderTable
from publications.views.copies_pages import form_page, tabs

ORDERS_ON_A_PAGE = 25

_DETAIL = "publications:copy-order-detail"


@require_GET
@requires(Permission.ORDER_COPIES)
def copies_to_order(request: SignedInRequest) -> HttpResponse:
    """What a department can order, each with how many copies are free and what it ordered."""
    mine = CopyOrder.objects.of_departments_of(request.user).live().select_related("department")
    by_stock: dict[int, list[CopyOrder]] = {}
    for order in mine:
        by_stock.setdefault(order.stock_id, []).append(order)
    ours = queries.departments_to_order_for(request.user, day_of(timezone.now()))
    departments = set(ours.values_list("pk", flat=True))
    items = []
    for stock in queries.to_order(request.user):
        orders = by_stock.get(stock.pk, [])
        can_order = bool(departments - {order.department_id for order in orders})
        items.append((stock, orders, can_order))
    return render(
        request,
        "publications/copies_to_order.html",
        {**tabs(request, "to-order"), "items": items},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.ORDER_COPIES)
def copy_order_create(request: SignedInRequest, stock_id: int) -> HttpResponse:
    """Order copies of an item for a department."""
    stock = get_object_or_404(queries.to_order(request.user), pk=stock_id)
    now = timezone.now()
    departments = queries.departments_to_order_for(request.user, day_of(now))
    live = stock.orders.filter(department__in=departments).live()
    if request.method == "GET" and live.count() == len(departments) > 0:
        # Nobody fills in a form that can only be refused.
        order = live[0]
        messages.warning(
            request,
            _(
                "Your department has an order of this already, and not all of it is done. "
                "Confirm that it came, or withdraw it, before you order again."
            ),
        )
        return redirect(_DETAIL, order.pk)
    last = CopyOrder.objects.of_departments_of(request.user).order_by("-ordered_at", "-pk").first()
    form = CopyOrderForm(
        posted(request), departments=departments, initial=values_of_last_order(last)
    )
    if form.is_valid():
        try:
            order = actions.order_copies(
                stock_id=stock.pk, wish=form.wish(), by=request.user, now=now
            )
        except OverLimit as refusal:
            form.add_error("copies", str(refusal))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Ordered. You are told by mail when copies are set aside for you.")
            )
            return redirect(_DETAIL, order.pk)
    return form_page(
        request,
        form,
        title=_("Order copies"),
        action=pgettext("of copies", "Order"),
        back=reverse("publications:copies-to-order"),
        current="to-order",
        stock=stock,
        left=queries.left_for(stock, departments),
    )


@require_GET
@requires(Permission.ORDER_COPIES)
def own_copy_orders(request: SignedInRequest) -> HttpResponseBase:
    """The orders of the departments that one orders for."""
    orders = CopyOrder.objects.of_departments_of(request.user)
    return _list(request, orders, "publications/own_copy_orders.html", "own-orders")


@require_GET
@requires(Permission.VIEW_LIBRARY)
def copy_order_list(request: SignedInRequest) -> HttpResponseBase:
    """The orders of all departments, the latest first."""
    orders = CopyOrder.objects.visible_to(request.user)
    return _list(request, orders, "publications/copy_order_list.html", "orders")


@require_GET
@requires(Permission.ORDER_COPIES, Permission.VIEW_LIBRARY)
def copy_order_detail(request: SignedInRequest, order_id: int) -> HttpResponse:
    """An order: how it stands, what can be done about it, and where its copies hang."""
    return order_page(request, _order(request, order_id))


@require_http_methods(["GET", "POST"])
@requires(Permission.ORDER_COPIES)
def copy_order_withdraw(request: SignedInRequest, order_id: int) -> HttpResponse:
    """Ask whether an order is to be withdrawn; then do it."""
    order = _own(request, order_id)
    if request.method != "POST":
        return render(
            request,
            "publications/copy_order_withdraw.html",
            {**tabs(request, "own-orders"), "order": order},
        )
    with told(request, _("Withdrawn.")):
        actions.withdraw_order(order_id=order.pk, by=request.user, now=timezone.now())
    return redirect(_DETAIL, order.pk)


@requires(Permission.ORDER_COPIES)
@posted_from(_DETAIL)
def copy_order_confirm(request: SignedInRequest, order_id: int) -> HttpResponse:
    """Say that the copies have come."""
    order = _own(request, order_id)
    with told(request, _("Thank you. Once they hang, add a photograph of where they do.")):
        actions.confirm_receipt(order_id=order.pk, by=request.user, now=timezone.now())
    return redirect(_DETAIL, order.pk)


@requires(Permission.MANAGE_COPIES)
@posted_from(_DETAIL)
def copy_order_send(request: SignedInRequest, order_id: int) -> HttpResponse:
    """Send what is set aside for an order."""
    order = _order(request, order_id)
    with told(request, _("Marked as sent. The department is told by mail.")):
        stock_actions.send_copies(order_id=order.pk, by=request.user, now=timezone.now())
    return redirect(_DETAIL, order.pk)


@requires(Permission.MANAGE_COPIES)
@posted_from(_DETAIL)
def copy_order_take_back(request: SignedInRequest, order_id: int) -> HttpResponse:
    """Let an order wait again, and set free what was set aside for it."""
    order = _order(request, order_id)
    with told(request, _("The order waits again, and its copies are free.")):
        stock_actions.take_back_allotment(order_id=order.pk, by=request.user, now=timezone.now())
    return redirect(_DETAIL, order.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COPIES)
def copy_order_decline(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = _order(request, order_id)
    form = DeclineOrderForm(posted(request))
    if form.is_valid():
        try:
            stock_actions.decline_order(
                order_id=order.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Declined. The department is told by mail."))
            return redirect(_DETAIL, order.pk)
    return form_page(
        request,
        form,
        title=_("Decline the order"),
        action=_("Decline"),
        back=reverse(_DETAIL, args=[order.pk]),
        current="orders",
        order=order,
        stock=order.stock,
    )


@requires(Permission.ORDER_COPIES)
@posted_from(_DETAIL)
def posted_photo_add(request: SignedInRequest, order_id: int) -> HttpResponse:
    """Show where copies of an order hang."""
    order = _own(request, order_id)
    form = PostedPhotoForm(request.POST, request.FILES)
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.show_where_posted(
                order_id=order.pk,
                upload=values["photograph"],
                place=values["place"],
                posted_on=values["posted_on"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error("photograph", str(refusal))
        else:
            messages.success(request, _("The photograph is there. Thank you."))
            return redirect(_DETAIL, order.pk)
    return order_page(request, order, photo_form=form)


def order_page(
    request: SignedInRequest, order: CopyOrder, *, photo_form: PostedPhotoForm | None = None
) -> HttpResponse:
    """Show an order; 422 with what was typed, if a photograph was refused."""
    tends = permissions.can_tend_order(request.user, order)
    today = day_of(timezone.now())
    can_manage = permissions.can_manage_copies(request.user)
    return render(
        request,
        "publications/copy_order_detail.html",
        {
            **tabs(request, "own-orders" if tends else "orders"),
            "order": order,
            "photos": queries.photographs(request.user).filter(order=order),
            "photo_form": photo_form or PostedPhotoForm(initial={"posted_on": today}),
            "tends": tends,
            "can_manage": can_manage,
            "can_withdraw": tends and order.status in {"waiting", "allotted"},
            "can_remove": tends or can_manage,
        },
        status=422 if photo_form else 200,
    )


def _order(request: SignedInRequest, order_id: int) -> CopyOrder:
    orders = CopyOrder.objects.visible_to(request.user).select_related(
        "department",
        "stock__edition__publication",
        "ordered_by__person",
        "received_by__person",
        "closed_by__person",
    )
    return get_object_or_404(orders, pk=order_id)


def _own(request: SignedInRequest, order_id: int) -> CopyOrder:
    """Give an order of a department that this user orders for."""
    order = _order(request, order_id)
    permissions.check_can_order_for(request.user, order.department)
    return order


def _list(
    request: SignedInRequest, orders: CopyOrderQuerySet, template: str, current: str
) -> HttpResponseBase:
    now = timezone.now()
    read: QuerySet[Any] = orders.select_related("department", "stock__edition__publication")
    found = CopyOrderFilter(request.GET, read.order_by("-ordered_at", "-pk"))
    table = CopyOrderTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "publications.copy_orders_exported",
            at=now,
            format=file_format,
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        return as_file(
            file_format, name="orders-of-copies", columns=copy_order_columns(), rows=rows, now=now
        )
    tables.show(table, request, rows=ORDERS_ON_A_PAGE)
    return render(
        request,
        page_or_part(request, template),
        {**tabs(request, current), "filter": found, "table": table},
    )
