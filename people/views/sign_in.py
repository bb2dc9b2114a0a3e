"""Signing in: allauth's page, and in the sample a click on a person."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import audit
from core.days import day_of
from people import queries


@login_not_required
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show and answer allauth's sign-in page, in the sample with people to sign in as."""
    people = queries.sample_people(day_of(timezone.now())) if settings.SAMPLE else []
    return LoginView.as_view(extra_context={"sample_people": people})(request)


@login_not_required
@require_POST
def sample_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the sample people on the sign-in page, without a password.

    Only in the sample, only as an invented person, and only as one of those listed.
    """
    if not settings.SAMPLE:
        raise Http404
    now = timezone.now()
    listed = {str(each.person.user_id): each.person for each in queries.sample_people(day_of(now))}
    person = listed.get(request.POST.get("user", ""))
    if person is None or person.user is None or not person.user.is_sample:
        raise Http404
    login(request, person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    audit.record(person.user, "people.signed_in_as_sample", person.user, at=now)
    back_to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back_to, {request.get_host()}, request.is_secure()):
        return redirect(back_to)
    return redirect(settings.LOGIN_REDIRECT_URL)
