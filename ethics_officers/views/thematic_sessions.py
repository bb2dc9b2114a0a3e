"""The thematic sessions of Ethics Officers: those to come, those of history, and making them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import RuleViolation
from core.pages import posted
from ethics_officers import actions, permissions, queries, rules
from ethics_officers.forms import MarkingForm, ThematicForm
from ethics_officers.models import ThematicSession
from ethics_officers.views.network_tabs import in_network
from people.access import SignedInRequest, requires
from people.roles import Permission, Role
from training.models import Session

SESSIONS_ON_A_PAGE = 20


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def thematic_session_list(request: SignedInRequest) -> HttpResponse:
    user = request.user
    sessions = ThematicSession.objects.visible_to(user).newest_first().select_related("session")
    page = Paginator(sessions, SESSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    linked = [each.session for each in page.object_list if each.session]
    opens = Session.objects.visible_to(user).filter(pk__in=[each.pk for each in linked])
    return render(
        request,
        "ethics_officers/thematic_session_list.html",
        {
            **in_network(request, "thematic"),
            "page": page,
            "opens": set(opens.values_list("pk", flat=True)) if linked else set(),
            "runs": {each.pk for each in linked if permissions.can_mark_thematic(user, each)},
            "can_mark": user.has(Permission.MANAGE_SCHEDULE),
            "sees_schedule": user.has(Permission.VIEW_SCHEDULE),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def thematic_session_mark(request: SignedInRequest) -> HttpResponse:
    """Make a session one of the programme; the one to begin with may be in the address."""
    form = MarkingForm(
        posted(request),
        sessions=queries.can_become_thematic(request.user),
        initial={
            "session": request.GET.get("session"),
            "number": queries.next_number(),
            "with_assistants": True,
        },
    )
    if form.is_valid():
        try:
            thematic = actions.mark_thematic(
                session_id=form.cleaned_data["session"].pk,
                number=form.cleaned_data["number"],
                with_assistants=form.cleaned_data["with_assistants"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is a session of the Ethical Leadership Programme now."))
            return redirect("training:session-manage", thematic.session_id)
    return render(
        request,
        "ethics_officers/thematic_session_mark.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def thematic_session_edit(request: SignedInRequest, thematic_id: int) -> HttpResponse:
    """Correct the number, and while it is a draft, for whom the session is."""
    thematic, session = _run_here(request, thematic_id)
    is_draft = session.status == Session.Status.DRAFT
    form = ThematicForm(
        posted(request),
        is_draft=is_draft,
        initial={
            "number": thematic.number,
            "with_assistants": Role.ASSISTANT_ETHICS_OFFICER in session.audience.roles,
        },
    )
    if form.is_valid():
        try:
            actions.change_thematic(
                thematic_id=thematic.pk,
                number=form.cleaned_data["number"],
                with_assistants=form.cleaned_data.get("with_assistants", False),
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("ethics_officers:thematic-session-list")
    return _page(request, "edit", thematic, session, form=form, is_draft=is_draft)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def thematic_session_unmark(request: SignedInRequest, thematic_id: int) -> HttpResponse:
    thematic, session = _run_here(request, thematic_id)
    try:
        rules.check_can_be_unmarked(thematic)
        if request.method == "POST":
            actions.unmark_thematic(thematic_id=thematic.pk, by=request.user, now=timezone.now())
            messages.success(request, _("It is a thematic session no more. Look at its audience."))
            return redirect("training:session-manage", session.pk)
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect("training:session-manage", session.pk)
    return _page(request, "unmark", thematic, session)


def _run_here(request: SignedInRequest, thematic_id: int) -> tuple[ThematicSession, Session]:
    """Give a thematic session of this system, and the session it is; 403 unless one runs it."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("audience", "thematic"),
        thematic=thematic_id,
    )
    permissions.check_can_mark_thematic(request.user, session)
    thematic: ThematicSession = session.thematic
    return thematic, session


def _page(
    request: SignedInRequest,
    name: str,
    thematic: ThematicSession,
    session: Session,
    **context: Any,
) -> HttpResponse:
    form = context.get("form")
    return render(
        request,
        f"ethics_officers/thematic_session_{name}.html",
        {"thematic": thematic, "session": session, **context},
        status=422 if form and form.errors else 200,
    )
