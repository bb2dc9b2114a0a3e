"""Links for outsiders: made, listed and revoked by staff, opened by whoever has one."""

import datetime as dt
from contextlib import AbstractContextManager, nullcontext

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.days import day_of
from core.errors import RuleViolation
from core.files import serve
from core.pages import posted
from core.translated import current_language
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications import actions, permissions, queries
from publications.forms import LinkForm
from publications.models import Edition, OutsiderLink
from publications.views.loading import form_page, publication_or_404

# How often one address of the network may try in a minute: a reader's browser, not a guesser.
TRIES_IN_A_MINUTE = 60


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW_LIBRARY)
def outsider_links(request: SignedInRequest, publication_id: int) -> HttpResponse:
    """The links of a publication; a new one is shown once, in the answer that makes it."""
    publication = publication_or_404(request, publication_id)
    now = timezone.now()
    form = LinkForm(posted(request), editions=publication.editions.newest(), today=day_of(now))
    address = ""
    if request.method == "POST":
        permissions.check_can_change(request.user, publication)
    if form.is_valid():
        try:
            _link, token = actions.make_outsider_link(
                publication_id=publication.pk,
                edition=form.cleaned_data["edition"],
                purpose=form.cleaned_data["purpose"],
                expires_at=form.expires_at,
                by=request.user,
                now=now,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            address = settings.BASE_URL + reverse("publications:outside", args=[token])
            form = LinkForm(editions=publication.editions.newest(), today=day_of(now))
    links = OutsiderLink.objects.visible_to(request.user).filter(publication=publication)
    return form_page(
        request,
        "publications/outsider_links.html",
        form,
        {
            "publication": publication,
            "links": [
                (link, link.is_open(now))
                for link in links.select_related("edition", "created_by__person")
            ],
            "address": address,
            "can_change": permissions.can_change(request.user, publication),
        },
    )


@require_POST
@requires(Permission.MANAGE_LIBRARY)
def outsider_link_revoke(
    request: SignedInRequest, publication_id: int, link_id: int
) -> HttpResponse:
    link = get_object_or_404(
        OutsiderLink.objects.visible_to(request.user), pk=link_id, publication=publication_id
    )
    actions.revoke_outsider_link(link_id=link.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The link leads nowhere from now on."))
    return redirect("publications:outsider-links", publication_id)


@login_not_required
@require_safe
def outside(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a link shows to nobody in particular: one edition, its files, and no way further."""
    now = timezone.now()
    if _too_many(request):
        return _refused(request)
    link, edition = _shown_or_404(token, now)
    actions.open_outsider_link(link=link, now=now)
    with _language_asked(request):
        context = {
            "publication": edition.publication,
            "edition": edition,
            "renditions": queries.renditions_by_language(edition, current_language()),
            "token": token,
            "link": link,
        }
        return _quietly(render(request, "publications/outside.html", context))


@login_not_required
@require_safe
def outside_file(request: HttpRequest, token: str, rendition_id: int) -> HttpResponseBase:
    """A file of the edition that a link shows."""
    now = timezone.now()
    if _too_many(request):
        return _refused(request)
    link, edition = _shown_or_404(token, now)
    rendition = get_object_or_404(
        edition.renditions.exclude(stored=None).select_related("stored"), pk=rendition_id
    )
    assert rendition.stored is not None  # noqa: S101 (asked for above)
    # A film comes in many pieces: the first counts.
    if request.headers.get("Range", "bytes=0-").startswith("bytes=0-"):
        actions.fetch_outsider_file(link=link, rendition=rendition, now=now)
    return _quietly(serve(rendition.stored, inline=True, request=request))


def _language_asked(request: HttpRequest) -> AbstractContextManager[None]:
    """Speak the language that the address asks for; without one, that of the browser."""
    asked = request.GET.get("language")
    return translation.override(asked) if asked in dict(settings.LANGUAGES) else nullcontext()


def _refused(request: HttpRequest) -> HttpResponseBase:
    with _language_asked(request):
        page = render(request, "publications/outside_too_many.html", status=429)
    return _quietly(page)


def _shown_or_404(token: str, now: dt.datetime) -> tuple[OutsiderLink, Edition]:
    shown = queries.shown_by(token, now)
    if shown is None:
        raise Http404
    return shown


def _too_many(request: HttpRequest) -> bool:
    """Count the tries of an address of the network within this minute."""
    key = f"outsider-links:{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, timeout=60):
        return False
    try:
        return cache.incr(key) > TRIES_IN_A_MINUTE
    except ValueError:  # it ran out between the two
        return False


def _quietly(response: HttpResponseBase) -> HttpResponseBase:
    """Let neither search engines nor other sites learn the address, and no cache keep the page."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
