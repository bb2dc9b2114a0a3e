"""Where copies were posted: the gallery, and the only way to its photographs."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from core.files import serve
from core.paging import ListPaginator
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications.actions import copies as actions
from publications.filters import PostedPhotoFilter
from publications.models import PostedPhoto
from publications.permissions import copies as permissions
from publications.queries import copies as queries
from publications.views.copies_pages import tabs

PHOTOGRAPHS_ON_A_PAGE = 24


@require_GET
@requires(Permission.ORDER_COPIES, Permission.VIEW_LIBRARY)
def posted_photo_list(request: SignedInRequest) -> HttpResponse:
    """Where copies hang: of the own departments or, for staff, of all."""
    found = PostedPhotoFilter(request.GET, queries.photographs(request.user))
    page = ListPaginator(found.qs, PHOTOGRAPHS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "publications/posted_photo_list.html",
        {**tabs(request, "photographs"), "filter": found, "page": page},
    )


@require_safe
@requires(Permission.ORDER_COPIES, Permission.VIEW_LIBRARY)
def posted_photo_file(request: SignedInRequest, photo_id: int) -> HttpResponseBase:
    return serve(_photo(request, photo_id).stored, inline=True, request=request)


@require_http_methods(["GET", "POST"])
@requires(Permission.ORDER_COPIES, Permission.MANAGE_COPIES)
def posted_photo_remove(request: SignedInRequest, photo_id: int) -> HttpResponse:
    """Ask whether a photograph is to go; then take it off."""
    photo = _photo(request, photo_id)
    permissions.check_can_remove_photo(request.user, photo)
    if request.method != "POST":
        return render(
            request,
            "publications/posted_photo_remove.html",
            {**tabs(request, "photographs"), "photo": photo},
        )
    actions.remove_photo(photo_id=photo.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The photograph is taken off."))
    return redirect("publications:copy-order-detail", photo.order_id)


def _photo(request: SignedInRequest, photo_id: int) -> PostedPhoto:
    photos = PostedPhoto.objects.visible_to(request.user).standing()
    return get_object_or_404(
        photos.select_related("stored", "order__department", "order__stock__edition__publication"),
        pk=photo_id,
    )
