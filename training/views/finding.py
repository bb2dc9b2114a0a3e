"""Finding a session, taking a place, giving it back, and one's record."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.days import day_of
from core.errors import RuleViolation
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, queries, rules
from training.filters import SessionFilter
from training.models import Meeting, Registration, Session

SESSIONS_ON_A_PAGE = 25


@require_GET
@requires(Permission.TAKE_TRAINING)
def session_list(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    sessions = (
        Session.objects.offered_to(request.user.person)
        .upcoming(now)
        .select_related("organiser")
        .prefetch_related(Prefetch("meetings", Meeting.objects.select_related("venue")))
        .order_by("starts_at", "pk")
    )
    found = SessionFilter(request.GET, sessions)
    page = Paginator(found.qs, SESSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    mine = queries.live_registrations_by_session(request.user.person, page.object_list)
    rows = [_Row(session, mine.get(session.pk), now) for session in page.object_list]
    months = [
        (first_day, list(group))
        for first_day, group in groupby(
            rows, key=lambda row: day_of(row.session.starts_at).replace(day=1)
        )
    ]
    template = "training/session_list.html"
    if request.htmx and not request.htmx.boosted:
        template += "#results"
    return render(request, template, {"filter": found, "page": page, "months": months})


@require_GET
@requires(Permission.TAKE_TRAINING, Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def session_detail(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(_sessions_to_read(request), pk=session_id)
    return _session_page(request, session)


@require_POST
@requires(Permission.TAKE_TRAINING)
def registration_create(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    try:
        registration = actions.register(
            session_id=session.pk,
            person=request.user.person,
            by=request.user,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        session = _sessions_to_read(request).get(pk=session_id)
        return _session_page(request, session, refusal=str(refusal), status=422)
    if registration.is_confirmed:
        messages.success(request, _("You have a place. A confirmation is on its way by mail."))
    else:
        messages.info(
            request,
            _("The session is full. You are number %(place)d in the waiting list.")
            % {"place": queries.place_in_waiting_list(registration)},
        )
    return redirect("training:session-detail", session.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.TAKE_TRAINING)
def registration_cancel(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = get_object_or_404(
        request.user.person.registrations.select_related("session"), pk=registration_id
    )
    refusal = ""
    if request.method == "POST":
        try:
            actions.cancel_registration(
                registration_id=registration.pk, by=request.user, now=timezone.now()
            )
        except RuleViolation as violation:
            refusal = str(violation)
        else:
            messages.success(request, _("Your registration is cancelled."))
            return redirect("training:session-detail", registration.session_id)
    return render(
        request,
        "training/registration_cancel.html",
        {"registration": registration, "session": registration.session, "refusal": refusal},
        status=422 if refusal else 200,
    )


@require_GET
@requires(Permission.TAKE_TRAINING)
def my_record(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    registrations = list(queries.record_of(request.user.person))
    return render(
        request,
        "training/my_record.html",
        {
            "upcoming": _soonest_first(r for r in registrations if _is_to_come(r, now)),
            "past": [r for r in registrations if not _is_to_come(r, now)],
        },
    )


class _Row:
    """A session as one person finds it in the list."""

    def __init__(
        self, session: Session, registration: Registration | None, now: dt.datetime
    ) -> None:
        self.session = session
        self.registration = registration
        self.is_open = rules.is_open(session, now)
        self.opens_later = bool(session.opens_at and session.opens_at > now)


def _sessions_to_read(request: SignedInRequest):
    return (
        Session.objects.visible_to(request.user)
        .select_related("course", "organiser", "audience")
        .prefetch_related(
            "course__topics",
            "audience__departments",
            Prefetch(
                "meetings",
                Meeting.objects.select_related("venue").prefetch_related("speakers"),
            ),
        )
    )


def _session_page(
    request: SignedInRequest, session: Session, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    person = getattr(request.user, "person", None)
    registration = session.registrations.live().filter(person=person).first() if person else None
    place = (
        queries.place_in_waiting_list(registration)
        if registration and registration.is_waiting
        else 0
    )
    return render(
        request,
        "training/session_detail.html",
        {
            "session": session,
            "registration": registration,
            "place": place,
            "is_open": rules.is_open(session, now),
            "has_begun": session.starts_at <= now,
            "opens_later": bool(session.opens_at and session.opens_at > now),
            "refusal": refusal,
        },
        status=status,
    )


def _is_to_come(registration: Registration, now: dt.datetime) -> bool:
    return (
        registration.status != Registration.Status.CANCELLED
        and registration.session.status == Session.Status.PUBLISHED
        and registration.session.ends_at > now
    )


def _soonest_first(registrations: Iterable[Registration]) -> list[Registration]:
    return sorted(registrations, key=lambda registration: registration.session.starts_at)
