"""What happens to every request because of who makes it."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation.trans_real import get_supported_language_variant

GetResponse = Callable[[HttpRequest], HttpResponse]

# Where somebody without a second factor can still go: to set one up, to leave, to read on.
_OPEN_WITHOUT_SECOND_FACTOR = ("/accounts/", "/language/", "/static/")


class LanguageOfUserMiddleware:
    """Pages speak the language the user chose; before sign-in, that of the cookie or browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = get_language_from_request(request)
        with translation.override(get_supported_language_variant(language)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class SecondFactorMiddleware:
    """Staff go nowhere before they have a second factor, where one is required."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        missing = (
            settings.REQUIRE_SECOND_FACTOR
            and request.user.is_authenticated
            and request.user.has_staff_role
            and not is_mfa_enabled(request.user)
        )
        if missing and not request.path.startswith(_OPEN_WITHOUT_SECOND_FACTOR):
            return redirect("mfa_index")
        # The page on which one sets it up says why one is there.
        request.is_second_factor_missing = missing  # type: ignore[attr-defined]
        return self.get_response(request)
