"""What happens to every answer, whichever app gives it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation

from core.files import drop_what_broke_off, largest_body
from core.forms import only_shown
from integrity.languages import KEPT_ENTRIES, is_kept_for_another_language, set_language


class LargestBodyMiddleware:
    """What is too large is refused by what it says of its size, before any of it is read.

    Stands before whatever reads the form. The server closes the connection, so that the rest does
    not come; scripts look at the size before they send. Of what broke off nothing is left.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.content_type == "multipart/form-data":
            drop_what_broke_off(request)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        size = request.META.get("CONTENT_LENGTH") or "0"
        largest = largest_body(request, view)
        if not size.isdecimal() or int(size) <= largest:
            return None
        request.POST = QueryDict()  # So that the page does not read the form after all.
        return render(request, "413.html", {"largest": largest}, status=413)


class WrongMethodMiddleware:
    """An address that only takes forms, opened as a page, says so in a page of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response


class ShownAgainMiddleware:
    """Changing the language on a page that answers a form loses nothing that was typed.

    The language buttons of such a page send along, as KEPT_ENTRIES, what was typed. The view gets
    it as if it had been sent again; but no form is valid then, and whatever the view writes all the
    same is taken back: the form is only shown, in the other language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        if KEPT_ENTRIES not in request.POST or not is_kept_for_another_language(request):
            return None
        chosen = request.POST.get("language", "")
        request.POST = QueryDict(request.POST[KEPT_ENTRIES])
        if chosen in dict(settings.LANGUAGES):
            translation.activate(chosen)  # Until LanguageOfUserMiddleware takes it back.
            request.LANGUAGE_CODE = chosen
        with transaction.atomic(), only_shown():
            response = view(request, *args, **kwargs)
            transaction.set_rollback(True)
        if "Location" in response:
            list(get_messages(request))  # They tell of what was taken back.
            response = redirect(response["Location"])
        set_language(request, response, chosen)
        return response
