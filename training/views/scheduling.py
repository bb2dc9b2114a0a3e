"""Staff's side: the schedule, and running a session: publishing, concluding."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import audit, tables
from core.days import day_of
from core.errors import RuleViolation
from core.exports import FileFormat, as_file, format_asked, in_order_asked
from core.pages import page_or_part, told
from people.access import SignedInRequest, requires
from people.models import Person, with_user
from people.roles import Permission
from training import actions, permissions, queries, rules
from training.exports import (
    registration_columns,
    session_columns,
    with_postings,
    with_venues,
)
from training.filters import ScheduleFilter
from training.models import Attendance, Registration, Session, SessionNote
from training.purposes import offers_for, purposes_of
from training.tables import ScheduleTable

PEOPLE_ON_A_PAGE = 50


@require_GET
@requires(Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def schedule(request: SignedInRequest) -> HttpResponseBase:
    """All sessions for those who run them; for a speaker, those spoken at."""
    sessions = Session.objects.run_or_spoken_at_by(request.user)
    asked = request.GET.copy()
    asked.setdefault("when", "upcoming")  # That is what staff are about.
    found = ScheduleFilter(asked, sessions)
    table = ScheduleTable(found.qs)
    if (file_format := format_asked(request)) and found.is_valid():
        return as_file(
            file_format,
            name="schedule",
            columns=session_columns(),
            rows=with_venues(in_order_asked(table, request)),
            now=timezone.now(),
        )
    tables.show(table, request, rows=25)
    template = page_or_part(request, "training/schedule.html")
    return render(
        request,
        template,
        {
            "filter": found,
            "table": table,
            "can_manage": permissions.can_manage_schedule(request.user),
        },
    )


@require_GET
@requires(Permission.VIEW_SCHEDULE, Permission.VIEW_ENGAGEMENTS)
def session_manage(request: SignedInRequest, session_id: int) -> HttpResponseBase:
    session = get_object_or_404(_sessions_to_run(request), pk=session_id)
    if file_format := format_asked(request):
        return _registrations_file(request, session, file_format)
    audit.looked(request.user, "training.registrations_viewed", session, at=timezone.now())
    return _manage_page(request, session)


@require_POST
@requires(Permission.MANAGE_SCHEDULE)
def session_publish(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    with told(request, _("Published. Its audience can find it and register.")):
        actions.publish_session(session_id=session.pk, by=request.user, now=timezone.now())
    return redirect("training:session-manage", session.pk)


@require_POST
@requires(Permission.MANAGE_SCHEDULE)
def session_conclude(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    with told(request, _("Marked as held.")):
        actions.conclude_session(session_id=session.pk, by=request.user, now=timezone.now())
    return redirect("training:session-manage", session.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_discard(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    if request.method == "POST":
        try:
            actions.discard_session(session_id=session.pk, by=request.user, now=timezone.now())
        except RuleViolation as refusal:
            messages.error(request, str(refusal))
            return redirect("training:session-manage", session.pk)
        messages.success(
            request,
            _("Discarded: “%(title)s”. It is in no list any more.") % {"title": session.title},
        )
        return redirect("training:schedule")
    if session.status != Session.Status.DRAFT:
        return redirect("training:session-manage", session.pk)
    return render(
        request,
        "training/session_discard.html",
        {
            "session": session,
            "meetings": session.meetings.count(),
            "reminders": session.reminder_rules.count(),
        },
    )


def _sessions_to_run(request: SignedInRequest):
    return with_user(Session.objects.run_or_spoken_at_by(request.user), "owner").select_related(
        "course", "organiser", "audience", "owner__person"
    )


def _manage_page(request: SignedInRequest, session: Session) -> HttpResponse:
    """The page from which a session is run."""
    now = timezone.now()
    session = _sessions_to_run(request).get(pk=session.pk)
    meetings = session.meetings.select_related("venue").prefetch_related("engagements__speaker")
    meetings = meetings.annotate(
        present=Count(
            "attendances",
            filter=Q(attendances__status__in=[Attendance.Status.PRESENT, Attendance.Status.PARTLY]),
        ),
        marked=Count("attendances"),
    )
    registrations = session.registrations.live().prefetch_related(
        Prefetch("person", Person.objects.with_posting_on(day_of(now)))
    )
    can_manage = permissions.can_manage_session(request.user, session)
    return render(
        request,
        "training/session_manage.html",
        {
            "session": session,
            "is_joined_online": any(meeting.link for meeting in meetings),
            "meetings": [(meeting, rules.attendance_is_open(meeting, now)) for meeting in meetings],
            "confirmed": _people(request, registrations.confirmed(), "page"),
            "waiting": _people(request, registrations.waiting(), "waiting_page"),
            "purposes": purposes_of(session, request.user),
            "offers": offers_for(session, request.user),
            "ledger": queries.ledger_of(session),
            "can_see_messages": request.user.has(Permission.VIEW_SCHEDULE),
            "cancellations": _people(
                request, session.registrations.explained_cancellations(), "cancelled_page"
            ),
            **_notes(request, session, now),
            "can_manage": can_manage,
            "can_remove": can_manage and rules.registrations_can_be_cancelled(session, now),
            "has_ended": session.ends_at <= now,
            "is_short": rules.is_short_of_minimum(session, now),
        },
    )


def _notes(request: SignedInRequest, session: Session, now: dt.datetime) -> dict[str, Any]:
    """What was noted after a session, and whether this user may add to it."""
    if not rules.takes_notes(session, now):
        return {}
    written = with_user(SessionNote.objects.visible_to(request.user), "written_by")
    notes = list(written.filter(session=session).select_related("written_by__person"))
    return {
        "notes": notes,
        "own_note": any(note.written_by_id == request.user.pk for note in notes),
        "may_note": permissions.can_note(request.user, session),
    }


def _people(request: SignedInRequest, registrations: QuerySet[Registration], name: str) -> Page:
    """A page of a list of people; each of the lists turns by a name of its own."""
    return Paginator(registrations, PEOPLE_ON_A_PAGE).get_page(request.GET.get(name))


def _registrations_file(
    request: SignedInRequest, session: Session, file_format: FileFormat
) -> HttpResponseBase:
    now = timezone.now()
    registrations = Registration.objects.visible_to(request.user).filter(session=session).live()
    audit.record(
        request.user,
        "training.registrations_exported",
        session,
        at=now,
        format=file_format,
        found=registrations.count(),
    )
    return as_file(
        file_format,
        name=f"registrations-{session.pk}",
        columns=registration_columns(),
        rows=with_postings(registrations, day_of(now)),
        now=now,
    )
