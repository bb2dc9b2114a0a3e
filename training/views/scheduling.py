"""Staff's side: the schedule, drafting and publishing, calling off, concluding."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import tables
from core.days import day_of
from core.errors import RuleViolation
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, permissions, queries, rules
from training.filters import ScheduleFilter
from training.forms import (
    ReasonForm,
    SessionForm,
    values_of_course,
    values_of_session,
)
from training.models import Attendance, Course, Session
from training.tables import ScheduleTable

PEOPLE_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def schedule(request: SignedInRequest) -> HttpResponse:
    """All sessions for those who run them; for a speaker, those spoken at."""
    sessions = Session.objects.run_or_spoken_at_by(request.user)
    asked = request.GET.copy()
    asked.setdefault("when", "upcoming")  # That is what staff are about.
    found = ScheduleFilter(asked, sessions)
    table = ScheduleTable(found.qs)
    tables.show(table, request, rows=25)
    template = "training/schedule.html"
    if request.htmx and not request.htmx.boosted:
        template += "#results"
    return render(
        request,
        template,
        {
            "filter": found,
            "table": table,
            "can_manage": permissions.can_manage_schedule(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_create(request: SignedInRequest) -> HttpResponse:
    today = day_of(timezone.now())
    if request.method == "POST":
        form = SessionForm(request.POST, user=request.user, today=today)
        if form.is_valid():
            session = actions.create_session(plan=form.plan(), by=request.user, now=timezone.now())
            return _saved(request, session)
    else:
        chosen = request.GET.get("course", "")
        courses = Course.objects.visible_to(request.user).in_use()
        course = courses.filter(pk=chosen).first() if chosen.isdecimal() else None
        initial = values_of_course(course, user=request.user, today=today) if course else {}
        form = SessionForm(initial=initial, user=request.user, today=today)
    return _session_form_page(request, form, session=None)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_edit(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("audience"), pk=session_id
    )
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        initial=values_of_session(session),
        user=request.user,
        today=day_of(timezone.now()),
        session=session,
    )
    if form.is_valid():
        try:
            actions.change_session(
                session_id=session.pk, plan=form.plan(), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, session)
    return _session_form_page(request, form, session=session)


@require_GET
@requires(Permission.MANAGE_SCHEDULE)
def session_check(request: SignedInRequest) -> HttpResponse:
    """What staff would like to know while they fill in the form; asked for as they type."""
    form = SessionForm(request.GET, user=request.user, today=day_of(timezone.now()))
    form.full_clean()
    chosen = request.GET.get("session", "")
    sessions = Session.objects.visible_to(request.user)
    session = sessions.filter(pk=chosen).first() if chosen.isdecimal() else None
    return render(
        request, "training/session_form.html#checks", {"checks": _checks(form, session=session)}
    )


@require_GET
@requires(Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def session_manage(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(_sessions_to_run(request), pk=session_id)
    return _manage_page(request, session)


@require_POST
@requires(Permission.MANAGE_SCHEDULE)
def session_publish(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    try:
        actions.publish_session(session_id=session.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        return _manage_page(request, session, refusal=str(refusal))
    messages.success(request, _("Published. Its audience can find it and register."))
    return redirect("training:session-manage", session.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_cancel(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.cancel_session(
                session_id=session.pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cancelled. Everyone in it or waiting is told by mail."))
            return redirect("training:session-manage", session.pk)
    return render(
        request,
        "training/session_cancel.html",
        {"session": session, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@requires(Permission.MANAGE_SCHEDULE)
def session_conclude(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    try:
        actions.conclude_session(session_id=session.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        return _manage_page(request, session, refusal=str(refusal))
    messages.success(request, _("Marked as held."))
    return redirect("training:session-manage", session.pk)


def _sessions_to_run(request: SignedInRequest):
    return Session.objects.run_or_spoken_at_by(request.user).select_related(
        "course", "organiser", "audience", "owner"
    )


def _saved(request: SignedInRequest, session: Session) -> HttpResponse:
    """After saving, publish at once if that button was pressed; a refusal leaves the draft."""
    messages.success(request, _("Saved."))
    if "publish" in request.POST and session.status == Session.Status.DRAFT:
        return session_publish(request, session.pk)
    return redirect("training:session-manage", session.pk)


def _manage_page(request: SignedInRequest, session: Session, *, refusal: str = "") -> HttpResponse:
    now = timezone.now()
    session = _sessions_to_run(request).get(pk=session.pk)
    meetings = session.meetings.select_related("venue").annotate(
        present=Count(
            "attendances",
            filter=Q(attendances__status__in=[Attendance.Status.PRESENT, Attendance.Status.PARTLY]),
        ),
        marked=Count("attendances"),
    )
    registrations = session.registrations.live().select_related("person")
    return render(
        request,
        "training/session_manage.html",
        {
            "session": session,
            "meetings": [(meeting, rules.attendance_is_open(meeting, now)) for meeting in meetings],
            "confirmed": Paginator(registrations.confirmed(), PEOPLE_ON_A_PAGE).get_page(
                request.GET.get("page")
            ),
            "waiting": registrations.waiting(),
            "ledger": queries.ledger_of(session),
            "can_see_messages": request.user.has(Permission.VIEW_SCHEDULE),
            "can_manage": permissions.can_manage_schedule(request.user),
            "has_ended": session.ends_at <= now,
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


def _session_form_page(
    request: SignedInRequest, form: SessionForm, *, session: Session | None
) -> HttpResponse:
    return render(
        request,
        "training/session_form.html",
        {"form": form, "session": session, "checks": _checks(form, session=session)},
        status=422 if form.errors else 200,
    )


def _checks(form: SessionForm, *, session: Session | None) -> queries.PlanChecks | None:
    """What speaks for or against the form as it is now, as far as it can be read."""
    values = form.cleaned_data if form.is_bound else form.initial
    starts_at, ends_at = form.span(values)
    if starts_at is None:
        return None
    return queries.checks_of_plan(
        starts_at=starts_at,
        ends_at=ends_at if ends_at and ends_at > starts_at else None,
        venue=values.get("venue"),
        capacity=values.get("capacity") or 1,
        kind=values.get("kind") or "",
        levels=values.get("levels") or [],
        departments=values.get("departments") or [],
        besides=session,
    )
