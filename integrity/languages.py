"""Changing the language of the interface, and keeping what was typed when it changes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people import actions as people_actions

# Under this name what was typed is sent, as one query, to be shown again in another language.
KEPT_ENTRIES = "kept-entries"


def set_language(request: HttpRequest, response: HttpResponse, chosen: str) -> None:
    """Let pages speak a language: those of the account, or before sign-in of this browser."""
    if chosen not in dict(settings.LANGUAGES):
        return
    if request.user.is_authenticated:
        people_actions.change_language(user=request.user, language=chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )


def is_kept_for_another_language(request: HttpRequest) -> bool:
    """Say whether what was sent may go into the page that answers it, to be sent once more.

    Only with views of ours, which are behind sign-in: pages of allauth take passwords. A file
    can't be sent again without being chosen again.
    """
    view = request.resolver_match.func if request.resolver_match else None
    return request.method == "POST" and hasattr(view, "required_permissions") and not request.FILES


def kept_entries(request: HttpRequest) -> str | None:
    """Give what was sent to the page that answers it, as a query; None if nothing is to be kept."""
    if not is_kept_for_another_language(request):
        return None
    entries = request.POST.copy()
    entries.pop("csrfmiddlewaretoken", None)
    return entries.urlencode()
