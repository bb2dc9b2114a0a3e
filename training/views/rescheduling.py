"""Moving and calling off what people rely on: first the consequences, then the deed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.pages import posted
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, permissions
from training.forms import LinksForm, MoveForms, ReasonForm, Register, values_of_meeting
from training.models import Session


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_reschedule(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The first button shows what would come of the move; the second moves."""
    now = timezone.now()
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    meetings = list(session.meetings.all())
    forms = MoveForms(
        posted(request),
        prefix="meetings",
        initial=[{**values_of_meeting(meeting), "meeting": meeting.pk} for meeting in meetings],
        form_kwargs={
            "register": Register(request.user, besides=session),
            "meetings": meetings,
            "now": now,
        },
    )
    rehearsal = refusal = None
    if forms.is_bound and forms.is_valid():
        moves = [form.move() for form in forms]
        try:
            if "move" in request.POST:
                actions.reschedule_session(
                    session_id=session.pk, moves=moves, by=request.user, now=now
                )
                messages.success(request, _("Moved. Everyone in it or waiting is told by mail."))
                return redirect("training:session-manage", session.pk)
            rehearsal = actions.rehearse_move(
                session_id=session.pk, moves=moves, by=request.user, now=now
            )
        except RuleViolation as violation:
            refusal = str(violation)
    return render(
        request,
        "training/session_reschedule.html",
        {
            "session": session,
            "forms": forms,
            "faulty": [form for form in forms if form.errors],
            "rehearsal": rehearsal,
            "refusal": refusal,
        },
        status=422 if refusal or (forms.is_bound and not forms.is_valid()) else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_links(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Correct the links by which a published session is joined; who has a place is told."""
    now = timezone.now()
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    meetings = session.meetings.filter(ends_at__gt=now).exclude(link="")
    form = LinksForm(posted(request), meetings=meetings)
    if form.is_valid():
        try:
            actions.correct_links(
                session_id=session.pk, links=form.links(), by=request.user, now=now
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            if form.has_changed():
                messages.success(
                    request, _("The link is corrected. Who has a place is told by mail.")
                )
            return redirect("training:session-manage", session.pk)
    return render(
        request,
        "training/session_links.html",
        {"session": session, "form": form, "can_correct": bool(meetings)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_cancel(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The first button shows the message that would be sent; the second calls the session off."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    form = ReasonForm(posted(request))
    message = None
    if form.is_valid():
        deed = {
            "session_id": session.pk,
            "reason": form.cleaned_data["reason"],
            "by": request.user,
            "now": timezone.now(),
        }
        try:
            if "preview" not in request.POST:
                actions.cancel_session(**deed)
                messages.success(
                    request, _("Cancelled. Everyone in it or waiting is told by mail.")
                )
                return redirect("training:session-manage", session.pk)
            message = actions.rehearse_cancellation(**deed)
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
    return render(
        request,
        "training/session_cancel.html",
        {"session": session, "form": form, "message": message},
        status=422 if form.errors else 200,
    )
