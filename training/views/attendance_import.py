"""Attendance from a spreadsheet: template, dry run, confirmation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.errors import RuleViolation
from people.access import SignedInRequest, posted_from, requires
from people.models import with_user
from people.roles import Permission
from training import actions, imports, rules, spreadsheets
from training.forms import ImportConfirmationForm, ImportForm
from training.imports import ImportRow
from training.models import Meeting, Session
from training.views.attendance import meeting_to_mark, say_what_was_saved

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@requires(Permission.MARK_ATTENDANCE)
def attendance_import(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Read a spreadsheet and show what it would do. Nothing is written yet."""
    meeting = meeting_to_mark(request, meeting_id)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*posted)
    rows: list[ImportRow] = []
    if form.is_valid():
        try:
            rules.check_attendance_open(meeting, timezone.now())
            content = form.cleaned_data["file"].read(spreadsheets.LARGEST_FILE + 1)
            rows = imports.dry_run(meeting, spreadsheets.read_rows(content), request.user)
        except RuleViolation as refusal:
            form.add_error("file", str(refusal))
    if rows and not form.errors:
        return _dry_run_page(request, meeting, rows)
    return _import_page(request, meeting, form)


@requires(Permission.MARK_ATTENDANCE)
@posted_from("training:attendance-import")
def attendance_import_confirm(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Write exactly what the dry run has shown."""
    meeting = meeting_to_mark(request, meeting_id)
    form = ImportConfirmationForm(request.POST, meeting=meeting, user=request.user)
    if not form.is_valid():
        return _import_page(request, meeting, ImportForm(), refusal=_first_error(form))
    try:
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
        rows = imports.rows_to_confirm(meeting, form.cleaned_data["sealed"])
        return _confirmation_page(request, meeting, form, rows)
    say_what_was_saved(request, outcome)
    if outcome.overtaken:
        messages.warning(
            request,
            ngettext(
                "%(count)d person was marked by somebody else meanwhile, so that mark stands.",
                "%(count)d people were marked by somebody else meanwhile, so those marks stand.",
                len(outcome.overtaken),
            )
            % {"count": len(outcome.overtaken)},
        )
    return redirect("training:attendance-board", meeting.pk)


@require_GET
@requires(Permission.MARK_ATTENDANCE)
def attendance_template(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The spreadsheet to fill in, with those who have a place."""
    meeting = meeting_to_mark(request, meeting_id)
    registrations = list(
        with_user(meeting.session.registrations.confirmed(), "person__user").order_by(
            "person__name_en", "pk"
        )
    )
    audit.record(
        request.user,
        "training.attendance_template_made",
        meeting,
        at=timezone.now(),
        people=len(registrations),
    )
    return HttpResponse(
        spreadsheets.attendance_template(meeting, registrations),
        content_type=EXCEL,
        headers={
            "Content-Disposition": f'attachment; filename="attendance-{meeting.pk}.xlsx"',
            "Cache-Control": "no-store",
        },
    )


def _import_page(
    request: SignedInRequest, meeting: Meeting, form: ImportForm, *, refusal: str = ""
) -> HttpResponse:
    return render(
        request,
        "training/attendance_import.html",
        {"meeting": meeting, "session": meeting.session, "form": form, "refusal": refusal},
        status=422 if form.errors or refusal else 200,
    )


def _dry_run_page(
    request: SignedInRequest, meeting: Meeting, rows: list[ImportRow]
) -> HttpResponse:
    sealed = ImportConfirmationForm.seal(
        meeting,
        request.user,
        [
            (row.registration.pk, row.status, row.standing, row.number)
            for row in rows
            if row.would_change and row.registration
        ],
    )
    form = ImportConfirmationForm(initial={"sealed": sealed}, meeting=meeting, user=request.user)
    return _confirmation_page(request, meeting, form, rows)


def _confirmation_page(
    request: SignedInRequest,
    meeting: Meeting,
    form: ImportConfirmationForm,
    rows: list[ImportRow],
) -> HttpResponse:
    return render(
        request,
        "training/attendance_import_confirm.html",
        {
            "meeting": meeting,
            "session": meeting.session,
            "form": form,
            "rows": rows,
            "marks": sum(1 for row in rows if row.would_change),
            "problems": sum(1 for row in rows if row.problem),
            "is_held": meeting.session.status == Session.Status.HELD,
        },
        status=422 if form.errors else 200,
    )


def _first_error(form: ImportConfirmationForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)
