"""The note that those who held a session write after it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from training.forms import NoteForm
from training.models import Session, SessionNote


@require_http_methods(["GET", "POST"])
@requires(Permission.MARK_ATTENDANCE)
def session_note(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Write one's note, or change it."""
    sessions = Session.objects.run_or_spoken_at_by(request.user)
    session = get_object_or_404(sessions, pk=session_id)
    if not permissions.can_note(request.user, session):
        raise PermissionDenied
    note = SessionNote.objects.filter(session=session, written_by=request.user).first()
    initial = {"lessons": note.lessons, "challenges": note.challenges} if note else {}
    form = NoteForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            actions.write_note(
                session_id=session.pk, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your note is saved. Reports gather it without your name."))
            return redirect("training:session-manage", session.pk)
    return render(
        request,
        "training/session_note.html",
        {"session": session, "form": form, "note": note},
        status=422 if form.errors else 200,
    )
