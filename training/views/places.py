"""What those who run a session do with the places of others."""

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
from training.forms import RemovalForm
from training.models import Registration


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def registration_remove(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """Cancel somebody's registration, for a reason that they are told."""
    visible = Registration.objects.visible_to(request.user).select_related("session", "person")
    registration = get_object_or_404(visible, pk=registration_id)
    permissions.check_can_cancel_registration(request.user, registration)
    form = RemovalForm(posted(request))
    if form.is_valid():
        try:
            actions.cancel_registration(
                registration_id=registration.pk,
                by=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Cancelled: the registration of %(name)s, who is told by mail.")
                % {"name": registration.person},
            )
            return redirect("training:session-manage", registration.session_id)
    return render(
        request,
        "training/registration_remove.html",
        {"registration": registration, "session": registration.session, "form": form},
        status=422 if form.errors else 200,
    )
