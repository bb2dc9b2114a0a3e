"""What the pages about printed copies share: their tabs, and forms that do one thing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from people.access import SignedInRequest
from people.roles import Permission


def tabs(request: SignedInRequest, current: str) -> dict[str, Any]:
    """Give what the tabs of printed copies need: which there are for this user, and the current."""
    return {
        "current_tab": current,
        "sees_stock": request.user.has(Permission.VIEW_LIBRARY),
        "orders_copies": request.user.has(Permission.ORDER_COPIES),
    }


def copies_page(request: SignedInRequest) -> str:
    """Name the page on which a user begins with printed copies; empty if there is none."""
    if request.user.has(Permission.VIEW_LIBRARY):
        return "publications:stock-list"
    return "publications:copies-to-order" if request.user.has(Permission.ORDER_COPIES) else ""


def form_page(
    request: SignedInRequest,
    form: Any,
    *,
    title: str,
    action: str,
    back: str,
    current: str,
    **context: Any,
) -> HttpResponse:
    """Show a form that does one thing to printed copies; 422 if it was refused."""
    return render(
        request,
        "publications/copies_form.html",
        {
            **tabs(request, current),
            "form": form,
            "heading": title,
            "action": action,
            "back": back,
            **context,
        },
        status=422 if form.errors else 200,
    )
