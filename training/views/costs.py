"""What a session cost, entered after it was held."""

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
from training.forms import CostForm
from training.models import Session


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_cost(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    form = CostForm(posted(request), initial={"cost": session.cost})
    if form.is_valid():
        try:
            actions.enter_cost(
                session_id=session.pk,
                cost=form.cleaned_data["cost"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The cost is saved."))
            return redirect("training:session-manage", session.pk)
    return render(
        request,
        "training/session_cost.html",
        {"session": session, "form": form},
        status=422 if form.errors else 200,
    )
