"""The library of publications."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.pages import page_or_part
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications import permissions
from publications.filters import PublicationFilter
from publications.models import Publication

PUBLICATIONS_ON_A_PAGE = 25


@require_GET
@requires(Permission.READ_PUBLICATIONS)
def library(request: SignedInRequest) -> HttpResponse:
    publications = Publication.objects.visible_to(request.user).newest_first()
    found = PublicationFilter(request.GET, publications)
    page = Paginator(found.qs, PUBLICATIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    template = page_or_part(request, "publications/library.html")
    user = request.user
    sees = user.has(Permission.VIEW_LIBRARY) or user.has(Permission.VIEW_OWN_DEPARTMENT)
    context = {
        "filter": found,
        "page": page,
        "can_see_all": permissions.can_see_all(user),
        "sees_circulations": sees,
    }
    return render(request, template, context)
