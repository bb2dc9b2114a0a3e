"""The four requests of a sign-up, and one that does nothing."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from benchmarks.floor.models import Registration, Session

SESSIONS_ON_A_PAGE = 25


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@login_required
def session_list(request: HttpRequest) -> HttpResponse:
    sessions = Session.objects.filter(starts_at__gt=timezone.now())[:SESSIONS_ON_A_PAGE]
    return render(request, "list.html", {"sessions": sessions})


@login_required
def session_detail(request: HttpRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session, pk=session_id)
    registration = Registration.objects.filter(session=session, user=request.user).first()
    return render(request, "page.html", {"session": session, "registration": registration})


@require_POST
@login_required
def register(request: HttpRequest, session_id: int) -> HttpResponse:
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session_id)
        waiting_number = None
        if session.places_taken < session.capacity:
            session.places_taken += 1
        else:
            session.waiting_count += 1
            waiting_number = session.waiting_count
        session.save(update_fields=["places_taken", "waiting_count"])
        Registration.objects.create(
            session=session,
            user=request.user,
            waiting_number=waiting_number,
            registered_at=timezone.now(),
        )
    return redirect("page", session_id)
