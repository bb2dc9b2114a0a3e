"""The thematic sessions of Ethics Officers: those to come, and those of history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ethics_officers.models import ThematicSession
from ethics_officers.views.network_tabs import in_network
from people.access import SignedInRequest, requires
from people.roles import Permission

SESSIONS_ON_A_PAGE = 20


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def thematic_session_list(request: SignedInRequest) -> HttpResponse:
    sessions = ThematicSession.objects.visible_to(request.user)
    page = Paginator(sessions, SESSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "ethics_officers/thematic_session_list.html",
        {**in_network(request, "thematic"), "page": page},
    )
