"""Marking who came: the board, undoing, walk-ins, the sheet to sign."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.errors import RuleViolation
from core.pages import page_or_part
from people.access import SignedInRequest, posted_from, requires
from people.models import User
from people.roles import Permission
from training import actions, permissions, queries, rules, sheets
from training.filters import BoardFilter
from training.forms import AttendanceForm, UndoForm, WalkInForm
from training.models import Meeting, Registration, Session

BOARD = "training/attendance_board.html"
LETTERS_TO_SEARCH_PEOPLE = 2
# Each person is two fields, and Django takes a thousand in one form.
PEOPLE_ON_A_PAGE = 100


@require_http_methods(["GET", "POST"])
@requires(Permission.MARK_ATTENDANCE)
def attendance_board(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    meeting = meeting_to_mark(request, meeting_id)
    if request.method == "POST":
        return _mark(request, meeting)
    audit.looked(request.user, "training.attendance_viewed", meeting, at=timezone.now())
    template = page_or_part(request, BOARD, "board")
    return _board_page(request, meeting, template=template)


@requires(Permission.MARK_ATTENDANCE)
@posted_from("training:attendance-board")
def attendance_undo(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Take back what this user marked last, all that was saved in one go."""
    meeting = meeting_to_mark(request, meeting_id)
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("There is nothing to undo."))
        return redirect("training:attendance-board", meeting.pk)
    try:
        undone = actions.undo_marks(
            meeting_id=meeting.pk,
            made_at=form.cleaned_data["made_at"],
            by=request.user,
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext("%(count)d mark taken back.", "%(count)d marks taken back.", undone)
            % {"count": undone},
        )
    return redirect("training:attendance-board", meeting.pk)


@requires(Permission.MANAGE_SCHEDULE)
@posted_from("training:attendance-board")
def attendance_walk_in(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Let somebody in at the door, chosen from those found by the search of the board."""
    meeting = meeting_to_mark(request, meeting_id)
    form = WalkInForm(request.POST, user=request.user)
    if not form.is_valid():
        refusal = _("This person is no longer in the register. Search for the name again.")
        return _board_page(request, meeting, refusal=refusal, status=422)
    person = form.cleaned_data["person"]
    try:
        actions.add_walk_in(
            meeting_id=meeting.pk,
            person=person,
            by=request.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except RuleViolation as violation:
        return _board_page(request, meeting, refusal=str(violation), status=422)
    messages.success(
        request, _("%(person)s has a place and is marked present.") % {"person": person}
    )
    return redirect("training:attendance-board", meeting.pk)


@require_GET
@requires(Permission.MARK_ATTENDANCE)
def attendance_sheet(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The list of those who have a place, to be printed and signed."""
    meeting = meeting_to_mark(request, meeting_id)
    registrations = list(_registrations(meeting).select_related("person"))
    now = timezone.now()
    audit.record(
        request.user, "training.attendance_sheet_made", meeting, at=now, people=len(registrations)
    )
    return HttpResponse(
        sheets.attendance_sheet(meeting, registrations, now=now),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="attendance-sheet-{meeting.pk}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def meeting_to_mark(request: SignedInRequest, meeting_id: int) -> Meeting:
    """A meeting within scope, or 404; 403 if this user may not mark who was at it."""
    meeting = get_object_or_404(
        Meeting.objects.filter(
            session__in=Session.objects.run_or_spoken_at_by(request.user)
        ).select_related("session", "venue"),
        pk=meeting_id,
    )
    if not permissions.can_mark_attendance(request.user, meeting):
        raise PermissionDenied
    return meeting


def say_what_was_saved(request: SignedInRequest, outcome: actions.Marking) -> None:
    if outcome.written:
        messages.success(
            request,
            ngettext("%(count)d mark saved.", "%(count)d marks saved.", outcome.written)
            % {"count": outcome.written},
        )
    elif not outcome.overtaken:
        messages.info(request, _("Nothing was changed: every mark stands as it was."))


def _registrations(meeting: Meeting) -> QuerySet[Registration]:
    return meeting.session.registrations.confirmed().order_by("person__name_en", "pk")


def _mark(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Save the marks posted: one, where a tap posts its own row alone, or those of the page."""
    named = AttendanceForm.named_in(request.POST)
    registrations = list(_registrations(meeting).filter(pk__in=named).select_related("person"))
    form = AttendanceForm(request.POST, meeting=meeting, registrations=registrations)
    outcome = None
    if form.is_valid():
        try:
            rules.check_all_confirmed(named, {registration.pk for registration in registrations})
            outcome = actions.mark_attendance(
                meeting_id=meeting.pk,
                marks=form.marks(),
                seen=form.seen(),
                by=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
    if request.htmx:
        return _answer_tap(request, meeting, form, outcome)
    if outcome is None:
        return _board_page(request, meeting, form=form, status=422)
    say_what_was_saved(request, outcome)
    for attendance in outcome.overtaken:
        messages.warning(request, _overtaken(attendance))
    return redirect(request.get_full_path())


def _answer_tap(
    request: SignedInRequest,
    meeting: Meeting,
    form: AttendanceForm,
    outcome: actions.Marking | None,
) -> HttpResponse:
    """The row as it stands now, with what was wrong if anything was, and the counts."""
    refusals = [str(error) for errors in form.errors.values() for error in errors]
    if outcome:
        refusals = [_overtaken(attendance) for attendance in outcome.overtaken]
    fresh = AttendanceForm(
        meeting=meeting, registrations=[row.registration for row in form.rows[:1]]
    )
    return render(
        request,
        f"{BOARD}#answer",
        {
            **_context(request, meeting),
            "row": next(iter(fresh.rows), None),
            "refusal": " ".join(refusals),
        },
        status=422 if refusals else 200,
    )


def _overtaken(attendance: Any) -> str:
    return _(
        "Somebody else has marked %(person)s as “%(status)s” meanwhile. "
        "Mark again if that is wrong."
    ) % {"person": attendance.registration.person, "status": attendance.get_status_display()}


def _board_page(
    request: SignedInRequest,
    meeting: Meeting,
    *,
    form: AttendanceForm | None = None,
    template: str = BOARD,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    found = BoardFilter(request.GET, _registrations(meeting).select_related("person"))
    words = request.GET.get("q", "").strip()
    page = Paginator(found.qs, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    context = _context(request, meeting)
    may_let_in = context["is_open"] and permissions.can_manage_session(
        request.user, context["session"]
    )
    if form is None:
        form = AttendanceForm(meeting=meeting, registrations=list(page))
    return render(
        request,
        template,
        {
            **context,
            "form": form,
            "filter": found,
            "page": page,
            "board_url": _board_url(meeting, words, page.number),
            "words": words,
            "may_let_in": may_let_in,
            "to_let_in": (
                queries.people_to_let_in(meeting, request.user, words, timezone.now())
                if may_let_in and len(words) >= LETTERS_TO_SEARCH_PEOPLE
                else []
            ),
            "refusal": refusal,
            "typed_reason": request.POST.get("reason", ""),
        },
        status=status,
    )


def _board_url(meeting: Meeting, words: str, page: int) -> str:
    """The address of the board as it is shown, so that saving comes back to it."""
    shown = {"q": words, "page": page if page > 1 else ""}
    address = reverse("training:attendance-board", args=[meeting.pk])
    return f"{address}?{urlencode({name: value for name, value in shown.items() if value})}"


def _is_asked_to_note(user: User, session: Session, now: dt.datetime) -> bool:
    """Whether a session is over, and this user has noted nothing of it."""
    return (
        session.ends_at <= now
        and rules.takes_notes(session, now)
        and permissions.can_note(user, session)
        and not session.notes.filter(written_by=user).exists()
    )


def _context(request: SignedInRequest, meeting: Meeting) -> dict[str, Any]:
    now = timezone.now()
    return {
        "meeting": meeting,
        "session": meeting.session,
        "is_open": rules.attendance_is_open(meeting, now),
        "is_held": meeting.session.status == Session.Status.HELD,
        "may_note": _is_asked_to_note(request.user, meeting.session, now),
        "opens_at": meeting.starts_at - rules.ATTENDANCE_OPENS_BEFORE,
        "summary": queries.attendance_summary(meeting, request.user),
    }
