"""Marking who came."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, permissions, rules
from training.forms import AttendanceForm
from training.models import Meeting, Session

PEOPLE_ON_A_PAGE = 100


@require_http_methods(["GET", "POST"])
@requires(Permission.MARK_ATTENDANCE)
def attendance_board(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(
        Meeting.objects.filter(
            session__in=Session.objects.run_or_spoken_at_by(request.user)
        ).select_related("session", "venue"),
        pk=meeting_id,
    )
    if not permissions.can_mark_attendance(request.user, meeting):
        raise PermissionDenied
    now = timezone.now()
    registrations = (
        meeting.session.registrations.confirmed()
        .select_related("person")
        .order_by("person__name_en", "pk")
    )
    # Each person is a field, and Django takes a thousand in one form.
    page = Paginator(registrations, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, meeting=meeting, registrations=list(page))
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.mark_attendance(
                meeting_id=meeting.pk, marks=form.marks(), by=request.user, now=now
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                ngettext("%(count)d mark saved.", "%(count)d marks saved.", written)
                % {"count": written},
            )
            return redirect(request.get_full_path())
    return render(
        request,
        "training/attendance_board.html",
        {
            "meeting": meeting,
            "session": meeting.session,
            "form": form,
            "page": page,
            "is_open": rules.attendance_is_open(meeting, now),
            "opens_at": meeting.starts_at - rules.ATTENDANCE_OPENS_BEFORE,
        },
        status=422 if form.errors else 200,
    )
