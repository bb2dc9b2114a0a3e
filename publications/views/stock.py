"""The stock of printed copies, for the staff who keep it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.pages import page_or_part, posted
from core.paging import ListPaginator
from core.versions import Stale, as_meant, differences
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications.actions import stock as actions
from publications.exports import stock_columns
from publications.filters import StockFilter
from publications.forms.copies import (
    AllotCopiesForm,
    CorrectStockForm,
    ReceiveCopiesForm,
    StockForm,
    StockTermsForm,
    values_of_stock,
)
from publications.models import Edition, Stock
from publications.permissions import copies as permissions
from publications.queries import copies as queries
from publications.tables import StockTable
from publications.views.copies_pages import form_page, tabs

ITEMS_ON_A_PAGE = 25
MOVEMENTS_ON_A_PAGE = 25


@require_GET
@requires(Permission.VIEW_LIBRARY)
def stock_list(request: SignedInRequest) -> HttpResponseBase:
    """What is in stock; what runs low and what is waited for can be filtered out."""
    now = timezone.now()
    found = StockFilter(request.GET, queries.with_orders(Stock.objects.visible_to(request.user)))
    table = StockTable(found.qs, order_by="title")
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "publications.stock_exported",
            at=now,
            format=file_format,
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        return as_file(
            file_format, name="printed-copies", columns=stock_columns(), rows=rows, now=now
        )
    tables.show(table, request, rows=ITEMS_ON_A_PAGE)
    return render(
        request,
        page_or_part(request, "publications/stock_list.html"),
        {
            **tabs(request, "stock"),
            "filter": found,
            "table": table,
            "counts": queries.counts_for_staff(request.user),
            "can_manage": permissions.can_manage_copies(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COPIES)
def stock_create(request: SignedInRequest) -> HttpResponse:
    """Begin to keep printed copies; `?edition=` chooses the edition."""
    editions = (
        Edition.objects.visible_to(request.user)
        .filter(status=Edition.Status.APPROVED, withdrawn_at=None)
        .select_related("publication")
        .order_by("publication__title_en", "publication", "-number")
    )
    initial = {"edition": request.GET.get("edition", "")}
    form = StockForm(posted(request), editions=editions, initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        try:
            stock = actions.keep_stock(
                edition=values["edition"],
                language=values["language"],
                terms=form.terms(),
                copies=values["copies"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Departments see what they can order."))
            return redirect("publications:stock-detail", stock.pk)
    return form_page(
        request,
        form,
        title=_("Keep printed copies"),
        action=_("Keep"),
        back=reverse("publications:stock-list"),
        current="stock",
    )


@require_GET
@requires(Permission.VIEW_LIBRARY)
def stock_detail(request: SignedInRequest, stock_id: int) -> HttpResponse:
    """An item: how many copies there are, the orders of it, and every movement."""
    stock = _stock(request, stock_id)
    movements = ListPaginator(queries.ledger(stock), MOVEMENTS_ON_A_PAGE)
    orders = stock.orders.select_related("department")
    return render(
        request,
        "publications/stock_detail.html",
        {
            **tabs(request, "stock"),
            "stock": stock,
            "waiting": orders.waiting(),
            "allotted": orders.allotted(),
            "page": movements.get_page(request.GET.get("page")),
            "can_manage": permissions.can_manage_copies(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COPIES)
def stock_edit(request: SignedInRequest, stock_id: int) -> HttpResponse:
    """Change the limits, or whether it is offered."""
    stock = _stock(request, stock_id)
    data = as_meant(request.POST) if request.method == "POST" else None
    form = StockTermsForm(data, initial=values_of_stock(stock))
    context = {}
    if form.is_valid():
        try:
            actions.change_terms(
                stock_id=stock.pk,
                terms=form.terms(),
                version=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as stale:
            stock = _read_again(request, stock)
            form = StockTermsForm(data, initial=values_of_stock(stock))
            form.add_error(None, str(stale))
            context = {"stale": stale, "changes": list(differences(form))}
        else:
            messages.success(request, _("Saved."))
            return redirect("publications:stock-detail", stock.pk)
    return _item_page(
        request,
        form,
        stock,
        title=_("Change limits"),
        action=_("Save"),
        **context,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COPIES)
def stock_receive(request: SignedInRequest, stock_id: int) -> HttpResponse:
    stock = _stock(request, stock_id)
    form = ReceiveCopiesForm(posted(request), initial={"seen": queries.newest_movement(stock)})
    if form.is_valid():
        actions.receive_copies(
            stock_id=stock.pk, **form.cleaned_data, by=request.user, now=timezone.now()
        )
        messages.success(request, _("Received. They can be allotted now."))
        return redirect("publications:stock-detail", stock.pk)
    return _item_page(
        request,
        form,
        stock,
        title=_("Receive copies"),
        action=_("Receive"),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COPIES)
def stock_correct(request: SignedInRequest, stock_id: int) -> HttpResponse:
    stock = _stock(request, stock_id)
    form = CorrectStockForm(posted(request), initial={"seen": queries.newest_movement(stock)})
    if form.is_valid():
        try:
            actions.correct_stock(
                stock_id=stock.pk, **form.cleaned_data, by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            stock = _read_again(request, stock)
            form.add_error("change", str(refusal))
        else:
            messages.success(request, _("Corrected."))
            return redirect("publications:stock-detail", stock.pk)
    return _item_page(
        request,
        form,
        stock,
        title=_("Correct the stock"),
        action=_("Correct"),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_COPIES)
def stock_allot(request: SignedInRequest, stock_id: int) -> HttpResponse:
    """Give waiting orders copies: the shares are proposed, can be corrected, and are confirmed."""
    stock = _stock(request, stock_id)
    proposed = queries.shares_proposed(stock)
    if not proposed:
        messages.info(request, _("No order waits for copies of this."))
        return redirect("publications:stock-detail", stock.pk)
    form = AllotCopiesForm(posted(request), proposed=proposed)
    if form.is_valid():
        try:
            orders = actions.allot_copies(
                stock_id=stock.pk, shares=form.shares(), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            stock = _read_again(request, stock)
            form.add_error(None, str(refusal))
        else:
            told = ngettext(
                "Allotted to %(count)d department, which is told by mail.",
                "Allotted to %(count)d departments, which are told by mail.",
                len(orders),
            )
            messages.success(request, told % {"count": len(orders)})
            return redirect("publications:stock-detail", stock.pk)
    asked = sum(order.copies for order, _share in proposed)
    return _item_page(
        request,
        form,
        stock,
        title=_("Allot copies"),
        action=_("Allot"),
        asked=asked,
        is_short=asked > stock.free,
        allots=True,
    )


def _item_page(
    request: SignedInRequest, form: Any, stock: Stock, *, title: str, action: str, **context: Any
) -> HttpResponse:
    """Show a form that does one thing to an item."""
    return form_page(
        request,
        form,
        title=title,
        action=action,
        back=reverse("publications:stock-detail", args=[stock.pk]),
        current="stock",
        stock=stock,
        **context,
    )


def _stock(request: SignedInRequest, stock_id: int) -> Stock:
    found: Stock = get_object_or_404(
        queries.with_orders(Stock.objects.visible_to(request.user)), pk=stock_id
    )
    return found


def _read_again(request: SignedInRequest, stock: Stock) -> Stock:
    """Give an item as it stands now, after something was refused."""
    found: Stock = queries.with_orders(Stock.objects.visible_to(request.user)).get(pk=stock.pk)
    return found
