"""Views that belong to no app: language, refusals."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from integrity.languages import set_language


@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Change the interface language: of the account, or before sign-in of this browser."""
    chosen = request.POST.get("language", "")
    back_to = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back_to, {request.get_host()}, request.is_secure()):
        back_to = "/"
    response = redirect(back_to)
    set_language(request, response, chosen)
    return response


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
