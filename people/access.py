"""Guards of views. Every view wears `@requires(…)`, or Django's `@login_not_required`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from people.models import User
from people.roles import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class SignedInRequest(HttpRequest):
    """A request behind sign-in, as every view but the open ones gets it."""

    user: User
    htmx: Any


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Let a view be used only by those who hold one of the permissions; others get 403.

    Which rows they then see is decided by `visible_to(user)`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.has(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_permissions = permissions  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def signed_in(view: View) -> View:
    """Let a view be used by everybody who is signed in, whatever their roles."""
    view.required_permissions = ()  # type: ignore[attr-defined]
    return view


def posted_from(page: str) -> Callable[[View], View]:
    """Let a view take what is posted; opened as a page, it leads to the page it is posted from.

    `page` is the name of that address, which takes the same arguments. People come here by loading
    again what a form answered, or by changing the language there.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def taking(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            asked = request.META.get("QUERY_STRING", "")
            return redirect(
                reverse(page, args=args, kwargs=kwargs) + (f"?{asked}" if asked else "")
            )

        return taking  # type: ignore[return-value]

    return decorate
